using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The notices of an organisation: what changed in the plans it cares for, and whether somebody has taken note.</summary>
public sealed class InboxReader(EpaccsDbContext db, RecordGate gate, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>What a notice of a new note says.</summary>
    public const string NewNote = "Note: added";

    /// <summary>What a notice says of what a meeting agreed.</summary>
    public const string SpokenOf = "Meeting: agreed";

    /// <summary>What a notice says of an after-death review.</summary>
    public const string Reviewed = "After-death review: written";

    /// <summary>What a notice says of tasks that a death has closed.</summary>
    public const string TasksClosed = "Tasks: closed, the person died";

    /// <summary>Notices on one page.</summary>
    public const int PageSize = 50;

    private const int NightMost = 10;

    private const int DaysKept = 90;

    /// <summary>Records on the page of those that were closed to the organisation.</summary>
    private const int PassedMost = 20;

    /// <summary>What an organisation is told of records that it reaches no more.</summary>
    private static readonly string[] NamingNobody = [Notice.RegistrationPassed, Notice.PutTogether];

    /// <summary>Notices, newest first; those that wait, or all of the last 90 days.</summary>
    public async Task<InboxPage> ReadAsync(Actor actor, bool all, int page, CancellationToken cancel)
    {
        var lines = await Query(actor, all, (page - 1) * PageSize, PageSize).ToListAsync(cancel);
        await journal.WriteAsync(
            AuditEntry
                .By(actor, AuditAction.Listed, $"inbox: {lines.Count}", request.Id, clock.GetUtcNow())
                .About(lines.Select(line => line.PatientId))
        );
        var passed = page == 1 ? await PassedOnAsync(actor, cancel) : [];
        return new(lines, passed, lines.Count == 0 ? 0 : lines[0].All);
    }

    /// <summary>Notes and feedback that wait, newest first: what a team reads first thing in the morning. <see cref="HomeReader"/> audits it.</summary>
    public async Task<IReadOnlyList<InboxLine>> FromTheNightAsync(Actor actor, CancellationToken cancel) =>
        await Query(actor, all: false, 0, NightMost, onlySaid: true).ToListAsync(cancel);

    /// <summary>How many notices wait, by the same rules as the list.</summary>
    public async Task<int> WaitingAsync(Actor actor, CancellationToken cancel)
    {
        var first = await Query(actor, all: false, 0, 1).ToListAsync(cancel);
        return first.Count == 0 ? 0 : first[0].All;
    }

    /// <summary>Takes note of one notice for the organisation; false when it is not one that this post may see.</summary>
    public async Task<bool> AcknowledgeAsync(Guid noticeId, Actor actor, CancellationToken cancel)
    {
        db.Acting = RowContext.List(actor);
        var found = await db
            .Database.SqlQuery<Guid>(
                $"""select patient_id as "Value" from notices where id = {noticeId} and organisation_id = {actor.OrganisationId}"""
            )
            .ToListAsync(cancel);
        if (
            found.Count == 0
            || await gate.EnterAsync(found[0], actor, new AccessRequest(RecordPart.Inbox, Writes: true), cancel)
                is not AccessDecision.Granted
        )
        {
            return false;
        }

        var notice = await db.Notices.SingleAsync(row => row.Id == noticeId, cancel);
        notice.Acknowledge(actor, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>That a registration was confirmed elsewhere, or a record closed, for those who no longer reach the person: when and by whom, never who.</summary>
    private Task<List<PassedOn>> PassedOnAsync(Actor actor, CancellationToken cancel)
    {
        var since = clock.GetUtcNow().AddDays(-DaysKept);
        db.Acting = RowContext.List(actor);
        return db
            .Database.SqlQuery<PassedOn>(
                $"""
                select notice.what as "What", notice.at as "At", notice.by as "By"
                from notices notice
                where notice.organisation_id = {actor.OrganisationId} and notice.at > {since} and notice.what = any({NamingNobody})
                  and not exists (select from people_in_reach person where person.patient_id = notice.patient_id)
                order by notice.at desc, notice.id desc
                limit {PassedMost}
                """
            )
            .ToListAsync(cancel);
    }

    private IQueryable<InboxLine> Query(Actor actor, bool all, int skip, int take, bool onlySaid = false)
    {
        var now = clock.GetUtcNow();
        var since = now.AddDays(-DaysKept);
        var sources = AccessRules.SourceSlugs(actor.Role);
        var teamClosed = London.Day(now).AddDays(-AccessRules.DaysAfterDeath);
        var holds = AccessRules.HoldsRecords(actor);
        db.Acting = RowContext.List(actor);
        return db.Database.SqlQuery<InboxLine>(
            $"""
            select notice.id as "Id", notice.patient_id as "PatientId", person.family_name as "FamilyName", person.given_name as "GivenName",
                   person.title as "Title", person.date_of_birth as "DateOfBirth", notice.what as "What", notice.by as "By", notice.at as "At",
                   notice.acknowledged_at as "AcknowledgedAt", notice.acknowledged_by as "AcknowledgedBy", count(*) over ()::int as "All"
            from notices notice
            join people_in_reach person on person.patient_id = notice.patient_id
            where notice.organisation_id = {actor.OrganisationId} and notice.at > {since}
              and ({all} or notice.acknowledged_at is null)
              and (not {onlySaid} or notice.what like 'Note: %' or notice.what like 'Feedback: %')
              and (person.recording_organisation_id = {actor.OrganisationId} or person.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
              and (({holds} and person.recording_organisation_id = {actor.OrganisationId})
                   or exists (select from relationships link
                              where link.patient_id = person.patient_id and link.organisation_id = {actor.OrganisationId} and link.source = any({sources})
                                and link.user_id is null and link.started_at <= {now} and (link.ends_at is null or link.ends_at > {now})))
              and (person.recording_organisation_id = {actor.OrganisationId} or not person.death_confirmed or person.died_on >= {teamClosed})
            order by notice.at desc, notice.id desc
            offset {skip} limit {take}
            """
        );
    }
}

/// <summary>One notice, with the person it is about.</summary>
public sealed record InboxLine(
    Guid Id,
    Guid PatientId,
    string FamilyName,
    string GivenName,
    string? Title,
    DateOnly DateOfBirth,
    string What,
    string By,
    DateTimeOffset At,
    DateTimeOffset? AcknowledgedAt,
    string? AcknowledgedBy,
    int All
)
{
    /// <summary>The page of the record that tells more.</summary>
    public string Href =>
        $"/records/{PatientId}"
        + (
            What.StartsWith("Note: ", StringComparison.Ordinal) ? "/notes"
            : What.StartsWith("Feedback: ", StringComparison.Ordinal) ? "/feedback"
            : What is InboxReader.SpokenOf or InboxReader.TasksClosed ? "/meetings"
            : What is InboxReader.Reviewed ? "/death/review"
            : What is Notice.Started or Notice.AnotherPutHere or Notice.PutTogether or Notice.TakenApart ? ""
            : "/history"
        );
}

/// <summary>A record that the organisation reaches no more: why, since when, and who did it.</summary>
public sealed record PassedOn(string What, DateTimeOffset At, string By);

/// <summary>One page of notices, on the first the records that were closed to the organisation, and how many notices there are.</summary>
public sealed record InboxPage(IReadOnlyList<InboxLine> Lines, IReadOnlyList<PassedOn> Closed, int Count)
{
    /// <summary>Registrations that another practice has confirmed.</summary>
    public IEnumerable<PassedOn> Passed => Closed.Where(one => one.What is Notice.RegistrationPassed);

    /// <summary>Records that were put together with one that the organisation does not reach.</summary>
    public IEnumerable<PassedOn> PutTogether => Closed.Where(one => one.What is Notice.PutTogether);
}
