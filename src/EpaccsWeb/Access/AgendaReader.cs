using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Whom a meeting is to speak of and why, in order; and afterwards what it agreed. Made anew each time it is read.</summary>
public sealed class AgendaReader(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>People on one page.</summary>
    public const int PageSize = 25;

    /// <summary>One page of the agenda: by stage, then who used urgent care, whose review is overdue, who has no preference; deaths last.</summary>
    public async Task<Agenda> ReadAsync(Meeting meeting, int page, Actor actor, CancellationToken cancel)
    {
        var lines = await Query(meeting, actor, (page - 1) * PageSize, PageSize).ToListAsync(cancel);
        await journal.WriteAsync(
            AuditEntry
                .By(actor, AuditAction.Listed, $"meeting agenda: {lines.Count}", request.Id, clock.GetUtcNow())
                .About(lines.Select(line => line.Id))
        );
        return new(lines);
    }

    /// <summary>Who comes next after somebody, of those not spoken of yet, and from the top again; null when all were.</summary>
    public async Task<Guid?> NextAsync(Meeting meeting, Guid? after, Actor actor, CancellationToken cancel)
    {
        var waiting = await Query(meeting, actor, 0, int.MaxValue)
            .Where(line => line.SpokenOfAt == null || line.Id == after)
            .OrderBy(line => line.Place)
            .ToListAsync(cancel);
        var place = waiting.Find(line => line.Id == after)?.Place ?? 0;
        var others = waiting.FindAll(line => line.Id != after);
        return (others.Find(line => line.Place > place) ?? others.FirstOrDefault())?.Id;
    }

    /// <summary>Why one person is on the agenda, for the page about that person; null when they are not.</summary>
    public async Task<AgendaLine?> LineAsync(Meeting meeting, Guid patientId, Actor actor, CancellationToken cancel)
    {
        // The open record's own context comes back afterwards.
        var before = db.Acting;
        var line = await Query(meeting, actor, 0, int.MaxValue).Where(row => row.Id == patientId).SingleOrDefaultAsync(cancel);
        db.Acting = before;
        return line;
    }

    /// <summary>What the meeting agreed, by name, with the tasks as they stand; people whom the post may not list any more are only counted.</summary>
    public async Task<Minutes> MinutesAsync(Meeting meeting, Actor actor, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var teamClosed = London.Day(now).AddDays(-AccessRules.DaysAfterDeath);
        db.Acting = RowContext.List(actor);
        var rows = await db
            .Database.SqlQuery<MinutesRow>(
                $"""
                select entry.patient_id as "PatientId", person.nhs_number as "NhsNumber", person.family_name as "FamilyName",
                       person.given_name as "GivenName", person.title as "Title", person.date_of_birth as "DateOfBirth", person.died_on as "DiedOn",
                       person.death_confirmed as "DeathConfirmed",
                       case when person.patient_id is null then '' else entry.agreed end as "Words", entry.at as "At", entry.author_name as "By", entry.author_role as "Role", null::date as "DueOn",
                       null::text as "Outcome", null::text as "ClosingWords"
                from meeting_entries entry left join people_in_reach person on person.patient_id = entry.patient_id
                     and (person.recording_organisation_id = {actor.OrganisationId} or not person.death_confirmed or person.died_on >= {teamClosed})
                where entry.meeting_id = {meeting.Id} and entry.organisation_id = {actor.OrganisationId}
                union all
                select task.patient_id, person.nhs_number, person.family_name, person.given_name, person.title, person.date_of_birth,
                       person.died_on, person.death_confirmed,
                       task.what, task.made_at, task.owner_name || ', ' || task.owner_organisation, '', task.due_on, task.outcome, task.closing_words
                from care_tasks task join people_in_reach person on person.patient_id = task.patient_id
                     and (person.recording_organisation_id = {actor.OrganisationId} or not person.death_confirmed or person.died_on >= {teamClosed})
                where task.meeting_id = {meeting.Id} and task.set_by_organisation_id = {actor.OrganisationId}
                """
            )
            .ToListAsync(cancel);
        var minutes = Minutes.Of(rows);
        await journal.WriteAsync(
            AuditEntry
                .By(actor, AuditAction.Printed, $"meeting minutes: {minutes.People.Count}", request.Id, now)
                .About(minutes.People.Select(person => person.Id))
        );
        return minutes;
    }

    private IQueryable<AgendaLine> Query(Meeting meeting, Actor actor, int skip, int take)
    {
        var sources = AccessRules.SourceSlugs(actor.Role);
        var holds = AccessRules.HoldsRecords(actor);
        var teamClosed = London.Day(clock.GetUtcNow()).AddDays(-AccessRules.DaysAfterDeath);
        db.Acting = RowContext.List(actor);
        return db.Database.SqlQuery<AgendaLine>(
            $"""
            select patient_id as "Id", nhs_number as "NhsNumber", family_name as "FamilyName", given_name as "GivenName", title as "Title",
                   date_of_birth as "DateOfBirth", stage as "StageSlug", review_on as "ReviewOn", review_overdue as "ReviewOverdue",
                   no_preference as "NoPreference", urgent_at as "UrgentAt", last_on as "LastSpokenOf", died_on as "DiedOn",
                   spoken_of_at as "SpokenOfAt", place as "Place", stands as "Stands", waiting as "Waiting", people as "People",
                   outside_rule as "OutsideRule", death_confirmed as "DeathConfirmed", {meeting.HeldOn} as "HeldOn"
            from meeting_agenda({meeting.Id}, {sources}, {holds}, {teamClosed})
            order by place offset {skip} limit {take}
            """
        );
    }
}

