using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Rights;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>subject_requests: asked once, decided once, expired once.</summary>
internal sealed class SubjectRequestMapping : IEntityTypeConfiguration<SubjectRequest>
{
    public void Configure(EntityTypeBuilder<SubjectRequest> builder)
    {
        builder.ToTable("SubjectRequests");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Evidence).HasMaxLength(SubjectRequest.LongestText);
        builder.Property(row => row.RefusedBecause).HasMaxLength(SubjectRequest.LongestText);
        builder.Property(row => row.WithheldBecause).HasMaxLength(SubjectRequest.LongestText);
        builder.Ignore(row => row.IsDecided).Ignore(row => row.IsAfterDeath);
        builder.HasIndex(row => new { row.AskedById, row.SubmitToken }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.AskedAt });
        builder.HasIndex(row => row.RecordId);
        builder.HasIndex(row => row.ExpiresAt).HasFilter("expired_at is null");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>subject_copies: removed when their time is over.</summary>
internal sealed class SubjectCopyMapping : IEntityTypeConfiguration<SubjectCopy>
{
    public void Configure(EntityTypeBuilder<SubjectCopy> builder)
    {
        builder.ToTable("SubjectCopies");
        builder.HasKey(row => row.RequestId);
        builder.Property(row => row.RequestId).ValueGeneratedNever();
        builder.HasOne<SubjectRequest>().WithOne().HasForeignKey<SubjectCopy>(row => row.RequestId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>record_holds: placed once, lifted once.</summary>
internal sealed class RecordHoldMapping : IEntityTypeConfiguration<RecordHold>
{
    public void Configure(EntityTypeBuilder<RecordHold> builder)
    {
        builder.ToTable("RecordHolds");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Reason).HasMaxLength(RetentionRules.LongestText);
        builder.Property(row => row.LiftedBecause).HasMaxLength(RetentionRules.LongestText);
        builder.HasIndex(row => row.RecordId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>destruction_requests: refused ones stay, granted ones go with the record.</summary>
internal sealed class DestructionRequestMapping : IEntityTypeConfiguration<DestructionRequest>
{
    public void Configure(EntityTypeBuilder<DestructionRequest> builder)
    {
        builder.ToTable("DestructionRequests");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Review).HasMaxLength(RetentionRules.LongestText);
        builder.Property(row => row.RefusedBecause).HasMaxLength(RetentionRules.LongestText);
        builder.HasIndex(row => row.RecordId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>destroyed_records: the stubs, written by the database's own function.</summary>
internal sealed class DestroyedRecordMapping : IEntityTypeConfiguration<DestroyedRecord>
{
    public void Configure(EntityTypeBuilder<DestroyedRecord> builder)
    {
        builder.ToTable("DestroyedRecords");
        builder.HasKey(row => row.RecordId);
        builder.Property(row => row.RecordId).ValueGeneratedNever();
        builder.Property(row => row.Rule).HasMaxLength(64);
        builder.HasIndex(row => row.DestroyedAt);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
