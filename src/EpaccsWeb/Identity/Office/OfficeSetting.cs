using System.Globalization;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>A number that system administrators may set within bounds; its history is in admin_changes, and the last line holds.</summary>
public sealed record OfficeSetting(string Name, string Label, string Hint, int Usual, int Least, int Most)
{
    public static readonly OfficeSetting DormantDays = new(
        "dormant-days",
        "Days without sign-in after which an account is disabled",
        "Accounts are listed as going dormant two weeks before.",
        90,
        30,
        365
    );

    public static readonly OfficeSetting RequestDays = new(
        "request-days",
        "Days in which a second administrator can grant a post that was asked for",
        "After that it has to be asked for again.",
        7,
        1,
        30
    );

    /// <summary>The database's function retention_of reads this and the next one by their names.</summary>
    public static readonly OfficeSetting RetentionYears = new(
        "retention-years",
        "Years for which a record is kept after the death, or after it was ended",
        "Never shorter than the Records Management Code says. Nothing is destroyed by itself.",
        8,
        8,
        50
    );

    public static readonly OfficeSetting RetentionYearsGp = new(
        "retention-years-gp",
        "The same for records that a GP practice holds",
        "Never shorter than the Records Management Code says. Nothing is destroyed by itself.",
        10,
        10,
        50
    );

    public static IReadOnlyList<OfficeSetting> All { get; } = [DormantDays, RequestDays, RetentionYears, RetentionYearsGp];

    public async Task<int> ReadAsync(EpaccsDbContext db, CancellationToken cancel)
    {
        var last = await db
            .AdminChanges.Where(row => row.Setting == Name)
            .OrderByDescending(row => row.At)
            .ThenByDescending(row => row.Id)
            .Select(row => row.After)
            .FirstOrDefaultAsync(cancel);
        return last is null ? Usual : int.Parse(last, CultureInfo.InvariantCulture);
    }

    /// <summary>Sets it, with the reason kept.</summary>
    public Task<IReadOnlyList<SectionProblem>> SetAsync(
        OfficeWork work,
        Actor by,
        string? typed,
        string? reason,
        CancellationToken cancel
    ) =>
        work.DoAsync(
            async () =>
            {
                if (
                    !int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                    || value < Least
                    || value > Most
                )
                {
                    throw new OfficeProblemException("Value", $"Enter a whole number from {Least} to {Most}.");
                }

                if (string.IsNullOrWhiteSpace(reason))
                {
                    throw new OfficeProblemException("Reason", "Say why it is changed; the reason is kept in its history.");
                }

                var before = await ReadAsync(work.Db, cancel);
                if (before != value)
                {
                    work.Note(by, "setting changed", Words(before), Words(value), new(Setting: Name), reason);
                }
            },
            cancel
        );

    private static string Words(int value) => value.ToString(CultureInfo.InvariantCulture);
}
