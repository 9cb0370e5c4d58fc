using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Pages.Records.Overview;

/// <summary>Something the plan lacks or that has run out, with the page that mends it.</summary>
public sealed record Prompt(string Text, string? Href)
{
    /// <summary>What this reader should see to; once a death is confirmed, only what is missing of it.</summary>
    public static IReadOnlyList<Prompt> For(PlanFacts facts, Plan plan, OpenRecord record) =>
        facts.DiedOn is null ? [.. Living(facts, plan, record)]
        : facts.DeathConfirmed ? [.. AfterDeath(facts, record)]
        // Until it is confirmed the person may be alive, and the plan is still in use.
        : [new("The death was reported and awaits confirmation.", DeathHref(record)), .. Living(facts, plan, record)];

    private static string? DeathHref(OpenRecord record) =>
        record.Grant.May(Permission.RecordDeath) ? $"/records/{record.PatientId}/death" : null;

    private static IEnumerable<Prompt> Living(PlanFacts facts, Plan plan, OpenRecord record)
    {
        var grant = record.Grant;
        string? Edit<T>()
            where T : ISectionAnswers =>
            grant.MayEdit(SectionCatalogue.Of<T>()) ? $"/records/{record.PatientId}/plan/{SectionCatalogue.Of<T>().Key}" : null;

        // SCCI1580 requirement 54: the system must alert when the first choice is blank.
        if (facts.PpdStatus is PlaceStatus.Blank && grant.MayRead(SectionCatalogue.Of<PreferredPlaces>()))
        {
            yield return new("Preferred place of death is not recorded. Ask, or record why it was not discussed.", Edit<PreferredPlaces>());
        }

        if (facts.Cpr is null && grant.MayRead(SectionCatalogue.Of<Resuscitation>()))
        {
            yield return new("CPR decision is not recorded.", Edit<Resuscitation>());
        }

        if (Edit<Resuscitation>() is { } mend && plan.Current<Resuscitation>()?.IsUnexplained() is true)
        {
            yield return new("“Not for CPR” stands with neither a reason nor a word of whom it was discussed with. Add them.", mend);
        }

        if (facts is { Cpr: not null, CprEndorsed: false } && grant.May(Permission.Endorse))
        {
            yield return new("The CPR decision awaits endorsement by a senior clinician.", "#resuscitation");
        }

        if (facts.CprReviewOn < record.Today && grant.MayRead(SectionCatalogue.Of<Resuscitation>()))
        {
            yield return new($"The CPR decision was due for review on {London.Show(facts.CprReviewOn.Value)}.", Edit<Resuscitation>());
        }

        if (facts.ReviewOn is null || facts.ReviewOn < record.Today)
        {
            yield return new(
                facts.ReviewOn is { } due ? $"The plan was due for review on {London.Show(due)}." : "No review date is set.",
                Edit<Review>()
            );
        }

        if (facts.ConsentToRecord is ConsentStatus.Declined or ConsentStatus.Withdrawn && grant.May(Permission.ConsentAndTeam))
        {
            var said = facts.ConsentToRecord is ConsentStatus.Declined ? "declined" : "withdrawn";
            yield return new($"Consent to keep a plan: {said}. End the record or ask again.", $"/records/{record.PatientId}/consent");
        }

        if (!AccessRules.IsPositive(facts.ConsentToShare))
        {
            var status = facts.ConsentToShare is { } known ? CodeList.Term(known) : "Not recorded";
            yield return new(
                $"Consent to share: {status}. Only the recording organisation sees this plan.",
                grant.May(Permission.ConsentAndTeam) ? $"/records/{record.PatientId}/consent" : null
            );
        }
    }

    private static IEnumerable<Prompt> AfterDeath(PlanFacts facts, OpenRecord record)
    {
        var href = DeathHref(record);
        if (facts.ActualPlace is null)
        {
            yield return new("Actual place of death is not recorded.", href);
        }

        if (facts is { FirstMet: false, Variance: null })
        {
            yield return new("The reason why the preferred place was not met is not recorded.", href);
        }
    }
}
