using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EpaccsWeb.Import;

/// <summary>Takes a place for a register file before anything of its upload is read; without one the page says so and nothing is kept.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesUploadPlaceAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    /// <summary>With the framework's limits of size: the next filter reads the whole form to look for its token.</summary>
    public int Order => 900;

    /// <summary>The place of this upload.</summary>
    public static UploadPlace Of(HttpContext http) =>
        http.Items[typeof(UploadPlace)] as UploadPlace ?? throw new InvalidOperationException("The upload has taken no place.");

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            return;
        }

        var desk = http.RequestServices.GetRequiredService<ImportDesk>();
        if (desk.Enter(http.User.RequireActor(), http.Request.ContentLength) is { } place)
        {
            http.Items[typeof(UploadPlace)] = place;
            http.Response.RegisterForDispose(place);
        }
        else
        {
            context.Result = new LocalRedirectResult("/import?busy=true");
        }
    }
}
