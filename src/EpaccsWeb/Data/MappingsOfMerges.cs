using EpaccsWeb.Domain.Merges;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>former_numbers: written once.</summary>
internal sealed class FormerNumberMapping : IEntityTypeConfiguration<FormerNumber>
{
    public void Configure(EntityTypeBuilder<FormerNumber> builder)
    {
        builder.ToTable("FormerNumbers");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => row.NhsNumber);
        builder.HasIndex(row => row.PatientId);
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>record_merges: made, and perhaps taken back; never removed.</summary>
internal sealed class RecordMergeMapping : IEntityTypeConfiguration<RecordMerge>
{
    public void Configure(EntityTypeBuilder<RecordMerge> builder)
    {
        builder.ToTable("RecordMerges", table => table.HasCheckConstraint("two_records", "patient_id <> survivor_id"));
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Ignore(row => row.Holds);
        builder.HasIndex(row => row.PatientId).IsUnique().HasFilter("undone_at is null");
        builder.HasIndex(row => row.SurvivorId);
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.SurvivorId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>pair_judgements: written once.</summary>
internal sealed class PairJudgementMapping : IEntityTypeConfiguration<PairJudgement>
{
    public void Configure(EntityTypeBuilder<PairJudgement> builder)
    {
        builder.ToTable("PairJudgements", table => table.HasCheckConstraint("two_records", "patient_id <> other_id"));
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Ignore(row => row.Words);
        builder.HasIndex(row => new { row.PatientId, row.OtherId });
        builder.HasIndex(row => row.OtherId);
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.OtherId).OnDelete(DeleteBehavior.Restrict);
    }
}
