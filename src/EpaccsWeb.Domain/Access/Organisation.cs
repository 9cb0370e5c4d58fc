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

    /// <summary>Whether its people may change plans that another organisation holds. Without it they read, add notes and report a death.</summary>
    public bool Contributes { get; set; } = true;

    /// <summary>The care board whose area it lies in; coordinators work for that board.</summary>
    public Guid? AreaId { get; set; }

    /// <summary>The organisation that this one is a team of.</summary>
    public Guid? PartOfId { get; set; }
    public DateOnly? OpensOn { get; set; }

    /// <summary>Last day; after it nobody has a post here.</summary>
    public DateOnly? ClosesOn { get; set; }

    /// <summary>Who took its people over when it closed.</summary>
    public Guid? SuccessorId { get; set; }
    public DateTimeOffset? PeopleMovedAt { get; set; }

    /// <summary>People on the list of a GP practice, for reports of coverage.</summary>
    public int? ListSize { get; set; }

    /// <summary>Sections its clinicians do not want to be reminded of when they are blank.</summary>
    public List<string> NotAskedFor { get; set; } = [];
}
