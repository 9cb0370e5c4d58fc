using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;

namespace EpaccsWeb.Pages.SubjectAccess;

/// <summary>Who has a page about copies of records, beyond the permission: the office takes requests down, senior clinicians sign them off.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayUseCopiesAttribute(bool asks, bool signs) : MayUseAttribute
{
    protected override bool May(Actor actor) => (asks && SubjectRules.MayAsk(actor)) || (signs && SubjectRules.MaySign(actor));
}
