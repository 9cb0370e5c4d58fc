namespace EpaccsWeb.Domain.Access;

/// <summary>Why an organisation or a person may open one record (SCCI1580 legitimate relationship).</summary>
public sealed class Relationship
{
    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required RelationshipSource Source { get; init; }

    /// <summary>The organisation that has it.</summary>
    public required Guid OrganisationId { get; init; }

    /// <summary>Set when it belongs to one person only: caring now and break-glass.</summary>
    public Guid? UserId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ends or ended; null is until further notice.</summary>
    public DateTimeOffset? EndsAt { get; private set; }

    /// <summary>Why it was claimed, in the words of <see cref="BreakGlassReason"/> and any text.</summary>
    public string? Reason { get; init; }
    public required string StartedBy { get; init; }

    /// <summary>True when this organisation's plan team leads (key worker) for the person.</summary>
    public bool KeyWorker { get; set; }

    /// <summary>A relationship from this moment on, said to be started by the actor.</summary>
    public static Relationship Start(
        Guid patientId,
        Guid organisationId,
        RelationshipSource source,
        Actor actor,
        DateTimeOffset now,
        Guid? userId = null,
        string? reason = null,
        bool keyWorker = false
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            PatientId = patientId,
            Source = source,
            OrganisationId = organisationId,
            UserId = userId,
            StartedAt = now,
            Reason = reason,
            StartedBy = actor.Signature,
            KeyWorker = keyWorker,
        };

    /// <summary>Months after which a referral that nobody has touched ends.</summary>
    public const int ReferralMonths = 6;

    /// <summary>Time before such an end during which it is listed.</summary>
    public static readonly TimeSpan ReferralListed = TimeSpan.FromDays(30);

    /// <summary>A referral from this moment on; it ends by itself unless the organisation goes on working with the plan.</summary>
    public static Relationship Refer(Guid patientId, Guid organisationId, Actor actor, DateTimeOffset now) =>
        Start(patientId, organisationId, RelationshipSource.Referral, actor, now).Until(now.AddMonths(ReferralMonths));

    /// <summary>Somebody of the organisation has worked with the plan: a running referral starts its time again.</summary>
    public Relationship Touch(DateTimeOffset now)
    {
        if (Source is RelationshipSource.Referral && IsActive(now))
        {
            EndsAt = now.AddMonths(ReferralMonths);
        }

        return this;
    }

    /// <summary>A running referral whose time should start again at the next work with the plan; at most once a month.</summary>
    public bool WasLongUntouched(DateTimeOffset now) =>
        Source is RelationshipSource.Referral && IsActive(now) && (EndsAt is null || EndsAt < now.AddMonths(ReferralMonths - 1));

    /// <summary>A referral that will soon end untouched.</summary>
    public bool EndsSoon(DateTimeOffset now) => Source is RelationshipSource.Referral && IsActive(now) && EndsAt <= now + ReferralListed;

    public bool IsActive(DateTimeOffset now) => StartedAt <= now && (EndsAt is null || EndsAt > now);

    /// <summary>Lets it run out at a moment; an earlier end stays.</summary>
    public Relationship Until(DateTimeOffset moment)
    {
        if (EndsAt is null || moment < EndsAt)
        {
            EndsAt = moment;
        }

        return this;
    }
}
