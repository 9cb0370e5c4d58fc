using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EpaccsWeb.Pages.SubjectAccess;

/// <summary>Who has a page about copies of records, beyond the permission: the office takes requests down, senior clinicians sign them off.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayUseCopiesAttribute(bool asks, bool signs) : Attribute, IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var actor = context.HttpContext.User.RequireActor();
        if (!((asks && SubjectRules.MayAsk(actor)) || (signs && SubjectRules.MaySign(actor))))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
