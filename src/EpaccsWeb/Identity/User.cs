using EpaccsWeb.Domain.Access;
using Microsoft.AspNetCore.Identity;

namespace EpaccsWeb.Identity;

/// <summary>A person with an account. What they may do comes from their posts, never from the account.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>Name as colleagues know it, shown on what they write.</summary>
    public required string DisplayName { get; set; }

    /// <summary>A disabled account is out within five seconds and cannot come back in.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>When the account was made or last enabled again; dormancy counts from here until the first sign-in.</summary>
    public DateTimeOffset ActiveSince { get; set; }

    /// <summary>The e-mail address as the eye reads it; no two accounts look alike.</summary>
    public string? Skeleton { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>The codes of the authenticator app used last; each works once.</summary>
    public string[] UsedCodes { get; set; } = [];
}

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
