using System.Text.Json;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>endings: append-only.</summary>
internal sealed class EndingMapping : IEntityTypeConfiguration<Ending>
{
    public void Configure(EntityTypeBuilder<Ending> builder)
    {
        builder.ToTable("Endings");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.PatientId, row.Number }).IsUnique();
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>drafts: what one person has typed and not saved yet.</summary>
internal sealed class DraftMapping : IEntityTypeConfiguration<Draft>
{
    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("Drafts");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder
            .Property(row => row.Fields)
            .HasColumnType("jsonb")
            .HasConversion(
                fields => JsonSerializer.Serialize(fields, JsonSerializerOptions.Default),
                json => JsonSerializer.Deserialize<Dictionary<string, string[]>>(json, JsonSerializerOptions.Default)!,
                new ValueComparer<Dictionary<string, string[]>>(
                    (one, other) => ReferenceEquals(one, other),
                    fields => fields.Count,
                    fields => fields
                )
            );
        builder
            .HasIndex(row => new
            {
                row.PatientId,
                row.UserId,
                row.Section,
            })
            .IsUnique();
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>endorsement_requests</summary>
internal sealed class EndorsementRequestMapping : IEntityTypeConfiguration<EndorsementRequest>
{
    public void Configure(EntityTypeBuilder<EndorsementRequest> builder)
    {
        builder.ToTable("EndorsementRequests");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.PatientId, row.Section });
        builder.HasIndex(row => row.ToPostId).HasFilter("closed_at is null");
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>notices: one a change and organisation.</summary>
internal sealed class NoticeMapping : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("Notices");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.OrganisationId, row.At }).HasFilter("acknowledged_at is null");
        builder.HasIndex(row => new { row.PatientId, row.At });
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>outbox_mails: no personal data.</summary>
internal sealed class OutboxMailMapping : IEntityTypeConfiguration<OutboxMail>
{
    public void Configure(EntityTypeBuilder<OutboxMail> builder)
    {
        builder.ToTable("OutboxMails");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.MadeAt).HasFilter("sent_at is null");
    }
}

/// <summary>plan_marks: append-only.</summary>
internal sealed class PlanMarkMapping : IEntityTypeConfiguration<PlanMark>
{
    public void Configure(EntityTypeBuilder<PlanMark> builder)
    {
        builder.ToTable("PlanMarks");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.PatientId, row.Kind });
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>attachments: append-only.</summary>
internal sealed class AttachmentMapping : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("Attachments");
        builder.Property(row => row.Id).ValueGeneratedNever();
        // Files from before kinds were asked for count as the kind that fewest people read.
        builder.Property(row => row.Kind).HasDefaultValue(DocumentClass.Other).HasSentinel((DocumentClass)(-1));
        builder.HasIndex(row => row.PatientId);
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}
