using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EpaccsWeb.Pages.Extracts;

/// <summary>Who has a page about extracts, beyond the permission: being senior is of the post, not of the role.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayUseExtractsAttribute(bool asks, bool decides) : Attribute, IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var actor = context.HttpContext.User.RequireActor();
        if (!((asks && ExtractRules.MayAsk(actor)) || (decides && ExtractRules.MayDecide(actor))))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
