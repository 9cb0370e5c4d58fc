namespace EpaccsWeb.Import;

/// <summary>What an undo would take back, and what stays and why: counts, and nobody.</summary>
public sealed class UndoPreview(IReadOnlyList<StandingParts> parts)
{
    public int RecordsEnded => Count(started: true, stays: false);

    public int RecordsStay => Count(started: true, stays: true);

    public int PartsTakenBack => Count(started: false, stays: false);

    public int PartsStay => Count(started: false, stays: true);

    public int LeftAlone => RecordsStay + PartsStay;

    /// <summary>Why some stay, in words, with how many records and filled parts.</summary>
    public IEnumerable<(string Why, int Records, int Parts)> Reasons =>
        parts
            .Where(part => part.Stays is not null)
            .GroupBy(part => Words(part.Stays!))
            .Select(group =>
                (
                    group.Key,
                    group.Where(part => part.Started).Sum(part => part.Count),
                    group.Where(part => !part.Started).Sum(part => part.Count)
                )
            );

    private static string Words(string stays) =>
        stays switch
        {
            "changed" => "Changed since",
            "ended" => "The record was ended or merged since",
            "died" => "A death was recorded since",
            _ => "Your post looks after the person no longer",
        };

    private int Count(bool started, bool stays) =>
        parts.Where(part => part.Started == started && (part.Stays is not null) == stays).Sum(part => part.Count);
}

/// <summary>How many parts of an import stand alike.</summary>
/// <param name="Started">Whole records that it started; else what it filled.</param>
/// <param name="Stays">Why they are left as they are; null when they would be taken back.</param>
public sealed record StandingParts(bool Started, string? Stays, int Count);

/// <summary>One part that an import wrote and nobody has changed since.</summary>
/// <param name="Part">What it is: a record, a section, a consent, a death or a member of the team.</param>
internal sealed record ImportedPart(Guid PatientId, bool Started, string Part, Guid RowId);
