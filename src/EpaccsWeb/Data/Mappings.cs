using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>users, and posts below.</summary>
internal sealed class UserMapping : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.Property(row => row.DisplayName).HasMaxLength(200);
        builder.Property(row => row.ActiveSince).HasDefaultValueSql("now()");
        builder.Property(row => row.HomePostcode).HasMaxLength(Postcode.LongestKey);
        builder.HasIndex(row => row.Skeleton).IsUnique();
    }
}

/// <summary>posts</summary>
internal sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.ToTable("Posts");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasOne<User>().WithMany().HasForeignKey(row => row.UserId);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId);
    }
}

/// <summary>organisations</summary>
internal sealed class OrganisationMapping : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("Organisations");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.OdsCode).IsUnique();
        builder.HasIndex(row => row.AreaId);
        builder.Property(row => row.NotAskedFor).HasDefaultValueSql("'{}'");
        builder.Property(row => row.Contributes).HasDefaultValue(true).HasSentinel(true);
    }
}

/// <summary>patients</summary>
internal sealed class PatientMapping : IEntityTypeConfiguration<Patient>
{
    public void Configure(EntityTypeBuilder<Patient> builder)
    {
        builder.ToTable("Patients");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.NhsNumber).IsUnique();
        builder.HasIndex(row => new { row.DateOfBirth, row.FamilyKey });
        builder.HasIndex(row => row.GpPracticeId);
        builder.HasIndex(row => row.CareHomeId);
        builder.HasIndex(row => row.PostcodeKey);
        builder
            .HasIndex(row => new
            {
                row.FamilyKey,
                row.GivenKey,
                row.DateOfBirth,
            })
            .UseCollation("C");
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.GpPracticeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.CareHomeId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>plans</summary>
internal sealed class PlanMapping : IEntityTypeConfiguration<Plan>
{
    public void Configure(EntityTypeBuilder<Plan> builder)
    {
        builder.ToTable("Plans");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Ignore(row => row.Sections);
        builder.HasIndex(row => row.PatientId).IsUnique();
        builder.HasIndex(row => row.RecordingOrganisationId);
        builder.HasOne<Patient>().WithOne().HasForeignKey<Plan>(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.RecordingOrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>section_versions: one append-only table for every section.</summary>
internal sealed class SectionVersionMapping : IEntityTypeConfiguration<SectionVersion>
{
    public void Configure(EntityTypeBuilder<SectionVersion> builder)
    {
        builder.ToTable("SectionVersions");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Answers).HasColumnType("jsonb").HasConversion<SectionAnswersConverter>();
        builder
            .HasIndex(row => new
            {
                row.PlanId,
                row.Section,
                row.Number,
            })
            .IsUnique()
            .HasFilter("kind = 'recorded'");
        builder.HasIndex(row => new { row.PlanId, row.SubmitToken }).IsUnique().HasFilter("submit_token is not null");
        builder.HasIndex(row => new
        {
            row.PatientId,
            row.Section,
            row.EffectiveAt,
        });
        builder.HasOne<Plan>().WithMany().HasForeignKey(row => row.PlanId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>plan_facts: one row per plan for lists, the finder and reports.</summary>
internal sealed class PlanFactsMapping : IEntityTypeConfiguration<PlanFacts>
{
    public void Configure(EntityTypeBuilder<PlanFacts> builder)
    {
        builder.ToTable("PlanFacts");
        builder.HasKey(row => row.PlanId);
        builder.HasIndex(row => row.PatientId).IsUnique();
        builder.HasIndex(row => new { row.PracticeAtDeathId, row.DiedOn }).HasFilter("died_on is not null");
        builder.HasOne<Plan>().WithOne().HasForeignKey<PlanFacts>(row => row.PlanId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>consents: append-only.</summary>
internal sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("Consents");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder
            .HasIndex(row => new
            {
                row.PatientId,
                row.Purpose,
                row.Number,
            })
            .IsUnique();
        builder.HasIndex(row => new { row.PatientId, row.SubmitToken }).IsUnique().HasFilter("submit_token is not null");
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>relationships</summary>
internal sealed class RelationshipMapping : IEntityTypeConfiguration<Relationship>
{
    public void Configure(EntityTypeBuilder<Relationship> builder)
    {
        builder.ToTable("Relationships");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.PatientId, row.OrganisationId });
        builder.HasIndex(row => new { row.OrganisationId, row.PatientId });
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>deaths: append-only.</summary>
internal sealed class DeathMapping : IEntityTypeConfiguration<Death>
{
    public void Configure(EntityTypeBuilder<Death> builder)
    {
        builder.ToTable("Deaths");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.ComplexProperty(row => row.Answers);
        builder.HasIndex(row => new { row.PatientId, row.Number }).IsUnique();
        builder.HasIndex(row => new { row.PatientId, row.SubmitToken }).IsUnique().HasFilter("submit_token is not null");
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>audit_entries: append-only, partitioned by month (see the first migration).</summary>
internal sealed class AuditEntryMapping : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("AuditEntries");
        builder.HasKey(row => new { row.At, row.Id });
        builder.Property(row => row.Id).UseIdentityByDefaultColumn();
        builder.HasIndex(row => new { row.PatientId, row.At });
        builder.HasIndex(row => new { row.UserId, row.At });
    }
}
