using System.Collections.Frozen;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Pages.Records;

/// <summary>One section's answers to be shown by its summary, with the row they come from.</summary>
/// <param name="Row">Null when the section is blank: "not recorded".</param>
/// <param name="Plan">The plan they stand in, for a summary that needs more than one row.</param>
/// <param name="HidesLocation">The person is restricted and the reader outside the team: no places, names of places or phones.</param>
public sealed record SectionView(SectionDefinition Definition, Plan Plan, SectionVersion? Row, bool HidesLocation = false)
{
    /// <summary>Answers that this copy does not show, by name; see <see cref="PersonsCopy"/>.</summary>
    public IReadOnlySet<string> LeftOff { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The reader may ask on this page for where the key safe is, and its code.</summary>
    public bool OffersKeySafe { get; init; }

    /// <summary>The partial view in the section's own folder.</summary>
    public string Partial => Definition.Summary;

    /// <summary>Somebody said that it still holds.</summary>
    public SectionVersion? Confirmation => Row is null ? null : Plan.ConfirmationOf(Row);

    /// <summary>When it was last said or confirmed; null when it is blank.</summary>
    public DateTimeOffset? LastSaid => Confirmation?.At ?? Row?.EffectiveAt;

    /// <summary>Said so long ago that it should be asked again, by the section's own rule.</summary>
    public bool IsStale(DateTimeOffset now) => LastSaid is { } said && said.AddMonths(Definition.FreshMonths) < now;

    public bool LeavesOff(string answer) => LeftOff.Contains(answer);

    public T? Answers<T>()
        where T : class, ISectionAnswers => Row?.Answers as T;

    /// <summary>Every section that a post may read, in the order of the overview.</summary>
    public static IReadOnlyList<SectionView> ReadableBy(AccessGrant grant, Plan plan, bool hidesLocation) =>
        [
            // Who the person is comes last here: the banner has said it, but not the telephone, nor the GP.
            .. SectionCatalogue
                .Plan.Append(SectionCatalogue.Of<PersonDetails>())
                .Where(section => grant.MayRead(section) && !(hidesLocation && section.IsLocation))
                .Select(section => new SectionView(section, plan, plan.CurrentRow(section.Key), hidesLocation)
                {
                    OffersKeySafe = grant.MayAskForKeySafe(),
                }),
        ];
}
