namespace EpaccsWeb.Domain.Reports;

/// <summary>How often urgent care opened the plans of one group, and what it said of them within a week.</summary>
/// <remarks>A visit is one person in an urgent post opening one plan on one day.</remarks>
public sealed record UrgentUse(string Group, int Opened, int Followed, int NotFollowed, int PlanWrong)
{
    public int NoAnswer => Opened - Followed - NotFollowed - PlanWrong;

    /// <summary>The lines as shown and exported; beyond one's own people small numbers are hidden and the others rounded.</summary>
    /// <param name="protection">Null shows every figure as it is.</param>
    public IEnumerable<ReportRow> Rows(SmallNumbers? protection)
    {
        (string Id, string Title, int Count)[] parts =
        [
            ("urgent-use-followed", "Used and followed", Followed),
            ("urgent-use-not-followed", "Could not be followed", NotFollowed),
            ("urgent-use-plan-wrong", "The plan is wrong", PlanWrong),
            ("urgent-use-no-answer", "Opened without an answer", NoAnswer),
        ];
        // The parts add up to the whole: where one is hidden, all are, or it could be worked out.
        var hides = protection is not null && (protection.Alone(Opened) is null || parts.Any(part => protection.Alone(part.Count) is null));
        var whole = protection is null ? Opened : protection.Alone(Opened);
        yield return new("urgent-use-opened", "Plans opened by urgent care", Group, SmallNumbers.Show(whole), "", "", "", "");
        foreach (var (id, title, count) in parts)
        {
            var shown =
                hides ? null
                : protection is null ? count
                : protection.Alone(count);
            // Every visit has its answer or none, so nothing is unknown and the bounds are the share itself.
            var share =
                shown is { } part && whole is { } all ? Percentage.Show(part, all, rounded: protection is not null) : SmallNumbers.Hidden;
            yield return new(id, title, Group, SmallNumbers.Show(shown), SmallNumbers.Show(whole), share, share, share);
        }
    }
}
