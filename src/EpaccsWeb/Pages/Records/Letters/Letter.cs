using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Pages.Records.Letters;

/// <summary>One letter, ready to be printed.</summary>
public sealed record Letter(LetterForm To, PrintHead Head, DateOnly Day, Actor By)
{
    /// <summary>Null when the writer chose to leave it out.</summary>
    public SectionView? Places { get; private init; }

    public SectionView? Cpr { get; private init; }

    public IReadOnlyList<RingLine>? Ring { get; private init; }

    public static async Task<Letter> OfAsync(OpenRecord record, LetterForm form, CancellationToken cancel)
    {
        var reading = await PlanReading.OfAsync(record, cancel);
        return new(form, await PrintHead.OfAsync(record, reading.Plan, cancel), record.Today, record.Grant.Actor)
        {
            Places = Section(LetterPart.PreferredPlaces, "preferred-places"),
            Cpr = Section(LetterPart.CprDecision, "resuscitation"),
            Ring = form.Parts.Contains(LetterPart.WhoToRing) ? WhoToRing.Of(reading, await record.TeamAsync(cancel), record.Now) : null,
        };

        // A letter leaves off the same remarks between professionals as the person's own copy.
        SectionView? Section(LetterPart part, string key) =>
            form.Parts.Contains(part)
                ? reading.Sections.FirstOrDefault(view => view.Definition.Key == key) is { } view
                    ? view with
                    {
                        LeftOff = PersonsCopy.Of(reading.Plan).AnswersLeftOff(key),
                    }
                    : null
                : null;
    }
}
