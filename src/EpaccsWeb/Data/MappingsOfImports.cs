using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Imports;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>past_imports: written once, and undone once.</summary>
internal sealed class PastImportMapping : IEntityTypeConfiguration<PastImport>
{
    public void Configure(EntityTypeBuilder<PastImport> builder)
    {
        builder.ToTable("PastImports");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.FileName).HasMaxLength(PastImport.LongestName);
        builder.Property(row => row.Problems).HasColumnType("jsonb");
        builder.Ignore(row => row.Undone);
        builder.Ignore(row => row.CanBeUndone);
        builder.HasIndex(row => new { row.OrganisationId, row.At });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(row => row.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>import_entries: append-only. Its import is written last, so the key to it is checked at the end of the transaction.</summary>
internal sealed class ImportEntryMapping : IEntityTypeConfiguration<ImportEntry>
{
    public void Configure(EntityTypeBuilder<ImportEntry> builder)
    {
        builder.ToTable("ImportEntries");
        builder.HasKey(row => new { row.ImportId, row.PatientId });
        builder.HasIndex(row => row.PatientId);
        builder.HasOne<Patient>().WithMany().HasForeignKey(row => row.PatientId).OnDelete(DeleteBehavior.Restrict);
    }
}
