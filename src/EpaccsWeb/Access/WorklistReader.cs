using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Lists of people whose plans want something done, in the scope of the post; sorted and paged in the database.</summary>
public sealed class WorklistReader(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>People on one page.</summary>
    public const int PageSize = 25;

    /// <summary>Reviews that fall due within so many days are listed.</summary>
    private const int ReviewAhead = 14;

    /// <summary>One page of a list, the most pressing first.</summary>
    public async Task<WorklistPage> ReadAsync(Worklist list, Actor actor, int page, CancellationToken cancel)
    {
        var lines = await Query(list, actor, (page - 1) * PageSize, PageSize).ToListAsync(cancel);
        await journal.WriteAsync(
            AuditEntry.By(actor, AuditAction.Listed, $"worklist {Slug.Of(list)}: {lines.Count}", request.Id, clock.GetUtcNow())
        );
        return new(lines, lines.Count == 0 ? 0 : lines[0].All);
    }

    /// <summary>How many people stand on each of the post's lists.</summary>
    public async Task<IReadOnlyList<(Worklist List, int Count)>> CountsAsync(Actor actor, CancellationToken cancel)
    {
        var counts = new List<(Worklist, int)>();
        foreach (var list in Worklists.For(actor.Role))
        {
            var first = await Query(list, actor, 0, 1).ToListAsync(cancel);
            counts.Add((list, first.Count == 0 ? 0 : first[0].All));
        }

        return counts;
    }

    private IQueryable<WorklistLine> Query(Worklist list, Actor actor, int skip, int take)
    {
        var now = clock.GetUtcNow();
        var today = London.Day(now);
        var soon = today.AddDays(ReviewAhead);
        var slug = Slug.Of(list);
        var since = now.AddDays(-30);
        var chased = now - EndorsementRequest.ChasedAfter;
        var sources = AccessRules.SourceSlugs(actor.Role);
        var teamClosed = today.AddDays(-AccessRules.DaysAfterDeath);
        var holds = AccessRules.HoldsRecords(actor);
        var newestFirst = list is Worklist.Changed or Worklist.DeathsToComplete;
        var coordinator = actor.Role is Role.Coordinator;
        return db.Database.SqlQuery<WorklistLine>(
            $"""
            select patient.id as "Id", patient.nhs_number as "NhsNumber", patient.family_name as "FamilyName", patient.given_name as "GivenName",
                   patient.title as "Title", patient.date_of_birth as "DateOfBirth", listed.due as "Due", listed.what as "What",
                   count(*) over ()::int as "All"
            from plan_facts facts
            join plans plan on plan.id = facts.plan_id and plan.ended_as is null
            join patients patient on patient.id = facts.patient_id
            cross join lateral (
                select facts.review_on::timestamp at time zone 'Europe/London' as due, null::text as what
                where {slug} = 'reviews-due' and facts.died_on is null and (facts.review_on is null or facts.review_on <= {soon})
                union all
                select null, null where {slug} = 'no-preference' and facts.died_on is null and facts.ppd_status = 'blank'
                union all
                select null, null where {slug} = 'no-cpr-entry' and facts.died_on is null and facts.cpr is null
                union all
                select min(asked.asked_at), case when min(asked.asked_at) <= {chased} then 'Asked over 72 hours ago'
                                                 when bool_or(asked.to_post_id = {actor.PostId}) then 'Asked of you'
                                                 when count(asked.id) > 0 then 'Asked of ' || min(asked.to_name)
                                                 else 'Nobody was asked yet' end
                from (select 1) as one left join endorsement_requests asked on asked.patient_id = facts.patient_id and asked.closed_at is null
                having {slug} = 'awaiting-endorsement' and facts.died_on is null
                  and ((facts.cpr is not null and not facts.cpr_endorsed) or (facts.ceiling is not null and not facts.ceiling_endorsed))
                union all
                select null, null
                where {slug} = 'consent-missing' and facts.died_on is null
                  and (facts.consent_to_record is null or facts.consent_to_record = 'not-asked'
                       or facts.consent_to_share is null or facts.consent_to_share = 'not-asked')
                union all
                select facts.died_on::timestamp at time zone 'Europe/London',
                       case when not facts.death_confirmed then 'Reported, to be confirmed'
                            when facts.actual_place is null then 'Place of death not recorded'
                            else 'Reason for another place not recorded' end
                where {slug} = 'deaths-to-complete' and facts.died_on is not null
                  and (not facts.death_confirmed or facts.actual_place is null or (facts.first_met is false and facts.variance is null))
                union all
                select max(notice.at), string_agg(distinct notice.what, '; ')
                from notices notice
                where {slug} = 'changed' and notice.patient_id = facts.patient_id and notice.organisation_id = {actor.OrganisationId}
                  and notice.author_id <> {actor.UserId}
                  and notice.at > coalesce((select max(seen.at) from audit_entries seen
                                            where seen.patient_id = facts.patient_id and seen.user_id = {actor.UserId} and seen.action = 'view'
                                              and seen.at > {since}), {since})
                having count(*) > 0
            ) as listed
            where (plan.recording_organisation_id = {actor.OrganisationId} or facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
              and (({holds} and plan.recording_organisation_id = {actor.OrganisationId})
                   or exists (select from relationships link
                              where link.patient_id = facts.patient_id and link.organisation_id = {actor.OrganisationId} and link.source = any({sources})
                                and (link.user_id is null or link.user_id = {actor.UserId})
                                and link.started_at <= {now} and (link.ends_at is null or link.ends_at > {now}))
                   or ({coordinator} and exists (select from organisations practice
                              where practice.id = patient.gp_practice_id and practice.area_id = {actor.OrganisationId})))
              and (plan.recording_organisation_id = {actor.OrganisationId} or not facts.death_confirmed or facts.died_on >= {teamClosed})
            order by case when {newestFirst} then listed.due end desc, case when not {newestFirst} then listed.due end nulls first,
                     patient.family_key collate "C", patient.id
            offset {skip} limit {take}
            """
        );
    }
}

/// <summary>One person on a worklist.</summary>
public sealed record WorklistLine(
    Guid Id,
    string NhsNumber,
    string FamilyName,
    string GivenName,
    string? Title,
    DateOnly DateOfBirth,
    DateTimeOffset? Due,
    string? What,
    int All
);

/// <summary>One page of a worklist, and how many people stand on it.</summary>
public sealed record WorklistPage(IReadOnlyList<WorklistLine> Lines, int Count);
