namespace EpaccsWeb.Identity;

/// <summary>One sign-in that has not ended. The cookie names it; ending the row ends the session on every node.</summary>
public sealed class Session
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required Guid PostId { get; set; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset LastSeenAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Kind of browser and machine, such as "Chrome on Windows", so that its owner knows it again.</summary>
    public required string Browser { get; init; }
}

/// <summary>What a link sent by mail lets its receiver do.</summary>
public enum InvitationPurpose
{
    /// <summary>Open an account: choose a passphrase and a second factor.</summary>
    Join,

    /// <summary>Choose a new second factor, with the passphrase, after two people took the old one away.</summary>
    Factor,

    /// <summary>Choose a new passphrase, with the second factor.</summary>
    Passphrase,
}

/// <summary>A link that works once, for a time. Only its hash is kept.</summary>
public sealed class Invitation
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required InvitationPurpose Purpose { get; init; }
    public required byte[] TokenHash { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null when the operator or the user made it.</summary>
    public Guid? MadeBy { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>Two people's decision to take a lost second factor away.</summary>
public sealed class FactorReset
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required Guid AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>How the asker made sure of who asked, such as a call-back.</summary>
    public required string Reason { get; init; }
    public Guid? DecidedBy { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public bool Approved { get; set; }
}

/// <summary>Failed tries for one name, known or not: the moments of the last quarter of an hour.</summary>
public sealed class SignInTries
{
    public required byte[] NameHash { get; init; }
    public required DateTimeOffset[] Tries { get; set; }
    public required DateTimeOffset LastAt { get; set; }
}

/// <summary>One key that protects cookies and forms, shared by all nodes.</summary>
public sealed class ProtectionKey
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Xml { get; init; }
}
