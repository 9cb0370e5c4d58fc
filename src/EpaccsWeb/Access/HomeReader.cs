using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Everything a home page lists: recent people, work lists, notices, tasks.</summary>
public sealed class HomeReader(
    EpaccsDbContext db,
    WorklistReader worklists,
    InboxReader inbox,
    RegistrationDesk desk,
    TaskReader tasks,
    AuditJournal journal,
    RequestIdentity request,
    TimeProvider clock
)
{
    private const int Most = 10;

    /// <summary>The lists of a home page, under one line that names everybody on them; a post that finds nobody has none.</summary>
    public async Task<HomeLists> ReadAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.Has(Permission.Find))
        {
            return HomeLists.None;
        }

        var hasInbox = actor.Has(Permission.WholeRecord);
        var home = new HomeLists(
            await RecentAsync(actor, cancel),
            await EndingReferralsAsync(actor, cancel),
            actor.Role is Role.GeneralPractitioner or Role.PracticeAdministrator ? await desk.WaitingAsync(actor, cancel) : 0,
            await worklists.CountsAsync(actor, cancel),
            hasInbox ? await inbox.FromTheNightAsync(actor, cancel) : [],
            hasInbox ? await inbox.WaitingAsync(actor, cancel) : 0,
            actor.Has(Permission.ConsentAndTeam) ? await tasks.CountAsync(actor, cancel) : null
        );
        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Listed, home.InWords, request.Id, clock.GetUtcNow()).About(home.People));
        return home;
    }

    /// <summary>The last people this user opened and may still open, newest first.</summary>
    private Task<List<RecentPerson>> RecentAsync(Actor actor, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var since = now.AddDays(-30);
        var teamClosed = London.Day(now).AddDays(-AccessRules.DaysAfterDeath);
        var sources = AccessRules.SourceSlugs(actor.Role);
        var holds = AccessRules.HoldsRecords(actor);
        db.Acting = RowContext.List(actor);
        return db
            .Database.SqlQuery<RecentPerson>(
                $"""
                select person.patient_id as "Id", person.family_name as "FamilyName", person.given_name as "GivenName", person.title as "Title",
                       person.date_of_birth as "DateOfBirth", seen.at as "At"
                from (select patient_id, max(at) as at from audit_entries
                      where user_id = {actor.UserId} and post_id = {actor.PostId} and action = 'view' and at > {since} group by patient_id) seen
                join people_in_reach person on person.patient_id = seen.patient_id
                where (person.recording_organisation_id = {actor.OrganisationId} or person.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
                  and (exists (select from relationships link
                               where link.patient_id = person.patient_id and link.organisation_id = {actor.OrganisationId} and link.source = any({sources})
                                 and (link.user_id is null or link.user_id = {actor.UserId})
                                 and link.started_at <= {now} and (link.ends_at is null or link.ends_at > {now}))
                       or ({holds} and person.recording_organisation_id = {actor.OrganisationId})
                       or ({actor.Role == Role.Coordinator} and exists (select from organisations practice
                               where practice.id = person.gp_practice_id and practice.area_id = {actor.OrganisationId})))
                  and (person.recording_organisation_id = {actor.OrganisationId} or not person.death_confirmed or person.died_on >= {teamClosed})
                order by seen.at desc
                limit {Most}
                """
            )
            .ToListAsync(cancel);
    }

    /// <summary>People whose referral to this organisation ends within a month, the soonest first.</summary>
    private async Task<List<RecentPerson>> EndingReferralsAsync(Actor actor, CancellationToken cancel)
    {
        if (!actor.Has(Permission.WholeRecord) || !AccessRules.Fits(actor.Role, RelationshipSource.Referral))
        {
            return [];
        }

        var now = clock.GetUtcNow();
        var soon = now + Relationship.ReferralListed;
        db.Acting = RowContext.List(actor);
        return await db
            .Database.SqlQuery<RecentPerson>(
                $"""
                select person.patient_id as "Id", person.family_name as "FamilyName", person.given_name as "GivenName", person.title as "Title",
                       person.date_of_birth as "DateOfBirth", link.ends_at as "At"
                from relationships link
                join people_in_reach person on person.patient_id = link.patient_id and not person.death_confirmed
                where link.organisation_id = {actor.OrganisationId} and link.source = 'referral' and link.ends_at > {now} and link.ends_at <= {soon}
                order by link.ends_at
                limit {Most}
                """
            )
            .ToListAsync(cancel);
    }

    /// <summary>The user's own sign-ins and failed tries of the last 30 days, newest first.</summary>
    public Task<List<SignInLine>> SignInsAsync(Actor actor, CancellationToken cancel)
    {
        var since = clock.GetUtcNow().AddDays(-30);
        db.Acting = RowContext.List(actor);
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

/// <summary>Everything a home page lists.</summary>
/// <param name="Recent">People this user opened lately.</param>
/// <param name="Ending">People whose referral to the organisation ends within a month.</param>
/// <param name="Registrations">How many people are said to have registered with the practice.</param>
/// <param name="Lists">The post's lists of work, with how many people stand on each.</param>
/// <param name="Night">Notes and feedback that nobody of the team has taken note of yet.</param>
/// <param name="Waiting">How many notices wait for the organisation.</param>
/// <param name="Tasks">One's own open tasks; null for posts that are given none.</param>
public sealed record HomeLists(
    IReadOnlyList<RecentPerson> Recent,
    IReadOnlyList<RecentPerson> Ending,
    int Registrations,
    IReadOnlyList<(Worklist List, int Count)> Lists,
    IReadOnlyList<InboxLine> Night,
    int Waiting,
    TaskCount? Tasks
)
{
    public static readonly HomeLists None = new([], [], 0, [], [], 0, null);

    /// <summary>Everybody whom the page names.</summary>
    public IEnumerable<Guid> People =>
        [.. Recent.Select(person => person.Id), .. Ending.Select(person => person.Id), .. Night.Select(line => line.PatientId)];

    /// <summary>What was listed, for the audit.</summary>
    public string InWords => $"home: recent {Recent.Count}, referrals ending {Ending.Count}, notes and feedback {Night.Count}";
}

/// <summary>One sign-in of one's own, or a try that failed.</summary>
public sealed record SignInLine(DateTimeOffset At, bool Failed);

/// <summary>One of the user's own recent people.</summary>
public sealed record RecentPerson(Guid Id, string FamilyName, string GivenName, string? Title, DateOnly DateOfBirth, DateTimeOffset At);
