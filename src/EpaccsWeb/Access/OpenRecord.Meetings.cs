using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>What meetings agreed about the person, and the tasks that came of it.</summary>
public sealed partial class OpenRecord
{
    /// <summary>Roles that may be given a task: those that see the list of tasks.</summary>
    private static readonly string[] OwnerRoles =
    [
        .. Enum.GetValues<Role>().Where(role => PermissionTable.Of(role).Contains(Permission.ConsentAndTeam)).Select(role => Slug.Of(role)),
    ];

    /// <summary>A meeting of the reader's own organisation; null for any other.</summary>
    public Task<Meeting?> MeetingAsync(Guid id, CancellationToken cancel)
    {
        var own = Grant.Actor.OrganisationId;
        return db.Meetings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.OrganisationId == own, cancel);
    }

    /// <summary>What meetings agreed, newest first, each with the day it was held on.</summary>
    public async Task<IReadOnlyList<SpokenOf>> SpokenOfAsync(int most, CancellationToken cancel) =>
        await db
            .MeetingEntries.Join(
                db.Meetings,
                entry => entry.MeetingId,
                meeting => meeting.Id,
                (entry, meeting) => new { entry, meeting.HeldOn }
            )
            .AsNoTracking()
            .OrderByDescending(row => row.entry.At)
            .ThenByDescending(row => row.entry.Id)
            .Take(most)
            .Select(row => new SpokenOf(row.entry, row.HeldOn))
            .ToListAsync(cancel);

    /// <summary>Tasks for this person: the open ones by day, then the closed ones, the latest first.</summary>
    public async Task<IReadOnlyList<CareTask>> TasksAsync(CancellationToken cancel)
    {
        var tasks = await db.CareTasks.AsNoTracking().ToListAsync(cancel);
        return
        [
            .. tasks.Where(task => task.IsOpen).OrderBy(task => task.DueOn),
            .. tasks.Where(task => !task.IsOpen).OrderByDescending(task => task.ClosedAt),
        ];
    }

    /// <summary>Who may be given a task: posts of one's own organisation, and of the person's team where the plan is shared.</summary>
    public async Task<IReadOnlyList<TaskOwner>> TaskOwnersAsync(CancellationToken cancel)
    {
        var shared = AccessRules.IsPositive((await FactsAsync(cancel)).ConsentToShare);
        return await db
            .Database.SqlQuery<TaskOwner>(
                $"""
                select post.id as "PostId", person.display_name as "Name", organisation.id as "OrganisationId", organisation.name as "Organisation"
                from posts post
                join users person on person.id = post.user_id and person.enabled
                join organisations organisation on organisation.id = post.organisation_id
                where post.role = any({OwnerRoles}) and post.starts_on <= {Today} and (post.ends_on is null or post.ends_on >= {Today})
                  and (post.organisation_id = {Grant.Actor.OrganisationId}
                       or ({shared}
                           and not exists (select from objections objection
                                           where objection.patient_id = {PatientId} and objection.organisation_id = post.organisation_id
                                             and objection.lifted_at is null)
                           and exists (select from relationships link
                                       where link.patient_id = {PatientId} and link.organisation_id = post.organisation_id
                                         and link.source in ('registration', 'team', 'referral') and link.user_id is null
                                         and (link.ends_at is null or link.ends_at > {Now}))))
                order by organisation.id <> {Grant.Actor.OrganisationId}, organisation.name, person.display_name, post.id
                """
            )
            .ToListAsync(cancel);
    }

    /// <summary>Writes what the open meeting agreed, with its tasks; the same form sent twice is one entry.</summary>
    public async Task<SaveOutcome> AgreeAsync(
        Guid meetingId,
        string agreed,
        IReadOnlyList<NewTask> tasks,
        Guid submitToken,
        CancellationToken cancel
    )
    {
        var owners = await TaskOwnersAsync(cancel);
        return await SaveAsync(
            async _ =>
            {
                var saved = await db.MeetingEntries.AsNoTracking().SingleOrDefaultAsync(row => row.SubmitToken == submitToken, cancel);
                var given = saved is null
                    ? []
                    : await db
                        .CareTasks.Where(row => row.MadeAt == saved.At && row.MeetingId == saved.MeetingId)
                        .Select(row => new NewTask(row.What, row.OwnerPostId, row.DueOn))
                        .ToListAsync(cancel);
                if (
                    IsRepeat(
                        saved,
                        row => row.Agreed == agreed && row.MeetingId == meetingId && InOrder(given).SequenceEqual(InOrder(tasks)),
                        submitToken
                    )
                )
                {
                    return;
                }

                if (await HeldMeetingAsync(meetingId, cancel) is not { IsOpen: true } meeting)
                {
                    throw new PlanRuleException([new("Agreed", "This meeting was closed. Start another to go on.")]);
                }

                var entry = MeetingEntry.Write(meeting, agreed, Grant, Now, submitToken);
                db.Add(entry);
                for (var at = 0; at < tasks.Count; at++)
                {
                    db.Add(
                        CareTask.Give(
                            entry,
                            tasks[at].What,
                            Owner(owners, tasks[at].OwnerPostId, $"Tasks[{at}].Owner"),
                            tasks[at].DueOn,
                            Grant,
                            Now
                        )
                    );
                }
            },
            cancel
        );
    }

    /// <summary>Says what became of a task.</summary>
    public Task<SaveOutcome> CloseTaskAsync(
        Guid id,
        TaskOutcome outcome,
        string? words,
        int basedOn,
        Guid submitToken,
        CancellationToken cancel
    ) =>
        ChangeTaskAsync(
            id,
            basedOn,
            submitToken,
            task => task.Outcome == outcome && task.ClosingWords == words,
            task => task.Close(outcome, words, Grant.Actor, Now, submitToken),
            cancel
        );

    /// <summary>Gives a task another owner, another day, or both.</summary>
    public async Task<SaveOutcome> HandTaskOnAsync(
        Guid id,
        Guid ownerPostId,
        DateOnly dueOn,
        int basedOn,
        Guid submitToken,
        CancellationToken cancel
    )
    {
        var owners = await TaskOwnersAsync(cancel);
        return await ChangeTaskAsync(
            id,
            basedOn,
            submitToken,
            task => task.IsOpen && task.OwnerPostId == ownerPostId && task.DueOn == dueOn,
            task => task.HandTo(Owner(owners, ownerPostId, "Owner"), dueOn, submitToken),
            cancel
        );
    }

    /// <param name="says">Whether the task says already what the form says: the same form was sent before.</param>
    private Task<SaveOutcome> ChangeTaskAsync(
        Guid id,
        int basedOn,
        Guid submitToken,
        Func<CareTask, bool> says,
        Action<CareTask> change,
        CancellationToken cancel
    ) =>
        SaveAsync(
            async _ =>
            {
                var task = await db.CareTasks.SingleAsync(row => row.Id == id, cancel);
                if (IsRepeat(task.SubmitToken == submitToken ? task : null, says, submitToken))
                {
                    return;
                }

                Expect("task", basedOn, task.IsOpen ? task.Version : -1);
                change(task);
            },
            cancel
        );

    /// <summary>A meeting of the reader's own organisation; whoever closes it waits until this change is committed.</summary>
    private Task<Meeting?> HeldMeetingAsync(Guid id, CancellationToken cancel) =>
        db
            .Meetings.FromSql($"select * from meetings where id = {id} and organisation_id = {Grant.Actor.OrganisationId} for share")
            .AsNoTracking()
            .SingleOrDefaultAsync(cancel);

    private static IEnumerable<NewTask> InOrder(IEnumerable<NewTask> tasks) =>
        tasks.OrderBy(task => task.What, StringComparer.Ordinal).ThenBy(task => task.OwnerPostId).ThenBy(task => task.DueOn);

    private static TaskOwner Owner(IReadOnlyList<TaskOwner> owners, Guid postId, string field) =>
        owners.FirstOrDefault(one => one.PostId == postId)
        ?? throw new PlanRuleException([new(field, "Choose who is to do it from the list.")]);
}

/// <summary>What one meeting agreed about the person.</summary>
public sealed record SpokenOf(MeetingEntry Entry, DateOnly HeldOn);
