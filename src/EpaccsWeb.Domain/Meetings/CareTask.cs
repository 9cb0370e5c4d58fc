using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Meetings;

/// <summary>How a task ended.</summary>
public enum TaskOutcome
{
    Done,

    /// <summary>It is not wanted any more; the words say why.</summary>
    NotNeeded,
}

/// <summary>Who may be given a task: one post of the organisation that meets, or of the person's team.</summary>
public sealed record TaskOwner(Guid PostId, string Name, Guid OrganisationId, string Organisation);

/// <summary>What is typed as a new task.</summary>
public sealed record NewTask(string What, Guid OwnerPostId, DateOnly DueOn);

/// <summary>Something agreed for one person, with an owner and a day. Closed once; until then it may be handed on or put off.</summary>
public sealed class CareTask
{
    public const int LongestWords = 500;

    /// <summary>Why a task is not needed any more once the person has died.</summary>
    public const string PersonDied = "The person died";

    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }

    /// <summary>The meeting that decided it.</summary>
    public required Guid MeetingId { get; init; }

    /// <summary>Whose meeting that was; it sees in its minutes what became of the task.</summary>
    public required Guid SetByOrganisationId { get; init; }
    public required string What { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required string MadeBy { get; init; }

    /// <summary>Counts the changes, so that two people do not change it unseen by each other.</summary>
    public int Version { get; private set; }
    public Guid OwnerPostId { get; private set; }
    public string OwnerName { get; private set; } = string.Empty;

    /// <summary>Where the owner works: its colleagues see the task too, for the day when the owner is away.</summary>
    public Guid OrganisationId { get; private set; }
    public string OwnerOrganisation { get; private set; } = string.Empty;
    public DateOnly DueOn { get; private set; }
    public DateTimeOffset? ClosedAt { get; private set; }
    public string? ClosedBy { get; private set; }
    public TaskOutcome? Outcome { get; private set; }
    public string? ClosingWords { get; private set; }

    /// <summary>Of the last change, so that a form sent twice is one change.</summary>
    public Guid SubmitToken { get; private set; }

    public bool IsOpen => ClosedAt is null;

    public bool IsOverdue(DateOnly today) => IsOpen && DueOn < today;

    public static CareTask Give(MeetingEntry entry, string what, TaskOwner owner, DateOnly dueOn, AccessGrant grant, DateTimeOffset now)
    {
        grant.Require(entry.PatientId, Permission.Meet);
        return Of(entry, what, owner, dueOn, grant.Actor, now);
    }

    /// <summary>A task of a whole new record that is loaded in bulk, given in the moment of the entry.</summary>
    public static CareTask Load(MeetingEntry entry, string what, TaskOwner owner, DateOnly dueOn, SystemGrant grant, Actor author)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return Of(entry, what, owner, dueOn, author, entry.At);
    }

    private static CareTask Of(MeetingEntry entry, string what, TaskOwner owner, DateOnly dueOn, Actor author, DateTimeOffset at)
    {
        var task = new CareTask
        {
            Id = Guid.CreateVersion7(at),
            PatientId = entry.PatientId,
            MeetingId = entry.MeetingId,
            SetByOrganisationId = entry.OrganisationId,
            What = what,
            MadeAt = at,
            MadeBy = author.Signature,
        };
        task.HandTo(owner, dueOn, entry.SubmitToken);
        return task;
    }

    /// <summary>Another owner, another day, or both.</summary>
    public void HandTo(TaskOwner owner, DateOnly dueOn, Guid submitToken)
    {
        (OwnerPostId, OwnerName) = (owner.PostId, owner.Name);
        (OrganisationId, OwnerOrganisation) = (owner.OrganisationId, owner.Organisation);
        (DueOn, SubmitToken) = (dueOn, submitToken);
        Version++;
    }

    public void Close(TaskOutcome outcome, string? words, Actor actor, DateTimeOffset now, Guid submitToken)
    {
        (ClosedAt, ClosedBy) = (now, actor.Signature);
        (Outcome, ClosingWords, SubmitToken) = (outcome, words, submitToken);
        Version++;
    }

    /// <summary>Closed by the record itself, in the name of whoever recorded the death.</summary>
    public void CloseAtDeath(Actor actor, DateTimeOffset now, Guid submitToken) =>
        Close(TaskOutcome.NotNeeded, PersonDied, actor, now, submitToken);
}
