using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;

namespace EpaccsWeb.Pages.Admin.Retention;

/// <summary>Privacy officers and administrators of organisations decide how long records are kept; administrators of the system do not.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayManageRetentionAttribute : MayUseAttribute
{
    protected override bool May(Actor actor) => RetentionRules.MayManage(actor);
}
