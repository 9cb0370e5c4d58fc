using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.Print;

/// <summary>What stands on one printed copy of the plan, for the reader or for the person.</summary>
public sealed record PrintedCopy(PlanReading Reading, PrintHead Head, PersonsCopy? For)
{
    public required IReadOnlyList<SectionView> Sections { get; init; }

    /// <summary>The latest entry of each purpose.</summary>
    public required IReadOnlyList<Consent> Consents { get; init; }

    public required IReadOnlyList<RingLine> Ring { get; init; }

    /// <summary>The death in force; never on the person's own copy.</summary>
    public Death? Death { get; private init; }

    /// <summary>Said to the clinician on the screen, of the sections that they may read.</summary>
    public IEnumerable<CopyRule> ToTell =>
        For?.ToTell(Reading.Plan, Consents).Where(rule => rule.Section == PersonsCopy.Consent || Reading.MayRead(rule.Section)) ?? [];

    public string Title =>
        (For is null ? "Care plan" : "Your care plan")
        + (Reading.Moment is { } moment ? $" as it stood on {ClinicalText.LongMoment(moment)}" : string.Empty);

    public static async Task<PrintedCopy> OfAsync(OpenRecord record, PlanReading reading, bool forPerson, CancellationToken cancel)
    {
        var leaves = forPerson ? PersonsCopy.Of(reading.Plan) : null;
        var until = reading.Moment ?? record.Now;
        var death = (await record.DeathsAsync(cancel)).Find(entry => entry.At <= until);
        var head = await PrintHead.OfAsync(record, reading.Plan, cancel);
        return new(reading, head with { ForStaff = !forPerson }, leaves)
        {
            Sections =
            [
                .. reading
                    .Sections.Where(view => leaves?.LeavesOff(view.Definition.Key) is not true)
                    .Select(view => leaves is null ? view : view with { LeftOff = leaves.AnswersLeftOff(view.Definition.Key) }),
            ],
            Consents =
            [
                .. (await record.ConsentsAsync(cancel))
                    .Where(entry => entry.At <= until)
                    .GroupBy(entry => entry.Purpose)
                    .Select(entries => entries.MaxBy(entry => entry.Number)!)
                    .OrderBy(entry => entry.Purpose),
            ],
            Ring = WhoToRing.Of(reading, await record.TeamAsync(cancel), record.Now),
            Death = forPerson || death is { Kind: DeathEntryKind.Undone } ? null : death,
        };
    }

    /// <summary>Is this answer of the consent left off?</summary>
    public bool LeavesOffConsent(string answer) => For?.AnswersLeftOff(PersonsCopy.Consent).Contains(answer) is true;
}
