namespace EpaccsWeb.Domain.Plans;

/// <summary>Half-finished work of one person on one form of a record: kept until it is saved or thrown away, seen by nobody else.</summary>
public sealed class Draft
{
    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required Guid UserId { get; init; }
    public required Guid PostId { get; init; }

    /// <summary>Key of the section whose form it is.</summary>
    public required string Section { get; init; }

    /// <summary>The fields as they were typed, by name.</summary>
    public required Dictionary<string, string[]> Fields { get; set; }
    public required DateTimeOffset SavedAt { get; set; }
}
