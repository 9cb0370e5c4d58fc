using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The notices of an organisation: what changed in the plans it cares for, and whether somebody has taken note.</summary>
public sealed class InboxReader(EpaccsDbContext db, RecordGate gate, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Notices on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Notices, newest first; those that wait, or all of the last 90 days.</summary>
    public async Task<InboxPage> ReadAsync(Actor actor, bool all, int page, CancellationToken cancel)
    {
        var lines = await Query(actor, all, (page - 1) * PageSize, PageSize).ToListAsync(cancel);
        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Listed, $"inbox: {lines.Count}", request.Id, clock.GetUtcNow()));
        return new(lines, lines.Count == 0 ? 0 : lines[0].All);
    }

    /// <summary>How many notices wait, by the same rules as the list.</summary>
    public async Task<int> WaitingAsync(Actor actor, CancellationToken cancel)
    {
        var first = await Query(actor, all: false, 0, 1).ToListAsync(cancel);
        return first.Count == 0 ? 0 : first[0].All;
    }

    /// <summary>Takes note of one notice for the organisation; false when it is not one that this post may see.</summary>
    public async Task<bool> AcknowledgeAsync(Guid noticeId, Actor actor, CancellationToken cancel)
    {
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

    private IQueryable<InboxLine> Query(Actor actor, bool all, int skip, int take)
    {
        var now = clock.GetUtcNow();
        var since = now.AddDays(-90);
        var sources = AccessRules.SourceSlugs(actor.Role);
        var teamClosed = London.Day(now).AddDays(-AccessRules.DaysAfterDeath);
        var holds = AccessRules.HoldsRecords(actor);
        return db.Database.SqlQuery<InboxLine>(
            $"""
            select notice.id as "Id", notice.patient_id as "PatientId", patient.family_name as "FamilyName", patient.given_name as "GivenName",
                   patient.title as "Title", patient.date_of_birth as "DateOfBirth", notice.what as "What", notice.by as "By", notice.at as "At",
                   notice.acknowledged_at as "AcknowledgedAt", notice.acknowledged_by as "AcknowledgedBy", count(*) over ()::int as "All"
            from notices notice
            join patients patient on patient.id = notice.patient_id
            join plans plan on plan.patient_id = patient.id and plan.ended_as is null
            join plan_facts facts on facts.plan_id = plan.id
            where notice.organisation_id = {actor.OrganisationId} and notice.at > {since}
              and ({all} or notice.acknowledged_at is null)
              and (plan.recording_organisation_id = {actor.OrganisationId} or facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
              and (({holds} and plan.recording_organisation_id = {actor.OrganisationId})
                   or exists (select from relationships link
                              where link.patient_id = patient.id and link.organisation_id = {actor.OrganisationId} and link.source = any({sources})
                                and link.user_id is null and link.started_at <= {now} and (link.ends_at is null or link.ends_at > {now})))
              and (plan.recording_organisation_id = {actor.OrganisationId} or not facts.death_confirmed or facts.died_on >= {teamClosed})
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
);

/// <summary>One page of notices, and how many there are.</summary>
public sealed record InboxPage(IReadOnlyList<InboxLine> Lines, int Count);
