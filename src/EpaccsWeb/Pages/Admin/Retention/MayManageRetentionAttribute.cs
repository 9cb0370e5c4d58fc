using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EpaccsWeb.Pages.Admin.Retention;

/// <summary>Privacy officers and administrators of organisations decide how long records are kept; administrators of the system do not.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayManageRetentionAttribute : Attribute, IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!RetentionRules.MayManage(context.HttpContext.User.RequireActor()))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
