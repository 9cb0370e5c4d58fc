using EpaccsWeb.Domain.Notes;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>notes: append-only.</summary>
internal sealed class NoteMapping : IEntityTypeConfiguration<Note>
{
    public void Configure(EntityTypeBuilder<Note> builder)
    {
        builder.ToTable("Notes");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.PatientId, row.At });
        builder.HasIndex(row => new { row.PatientId, row.SubmitToken }).IsUnique();
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>plan_feedback: append-only.</summary>
internal sealed class PlanFeedbackMapping : IEntityTypeConfiguration<PlanFeedback>
{
    public void Configure(EntityTypeBuilder<PlanFeedback> builder)
    {
        builder.ToTable("PlanFeedback");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.PatientId, row.At });
        builder.HasIndex(row => new { row.PatientId, row.SubmitToken }).IsUnique();
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}
