using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>counted_plans: what reports count, one narrow row a plan.</summary>
internal sealed class CountedPlanMapping : IEntityTypeConfiguration<CountedPlan>
{
    /// <summary>All that the report of deaths asks of a death, so that it reads an index alone: of the days, or of an area's practices.</summary>
    private static readonly string[] OfDeath =
    [
        nameof(CountedPlan.PatientId),
        nameof(CountedPlan.Counts),
        nameof(CountedPlan.RecordingOrganisationId),
        nameof(CountedPlan.PracticeId),
        nameof(CountedPlan.Shared),
        nameof(CountedPlan.StartedOn),
        nameof(CountedPlan.Born),
        nameof(CountedPlan.CountsAs),
        nameof(CountedPlan.Wish),
        nameof(CountedPlan.First),
        nameof(CountedPlan.FirstGroup),
        nameof(CountedPlan.ActualGroup),
        nameof(CountedPlan.DiagnosisGroup),
        nameof(CountedPlan.ImdDecile),
        nameof(CountedPlan.Ethnicity),
        nameof(CountedPlan.Sex),
        nameof(CountedPlan.InCareHome),
    ];

    public void Configure(EntityTypeBuilder<CountedPlan> builder)
    {
        builder.ToTable("CountedPlans");
        builder.HasKey(row => row.PlanId);
        builder.HasIndex(row => row.PatientId).IsUnique();
        builder.HasIndex(row => new { row.PracticeId, row.DiedOn });
        builder.HasIndex(row => row.DiedOn).HasFilter("died_on is not null").IncludeProperties(OfDeath);
        builder
            .HasIndex(row => new { row.PracticeId, row.DiedOn }, "ix_counted_plans_practice_deaths")
            .HasFilter("died_on is not null")
            .IncludeProperties([.. OfDeath.Except([nameof(CountedPlan.PracticeId)])]);
        builder.HasOne<Plan>().WithOne().HasForeignKey<CountedPlan>(row => row.PlanId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>saved_reports: a name for a report with its filters.</summary>
internal sealed class SavedReportMapping : IEntityTypeConfiguration<SavedReport>
{
    public void Configure(EntityTypeBuilder<SavedReport> builder)
    {
        builder.ToTable("SavedReports");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Name).HasMaxLength(SavedReport.LongestName);
        builder.Property(row => row.Report).HasMaxLength(64);
        builder.Property(row => row.Filters).HasMaxLength(2000);
        builder.HasIndex(row => new { row.OrganisationId, row.UserId });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>area_agreements: which organisation holds an agreement to share for its area; ended, never removed.</summary>
internal sealed class AreaAgreementMapping : IEntityTypeConfiguration<AreaAgreement>
{
    public void Configure(EntityTypeBuilder<AreaAgreement> builder)
    {
        builder.ToTable("AreaAgreements");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Reference).HasMaxLength(200);
        builder.HasIndex(row => new { row.OrganisationId, row.FromDay });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>list_sizes: how many people are registered with a practice; the latest day holds.</summary>
internal sealed class ListSizeMapping : IEntityTypeConfiguration<ListSize>
{
    public void Configure(EntityTypeBuilder<ListSize> builder)
    {
        builder.ToTable("ListSizes");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasIndex(row => new { row.OrganisationId, row.CountedOn });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}
