using EpaccsWeb.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>sessions</summary>
internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("Sessions");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Browser).HasMaxLength(100);
        builder.HasIndex(row => row.UserId).HasFilter("ended_at is null");
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId);
    }
}

/// <summary>invitations: hashes of links.</summary>
internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Purpose).HasConversion<SlugConverter<InvitationPurpose>>().HasMaxLength(64);
        builder.HasIndex(row => row.TokenHash).IsUnique();
        builder.HasIndex(row => row.UserId);
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId);
    }
}

/// <summary>factor_resets</summary>
internal sealed class FactorResetMapping : IEntityTypeConfiguration<FactorReset>
{
    public void Configure(EntityTypeBuilder<FactorReset> builder)
    {
        builder.ToTable("FactorResets");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.UserId).IsUnique().HasFilter("decided_at is null");
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId);
    }
}

/// <summary>sign_in_tries</summary>
internal sealed class SignInTriesMapping : IEntityTypeConfiguration<SignInTries>
{
    public void Configure(EntityTypeBuilder<SignInTries> builder)
    {
        builder.ToTable("SignInTries");
        builder.HasKey(row => row.NameHash);
        builder.HasIndex(row => row.LastAt);
    }
}

/// <summary>protection_keys</summary>
internal sealed class ProtectionKeyMapping : IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<ProtectionKey> builder)
    {
        builder.ToTable("ProtectionKeys");
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
