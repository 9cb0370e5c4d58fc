using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Domain.Merges;

/// <summary>One of two records that are to be put together, as far as the decision needs it.</summary>
/// <param name="Objections">Organisations that the person does not want to share with, by name.</param>
/// <param name="Team">Organisations that reach the person through this record, by name.</param>
/// <param name="Notes">How many notes, pieces of feedback and files lie beside the plan.</param>
public sealed record MergeSide(
    Patient Patient,
    Plan Plan,
    PlanFacts Facts,
    IReadOnlyDictionary<Guid, string> Objections,
    IReadOnlyDictionary<Guid, string> Team,
    int Notes
)
{
    /// <summary>The day of death, marked as reported until it is confirmed; null when no death is known.</summary>
    public string? DeathInWords =>
        Facts.DiedOn is { } died ? London.Show(died) + (Facts.DeathConfirmed ? string.Empty : " (reported, unconfirmed)") : null;

    /// <summary>When a section was last said; null when it is not recorded.</summary>
    public DateTimeOffset? Said(SectionDefinition section) => Plan.CurrentRow(section.Key)?.EffectiveAt;
}
