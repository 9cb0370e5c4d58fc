using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace EpaccsWeb.Data;

/// <summary>Lets the migration tool build the model without starting the web.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<EpaccsDbContext>
{
    public EpaccsDbContext CreateDbContext(string[] args)
    {
        // Without the Identity options the tool would silently leave out the passkey table.
        var services = new ServiceCollection()
            .Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3)
            .BuildServiceProvider();
        return new(new DbContextOptionsBuilder<EpaccsDbContext>().UseNpgsql("Host=none").UseApplicationServiceProvider(services).Options);
    }
}
