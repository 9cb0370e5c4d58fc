using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Whose tasks a list shows.</summary>
public enum TaskList
{
    Mine,

    /// <summary>Everybody's at the organisation, for the day when a colleague is away.</summary>
    All,

    /// <summary>The organisation's closed ones of the last 90 days.</summary>
    Closed,
}

/// <summary>Tasks of one's own and of one's organisation, the soonest first; sorted and paged in the database.</summary>
public sealed class TaskReader(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Tasks on one page.</summary>
    public const int PageSize = 25;

    public DateOnly Today => London.Day(clock.GetUtcNow());

    public async Task<TaskPage> ReadAsync(TaskList list, Actor actor, int page, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var teamClosed = Today.AddDays(-AccessRules.DaysAfterDeath);
        var closed = list is TaskList.Closed;
        var mine = list is TaskList.Mine;
        var since = now.AddDays(-90);
        db.Acting = RowContext.List(actor);
        var lines = await db
            .Database.SqlQuery<TaskLine>(
                $"""
                select task.id as "Id", task.patient_id as "PatientId", person.family_name as "FamilyName", person.given_name as "GivenName",
                       person.title as "Title", person.date_of_birth as "DateOfBirth", person.died_on as "DiedOn",
                       person.death_confirmed as "DeathConfirmed", task.what as "What",
                       task.owner_name as "Owner", task.due_on as "DueOn", task.outcome as "OutcomeSlug", task.closing_words as "ClosingWords", task.closed_at as "ClosedAt",
                       count(*) over ()::int as "Stands"
                from care_tasks task
                join people_in_reach person on person.patient_id = task.patient_id
                     and (person.recording_organisation_id = {actor.OrganisationId} or not person.death_confirmed or person.died_on >= {teamClosed})
                where task.organisation_id = {actor.OrganisationId} and (not {mine} or task.owner_post_id = {actor.PostId})
                  and case when {closed} then task.closed_at > {since} else task.closed_at is null end
                order by case when {closed} then task.closed_at end desc, task.due_on, task.id
                offset {(page - 1) * PageSize} limit {PageSize}
                """
            )
            .ToListAsync(cancel);
        await journal.WriteAsync(
            AuditEntry
                .By(actor, AuditAction.Listed, $"tasks {Slug.Of(list)}: {lines.Count}", request.Id, now)
                .About(lines.Select(line => line.PatientId))
        );
        return new(lines, lines.Count == 0 ? 0 : lines[0].Stands);
    }

    /// <summary>How many tasks of one's own are open, and how many of these are late; by the same rules as the list.</summary>
    public async Task<TaskCount> CountAsync(Actor actor, CancellationToken cancel)
    {
        var today = Today;
        var teamClosed = today.AddDays(-AccessRules.DaysAfterDeath);
        db.Acting = RowContext.List(actor);
        return (
            await db
                .Database.SqlQuery<TaskCount>(
                    $"""
                    select count(*)::int as "Open", (count(*) filter (where task.due_on < {today}))::int as "Overdue"
                    from care_tasks task
                    join people_in_reach person on person.patient_id = task.patient_id
                         and (person.recording_organisation_id = {actor.OrganisationId} or not person.death_confirmed or person.died_on >= {teamClosed})
                    where task.organisation_id = {actor.OrganisationId} and task.owner_post_id = {actor.PostId} and task.closed_at is null
                    """
                )
                .ToListAsync(cancel)
        )[0];
    }
}

/// <summary>One task, with the person it is for.</summary>
public sealed record TaskLine(
    Guid Id,
    Guid PatientId,
    string FamilyName,
    string GivenName,
    string? Title,
    DateOnly DateOfBirth,
    DateOnly? DiedOn,
    bool DeathConfirmed,
    string What,
    string Owner,
    DateOnly DueOn,
    string? OutcomeSlug,
    string? ClosingWords,
    DateTimeOffset? ClosedAt,
    int Stands
)
{
    public TaskOutcome? Outcome => Slug.Parse<TaskOutcome>(OutcomeSlug);
}

/// <summary>One page of tasks, and how many there are.</summary>
public sealed record TaskPage(IReadOnlyList<TaskLine> Lines, int Count);

/// <summary>Open tasks, and how many of them are late.</summary>
public sealed record TaskCount(int Open, int Overdue);
