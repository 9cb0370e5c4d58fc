using EpaccsWeb.Domain.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace EpaccsWeb.Identity;

/// <summary>Who has a page beyond its permission, where that hangs on more than the role; everybody else gets 403.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class MayUseAttribute : Attribute, IPageFilter
{
    /// <summary>Whether this post has the page.</summary>
    protected abstract bool May(Actor actor);

    public void OnPageHandlerSelected(PageHandlerSelectedContext context) { }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!May(context.HttpContext.User.RequireActor()))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context) { }
}
