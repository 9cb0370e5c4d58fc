using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>meetings: one open at a time in an organisation; closed, never removed.</summary>
internal sealed class MeetingMapping : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("Meetings");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.OrganisationId, row.StartedAt });
        builder.HasIndex(row => row.OrganisationId).IsUnique().HasFilter("closed_at is null");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>meeting_entries: append-only.</summary>
internal sealed class MeetingEntryMapping : IEntityTypeConfiguration<MeetingEntry>
{
    public void Configure(EntityTypeBuilder<MeetingEntry> builder)
    {
        builder.ToTable("MeetingEntries");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.PatientId, row.At });
        builder.HasIndex(row => new { row.PatientId, row.SubmitToken }).IsUnique();
        builder.HasIndex(row => row.MeetingId);
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(row => row.MeetingId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>care_tasks: given by a meeting; handed on, put off and closed, never removed.</summary>
internal sealed class CareTaskMapping : IEntityTypeConfiguration<CareTask>
{
    public void Configure(EntityTypeBuilder<CareTask> builder)
    {
        builder.ToTable("CareTasks");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.PatientId);
        builder.HasIndex(row => row.MeetingId);
        builder.HasIndex(row => new { row.OrganisationId, row.DueOn }).HasFilter("closed_at is null");
        builder.HasIndex(row => new { row.OrganisationId, row.ClosedAt }).HasFilter("closed_at is not null");
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Meeting>().WithMany().HasForeignKey(row => row.MeetingId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.SetByOrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
