using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Access;

internal sealed record MinutesRow(
    Guid PatientId,
    string? NhsNumber,
    string? FamilyName,
    string? GivenName,
    string? Title,
    DateOnly? DateOfBirth,
    DateOnly? DiedOn,
    bool? DeathConfirmed,
    string Words,
    DateTimeOffset At,
    string By,
    string Role,
    DateOnly? DueOn,
    string? Outcome,
    string? ClosingWords
);

/// <summary>What one meeting agreed, person by person.</summary>
/// <param name="Hidden">How many people are not named, since this post may not list them any more.</param>
public sealed record Minutes(IReadOnlyList<MinutesPerson> People, int Hidden)
{
    internal static Minutes Of(IReadOnlyCollection<MinutesRow> rows)
    {
        var people = rows.Where(row => row.NhsNumber is not null)
            .GroupBy(row => row.PatientId)
            .Select(group => MinutesPerson.Of([.. group.OrderBy(row => row.At)]))
            .OrderBy(person => person.Name, StringComparer.OrdinalIgnoreCase);
        return new([.. people], rows.Where(row => row.NhsNumber is null).Select(row => row.PatientId).Distinct().Count());
    }
}

/// <summary>One person in the minutes.</summary>
public sealed record MinutesPerson(
    Guid Id,
    string Name,
    DateOnly Born,
    DateOnly? Died,
    bool DeathConfirmed,
    string NhsNumber,
    IReadOnlyList<MinutesEntry> Entries,
    IReadOnlyList<MinutesTask> Tasks
)
{
    internal static MinutesPerson Of(IReadOnlyList<MinutesRow> rows) =>
        new(
            rows[0].PatientId,
            PersonName.Display(rows[0].FamilyName!, rows[0].GivenName!, rows[0].Title),
            rows[0].DateOfBirth!.Value,
            rows[0].DiedOn,
            rows[0].DeathConfirmed is true,
            Domain.Patients.NhsNumber.Parse(rows[0].NhsNumber!).Display,
            [
                .. rows.Where(row => row.DueOn is null)
                    .Select(row => new MinutesEntry(row.Words, row.At, row.By, Slug.Parse<Role>(row.Role)!.Value)),
            ],
            [
                .. rows.Where(row => row.DueOn is not null)
                    .Select(row => new MinutesTask(
                        row.Words,
                        row.By,
                        row.DueOn!.Value,
                        Slug.Parse<TaskOutcome>(row.Outcome),
                        row.ClosingWords
                    )),
            ]
        );
}

/// <summary>What was agreed, and who wrote it down.</summary>
public sealed record MinutesEntry(string Agreed, DateTimeOffset At, string AuthorName, Role AuthorRole);

/// <summary>A task in the minutes, as it stands when they are read.</summary>
public sealed record MinutesTask(string What, string Owner, DateOnly DueOn, TaskOutcome? Outcome, string? ClosingWords);
