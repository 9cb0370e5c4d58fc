using EpaccsWeb.Domain.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Identity.Office;

/// <summary>One change of an account, a post, an organisation or a setting, as it was and as it is. Append-only; nothing clinical.</summary>
public sealed class AdminChange
{
    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What was changed, in a few words: "post ended".</summary>
    public required string What { get; init; }
    public Guid? UserId { get; init; }
    public Guid? PostId { get; init; }
    public Guid? OrganisationId { get; init; }

    /// <summary>The name of a setting.</summary>
    public string? Setting { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public string? Reason { get; init; }

    /// <summary>Who did it; null for the nightly work.</summary>
    public Guid? ById { get; init; }

    /// <summary>Name, role and organisation of whoever did it.</summary>
    public required string By { get; init; }
    public required string RequestId { get; init; }
}

/// <summary>Asks a second administrator to grant the post of an administrator or a privacy officer.</summary>
public sealed class GrantRequest
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required Role Role { get; init; }
    public required DateOnly StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required Guid AskedById { get; init; }
    public required string AskedBy { get; init; }

    /// <summary>After this moment nobody can grant it any more.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecidedBy { get; set; }
    public bool Granted { get; set; }
}

/// <summary>admin_changes: append-only.</summary>
internal sealed class AdminChangeMapping : IEntityTypeConfiguration<AdminChange>
{
    public void Configure(EntityTypeBuilder<AdminChange> builder)
    {
        builder.ToTable("AdminChanges");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.UserId, row.At });
        builder.HasIndex(row => new { row.OrganisationId, row.At });
        builder.HasIndex(row => new { row.Setting, row.At }).HasFilter("setting is not null");
    }
}

/// <summary>grant_requests</summary>
internal sealed class GrantRequestMapping : IEntityTypeConfiguration<GrantRequest>
{
    public void Configure(EntityTypeBuilder<GrantRequest> builder)
    {
        builder.ToTable("GrantRequests");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.OrganisationId).HasFilter("decided_at is null");
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
