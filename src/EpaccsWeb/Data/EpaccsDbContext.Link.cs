using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>A context's own connection, and EF Core beside it, which wakes only when it is needed.</summary>
public sealed partial class EpaccsDbContext
{
    private readonly ChangeGuard? guard;
    private NpgsqlConnection? link;

    /// <summary>A context of the web. What all have in common is made once; what is its own is given to EF Core when that wakes.</summary>
    /// <param name="guard">What checks its changes; null for a context that only reads.</param>
    internal EpaccsDbContext(
        DbContextOptions<EpaccsDbContext> options,
        NpgsqlDataSource pool,
        IServiceProvider application,
        ChangeGuard? guard = null
    )
        : this(options) => (Pool, this.application, this.guard) = (pool, application, guard);

    /// <summary>Where this context's own connection comes from; null when the options say it.</summary>
    internal NpgsqlDataSource? Pool { get; }

    /// <summary>The connection of this context. Questions of fixed words go over it without waking the rest of EF Core.</summary>
    internal NpgsqlConnection Link => link ??= Pool?.CreateConnection() ?? (NpgsqlConnection)Database.GetDbConnection();

    /// <summary>EF Core asks when it is first needed, which a page of fixed questions never does.</summary>
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder)
    {
        optionsBuilder.UseApplicationServiceProvider(application ?? IdentityTables).AddInterceptors(RowSecurity.Interceptor);
        if (Pool is not null)
        {
            optionsBuilder.UseNpgsql(Link);
        }

        if (guard is not null)
        {
            optionsBuilder.AddInterceptors(guard);
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        if (Pool is not null)
        {
            link?.Dispose();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Pool is not null && link is not null)
        {
            await link.DisposeAsync();
        }
    }
}
