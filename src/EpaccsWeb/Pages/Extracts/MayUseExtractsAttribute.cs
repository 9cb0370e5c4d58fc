using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Identity;

namespace EpaccsWeb.Pages.Extracts;

/// <summary>Who has a page about extracts, beyond the permission: being senior is of the post, not of the role.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayUseExtractsAttribute(bool asks, bool decides) : MayUseAttribute
{
    protected override bool May(Actor actor) => (asks && ExtractRules.MayAsk(actor)) || (decides && ExtractRules.MayDecide(actor));
}