/// <summary>One person on the agenda, with what put them there.</summary>
/// <param name="StageSlug">The stage; null is "not recorded".</param>
/// <param name="ReviewOverdue">Overdue on the day of the meeting, or no day is set.</param>
/// <param name="LastSpokenOf">The day of the last earlier meeting of this organisation that spoke of the person.</param>
/// <param name="Stands">People on the agenda in all.</param>
/// <param name="Waiting">Of these, not spoken of yet.</param>
/// <param name="People">Living people whom the organisation looks after.</param>
/// <param name="OutsideRule">Of these, not spoken of within three months when this meeting began.</param>
public sealed record AgendaLine(
    Guid Id,
    string NhsNumber,
    string FamilyName,
    string GivenName,
    string? Title,
    DateOnly DateOfBirth,
    string? StageSlug,
    DateOnly? ReviewOn,
    bool ReviewOverdue,
    bool NoPreference,
    DateTimeOffset? UrgentAt,
    DateOnly? LastSpokenOf,
    DateOnly? DiedOn,
    DateTimeOffset? SpokenOfAt,
    int Place,
    int Stands,
    int Waiting,
    int People,
    int OutsideRule,
    bool DeathConfirmed,
    DateOnly HeldOn
)
{
    public GsfStage? Stage => Slug.Parse<GsfStage>(StageSlug);

    public IEnumerable<AgendaReason> Reasons
    {
        get
        {
            if (DeathConfirmed)
            {
                return [AgendaReason.Died];
            }

            (bool Holds, AgendaReason Reason)[] all =
            [
                (DiedOn is not null, AgendaReason.ReportedDead),
                (Stage is GsfStage.C or GsfStage.D, AgendaReason.Stage),
                (UrgentAt is not null, AgendaReason.UrgentUse),
                (ReviewOverdue && ReviewOn is not null, AgendaReason.ReviewOverdue),
                (ReviewOn is null, AgendaReason.NoReviewDate),
                (NoPreference, AgendaReason.NoPreference),
                (!MeetingRules.IsKept(LastSpokenOf, HeldOn), AgendaReason.ThreeMonths),
            ];
            return all.Where(pair => pair.Holds).Select(pair => pair.Reason);
        }
    }
}

/// <summary>One page of an agenda.</summary>
public sealed record Agenda(IReadOnlyList<AgendaLine> Lines)
{
    public int Count => Lines.Count == 0 ? 0 : Lines[0].Stands;

    public int Waiting => Lines.Count == 0 ? 0 : Lines[0].Waiting;

    /// <summary>What the three-month rule comes to for everybody, on the agenda or not.</summary>
    public string RuleWords =>
        Lines.Count == 0 ? "Everybody whom your organisation looks after was spoken of within three months, and nothing else presses."
        : Lines[0].OutsideRule == 0 ? $"Kept: all {Lines[0].People} people were spoken of within three months."
        : $"{Lines[0].OutsideRule} of {Lines[0].People} people had not been spoken of within three months when this meeting began.";
}
