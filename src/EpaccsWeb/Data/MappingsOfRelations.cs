using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>objections: raised, and perhaps lifted; never removed.</summary>
internal sealed class ObjectionMapping : IEntityTypeConfiguration<Objection>
{
    public void Configure(EntityTypeBuilder<Objection> builder)
    {
        builder.ToTable("Objections");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.PatientId, row.OrganisationId }).IsUnique().HasFilter("lifted_at is null");
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>practice_changes: registrations that wait for the new practice, and what became of them.</summary>
internal sealed class PracticeChangeMapping : IEntityTypeConfiguration<PracticeChange>
{
    public void Configure(EntityTypeBuilder<PracticeChange> builder)
    {
        builder.ToTable("PracticeChanges");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.PatientId).IsUnique().HasFilter("closed_at is null");
        builder.HasIndex(row => row.ToId).HasFilter("closed_at is null");
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.FromId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.ToId).OnDelete(DeleteBehavior.Restrict);
    }
}
