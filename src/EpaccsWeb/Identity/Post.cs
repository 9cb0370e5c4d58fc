using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Identity;

/// <summary>A role at an organisation, held by a user for a time. One post is active in a session.</summary>
public sealed class Post
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Role Role { get; init; }
    public bool Senior { get; set; }
    public bool Urgent { get; set; }
    public required DateOnly StartsOn { get; init; }

    /// <summary>Last day in the post; null is until further notice.</summary>
    public DateOnly? EndsOn { get; set; }

    /// <summary>When an administrator ended it at once; its last day is then the day before.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When an administrator last confirmed that it is still right; asked every quarter.</summary>
    public DateOnly? ConfirmedOn { get; set; }
}
