namespace EpaccsWeb.Domain.Reports;

/// <summary>A report with its filters under a name, its maker's own or shared with the organisation.</summary>
public sealed class SavedReport
{
    public const int LongestName = 80;

    public required Guid Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The report's slug.</summary>
    public required string Report { get; init; }

    /// <summary>The query part of its address; it names no person.</summary>
    public required string Filters { get; init; }
    public required Guid UserId { get; init; }
    public required string UserName { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>Everybody of the organisation who has reports sees it.</summary>
    public required bool Shared { get; init; }
    public required DateTimeOffset At { get; init; }
}

/// <summary>An organisation's agreement with the others of its area: its coordinators see true counts while it holds.</summary>
public sealed class AreaAgreement
{
    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required DateOnly FromDay { get; init; }

    /// <summary>The last day; null is until further notice.</summary>
    public DateOnly? ToDay { get; set; }

    /// <summary>Where the signed agreement is kept.</summary>
    public required string Reference { get; init; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public string? EndedBy { get; set; }

    public bool HoldsOn(DateOnly day) => FromDay <= day && (ToDay is null || day <= ToDay);
}

/// <summary>How many people were registered with a practice on a day; about one in a hundred dies in a year.</summary>
public sealed class ListSize
{
    public required Guid Id { get; init; }
    public required Guid OrganisationId { get; init; }
    public required int People { get; init; }
    public required DateOnly CountedOn { get; init; }
    public required string RecordedBy { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}
