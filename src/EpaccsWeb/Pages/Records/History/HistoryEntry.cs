using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Pages.Records.History;

/// <summary>One row of the history, with what it changed in words.</summary>
public sealed record HistoryEntry(string Heading, SectionVersion Row, IReadOnlyList<(string Label, string? Before, string? After)> Changes)
{
    /// <summary>The rows of the sections a reader may see, newest first.</summary>
    /// <param name="hidesLocation">Leaves out the words of every section that may tell where a restricted person is.</param>
    public static IEnumerable<HistoryEntry> Of(Plan plan, IReadOnlyCollection<SectionDefinition> readable, bool hidesLocation)
    {
        var titles = readable.ToDictionary(section => section.Key, section => section.Title);
        return plan
            .Sections.Where(row => titles.ContainsKey(row.Section))
            .OrderByDescending(row => row.PlanVersion)
            .ThenByDescending(row => row.At)
            .Select(row => new HistoryEntry($"{titles[row.Section]}: {Words(row)}", row, ChangesOf(plan, row, hidesLocation)));
    }

    private static string Words(SectionVersion row) =>
        row.Kind switch
        {
            VersionKind.Recorded => row.Number == 1 ? "recorded" : $"changed (version {row.Number})",
            VersionKind.Confirmed => $"version {row.Number} confirmed, no change",
            VersionKind.Endorsed => $"version {row.Number} endorsed",
            _ => $"version {row.Number} revoked",
        };

    private static IReadOnlyList<(string Label, string? Before, string? After)> ChangesOf(
        Plan plan,
        SectionVersion row,
        bool hidesLocation
    ) =>
        row.Kind is VersionKind.Recorded && !(hidesLocation && SectionCatalogue.Find(row.Section) is { HoldsLocation: true })
            ? SectionWords.Differences(plan.Row(row.Section, row.Number - 1)?.Answers, row.Answers)
            : [];
}
