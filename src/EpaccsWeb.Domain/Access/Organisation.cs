namespace EpaccsWeb.Domain.Access;

/// <summary>An organisation that cares for people or co-ordinates their care, known by its ODS code.</summary>
public sealed class Organisation
{
    public required Guid Id { get; init; }

    /// <summary>ODS code, upper case: "Y90001".</summary>
    public required string OdsCode { get; init; }
    public required string Name { get; set; }
    public required OrganisationKind Kind { get; set; }
    public string? Phone { get; set; }
    public string? Town { get; set; }

    /// <summary>Where mail about notices goes; null is none.</summary>
    public string? NoticeAddress { get; set; }
    public Notices.NoticeMail NoticeMail { get; set; }

    /// <summary>Whether its people may add files to plans (SCCI1580 requirement 39).</summary>
    public bool TakesAttachments { get; set; } = true;

    /// <summary>The care board whose area it lies in; coordinators work for that board.</summary>
    public Guid? AreaId { get; set; }

    /// <summary>Day on which a sharing agreement for the area was recorded; lets its coordinators see true counts.</summary>
    public DateOnly? SharingAgreementOn { get; set; }
}

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
            StartedBy = $"{actor.Name}, {RoleNames.Of(actor.Role)}, {actor.OrganisationName}",
            KeyWorker = keyWorker,
        };

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

/// <summary>What a relationship rests on.</summary>
public enum RelationshipSource
{
    Registration,
    Referral,
    Team,
    Residence,
    Area,
    CaringNow,
    BreakGlass,
}

/// <summary>Why a record was opened without a relationship.</summary>
public enum BreakGlassReason
{
    Emergency,
    PersonAsked,
    BestInterests,
    Other,
}
