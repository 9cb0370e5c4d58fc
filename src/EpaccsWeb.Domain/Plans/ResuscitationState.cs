using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Domain.Plans;

/// <summary>Which CPR decision holds, and what must be shown beside it.</summary>
/// <param name="Endorsed">The latest endorsed decision not revoked.</param>
/// <param name="Awaiting">A later decision that awaits endorsement, or the only one. It never hides an endorsed one.</param>
/// <param name="Disagrees">Two decisions that both claim to hold say different things: see both.</param>
public sealed record ResuscitationState(SectionVersion? Endorsed, SectionVersion? Awaiting, bool Disagrees)
{
    /// <summary>The decision that lists and headings show: the endorsed one if there is one.</summary>
    public Resuscitation? Shown => (Endorsed ?? Awaiting)?.Answers as Resuscitation;

    public static ResuscitationState Of(Plan plan)
    {
        var inForce = plan.InForce(SectionCatalogue.Of<Resuscitation>().Key).ToList();
        var endorsed = inForce.LastOrDefault(row => plan.EndorsementOf(row) is not null);
        var awaiting = inForce.LastOrDefault(row =>
            plan.EndorsementOf(row) is null && (endorsed is null || row.EffectiveAt >= endorsed.EffectiveAt)
        );
        var tied = inForce.Where(row => row.EffectiveAt == (endorsed ?? awaiting)?.EffectiveAt).Select(Decision).Distinct().Count() > 1;
        var differ = endorsed is not null && awaiting is not null && Decision(endorsed) != Decision(awaiting);
        return new(endorsed, awaiting, tied || differ);
    }

    private static Terminology.CprDecision? Decision(SectionVersion row) => (row.Answers as Resuscitation)?.Decision;
}
