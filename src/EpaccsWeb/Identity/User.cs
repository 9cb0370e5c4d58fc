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

    /// <summary>Where the user lives, if they said so, in the form postcodes are compared in; shown to nobody but the user.</summary>
    public string? HomePostcode { get; set; }

    public DateTimeOffset? LastSignInAt { get; set; }

    /// <summary>The codes of the authenticator app used last; each works once.</summary>
    public string[] UsedCodes { get; set; } = [];
}
