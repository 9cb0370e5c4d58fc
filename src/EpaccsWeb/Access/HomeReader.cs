using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>What a home page shows: people this user opened lately, and plans of their organisation that changed.</summary>
public sealed class HomeReader(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    private const int Most = 10;

    /// <summary>The last people this user opened and may still open, newest first.</summary>
    public async Task<IReadOnlyList<RecentPerson>> RecentAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.Has(Permission.Find))
        {
            return [];
        }

        var now = clock.GetUtcNow();
        var since = now.AddDays(-30);
        var teamClosed = London.Day(now).AddDays(-AccessRules.DaysAfterDeath);
        var sources = AccessRules.SourceSlugs(actor.Role);
        var holds = AccessRules.HoldsRecords(actor);
        var people = await db
            .Database.SqlQuery<RecentPerson>(
                $"""
                select patient.id as "Id", patient.family_name as "FamilyName", patient.given_name as "GivenName", patient.title as "Title",
                       patient.date_of_birth as "DateOfBirth", seen.at as "At"
                from (select patient_id, max(at) as at from audit_entries
                      where user_id = {actor.UserId} and post_id = {actor.PostId} and action = 'view' and at > {since} group by patient_id) seen
                join patients patient on patient.id = seen.patient_id
                join plans plan on plan.patient_id = patient.id and plan.ended_as is null
                join plan_facts facts on facts.plan_id = plan.id
                where (plan.recording_organisation_id = {actor.OrganisationId} or facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
                  and (exists (select from relationships link
                               where link.patient_id = patient.id and link.organisation_id = {actor.OrganisationId} and link.source = any({sources})
                                 and (link.user_id is null or link.user_id = {actor.UserId})
                                 and link.started_at <= {now} and (link.ends_at is null or link.ends_at > {now}))
                       or ({holds} and plan.recording_organisation_id = {actor.OrganisationId})
                       or ({actor.Role == Role.Coordinator} and exists (select from organisations practice
                               where practice.id = patient.gp_practice_id and practice.area_id = {actor.OrganisationId})))
                  and (plan.recording_organisation_id = {actor.OrganisationId} or not facts.death_confirmed or facts.died_on >= {teamClosed})
                order by seen.at desc
                limit {Most}
                """
            )
            .ToListAsync(cancel);
        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Listed, $"recent people: {people.Count}", request.Id, now));
        return people;
    }

    /// <summary>The user's own sign-ins and failed tries of the last 30 days, newest first.</summary>
    public Task<List<SignInLine>> SignInsAsync(Actor actor, CancellationToken cancel)
    {
        var since = clock.GetUtcNow().AddDays(-30);
        return db
            .Database.SqlQuery<SignInLine>(
                $"""
                select at as "At", action = 'sign-in-failed' as "Failed" from audit_entries
                where user_id = {actor.UserId} and at > {since} and action in ('signed-in', 'sign-in-failed') order by at desc limit 50
                """
            )
            .ToListAsync(cancel);
    }
}

/// <summary>One sign-in of one's own, or a try that failed.</summary>
public sealed record SignInLine(DateTimeOffset At, bool Failed);

/// <summary>One of the user's own recent people.</summary>
public sealed record RecentPerson(Guid Id, string FamilyName, string GivenName, string? Title, DateOnly DateOfBirth, DateTimeOffset At);
