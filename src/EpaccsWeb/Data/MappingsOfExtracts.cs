using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Extracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>extract_requests: asked once, decided once, expired once; never removed.</summary>
internal sealed class ExtractRequestMapping : IEntityTypeConfiguration<ExtractRequest>
{
    public void Configure(EntityTypeBuilder<ExtractRequest> builder)
    {
        builder.ToTable("ExtractRequests");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Reason).HasMaxLength(ExtractRequest.LongestReason);
        builder.Property(row => row.RefusedBecause).HasMaxLength(ExtractRequest.LongestReason);
        builder.Ignore(row => row.IsDecided);
        builder.HasIndex(row => new { row.AskedById, row.SubmitToken }).IsUnique();
        builder.HasIndex(row => new { row.OrganisationId, row.AskedAt });
        builder.HasIndex(row => row.ExpiresAt).HasFilter("expired_at is null");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>extract_files: removed when their time is over.</summary>
internal sealed class ExtractFileMapping : IEntityTypeConfiguration<ExtractFile>
{
    public void Configure(EntityTypeBuilder<ExtractFile> builder)
    {
        builder.ToTable("ExtractFiles");
        builder.HasKey(row => row.ExtractId);
        builder.Property(row => row.ExtractId).ValueGeneratedNever();
        builder.HasOne<ExtractRequest>().WithOne().HasForeignKey<ExtractFile>(row => row.ExtractId).OnDelete(DeleteBehavior.Restrict);
    }
}
