using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace EpaccsWeb.Data;

/// <summary>Facts about this installation, one row: whether it holds invented people only.</summary>
public sealed class ServiceState
{
    /// <summary>The only row's key.</summary>
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Set by the demo-data verb; shown on every page and never unset.</summary>
    public bool IsDemonstration { get; set; }
}

/// <summary>service_state</summary>
internal sealed class ServiceStateMapping : IEntityTypeConfiguration<ServiceState>
{
    public void Configure(EntityTypeBuilder<ServiceState> builder)
    {
        builder.ToTable("ServiceState");
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.HasData(new ServiceState());
    }
}
