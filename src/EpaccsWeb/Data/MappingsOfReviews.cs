using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>break_glass_reviews: append-only.</summary>
internal sealed class BreakGlassReviewMapping : IEntityTypeConfiguration<BreakGlassReview>
{
    public void Configure(EntityTypeBuilder<BreakGlassReview> builder)
    {
        builder.ToTable("BreakGlassReviews");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.RelationshipId).IsUnique();
    }
}

/// <summary>break_glass_suspensions: append-only.</summary>
internal sealed class BreakGlassSuspensionMapping : IEntityTypeConfiguration<BreakGlassSuspension>
{
    public void Configure(EntityTypeBuilder<BreakGlassSuspension> builder)
    {
        builder.ToTable("BreakGlassSuspensions");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.UserId, row.At });
    }
}

/// <summary>death_reviews: append-only.</summary>
internal sealed class DeathReviewMapping : IEntityTypeConfiguration<DeathReview>
{
    public void Configure(EntityTypeBuilder<DeathReview> builder)
    {
        builder.ToTable("DeathReviews");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.ComplexProperty(row => row.Answers);
        builder.HasIndex(row => new { row.PatientId, row.Number }).IsUnique();
        builder.HasIndex(row => new { row.PatientId, row.SubmitToken }).IsUnique();
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}
