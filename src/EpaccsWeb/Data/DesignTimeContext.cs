using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace EpaccsWeb.Data;

/// <summary>Lets the migration tool and the bulk loaders build the model without starting the web.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<EpaccsDbContext>
{
    public EpaccsDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<EpaccsDbContext>().UseNpgsql("Host=none").Options);
}
