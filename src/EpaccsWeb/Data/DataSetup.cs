using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Registers the database.</summary>
public static class DataSetup
{
    /// <param name="standby">Where plans are read while the primary is away; null is nowhere.</param>
    /// <param name="reports">Where reports are counted; null is where everything is.</param>
    public static IServiceCollection AddData(
        this IServiceCollection services,
        string connection,
        string? standby = null,
        string? reports = null
    )
    {
        services.AddSingleton(_ => new CountingPool(reports is null ? null : EpaccsDatabase.CountingPool(reports)));
        services.AddScoped<Counting>();
        services.AddSingleton(_ => EpaccsDatabase.Pool(connection));
        services.AddSingleton(provider => new ServingMode(
            provider.GetRequiredService<NpgsqlDataSource>(),
            standby is null ? null : EpaccsDatabase.ReadingPool(standby),
            standby is null ? null : EpaccsDatabase.LookingPool(connection)
        ));
        // The first context of a process decides which tables Identity has; a verb's must say the same as the web's.
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        services.AddScoped<ChangeGuard>();
        services.AddScoped(provider => new EpaccsDbContext(
            Changing.Value,
            PoolFor(provider),
            provider,
            provider.GetRequiredService<ChangeGuard>()
        ));
        // For look-ups of our own that belong to no request's open record, such as whether a post is in force.
        services.AddSingleton<IDbContextFactory<EpaccsDbContext>, ReadingContexts>();
        return services;
    }

    /// <summary>Work that belongs to no request writes, so it waits for the primary.</summary>
    private static NpgsqlDataSource PoolFor(IServiceProvider provider)
    {
        var mode = provider.GetRequiredService<ServingMode>();
        return provider.GetService<IHttpContextAccessor>()?.HttpContext is null ? mode.Primary : mode.Pool;
    }

    private sealed class ReadingContexts(IServiceProvider services) : IDbContextFactory<EpaccsDbContext>
    {
        public EpaccsDbContext CreateDbContext() => ReadingContext(PoolFor(services), services);
    }

    /// <summary>A context that only reads.</summary>
    internal static EpaccsDbContext ReadingContext(NpgsqlDataSource database, IServiceProvider services) =>
        new(Reading.Value, database, services);

    /// <summary>EF Core's own services, named so that no context looks for those that fit its options.</summary>
    private static readonly Lazy<IServiceProvider> Inner = new(() =>
        new ServiceCollection().AddEntityFrameworkNpgsql().BuildServiceProvider()
    );

    /// <summary>The model, made once. A context that is not given it looks for a compiled one each time, by reflection over the assembly.</summary>
    private static readonly Lazy<IModel> Model = new(() =>
    {
        using var db = new EpaccsDbContext(
            new DbContextOptionsBuilder<EpaccsDbContext>().UseNpgsql().UseInternalServiceProvider(Inner.Value).Options
        );
        return db.Model;
    });

    /// <summary>What all contexts have in common; made for each it was a twelfth of a search.</summary>
    private static readonly Lazy<DbContextOptions<EpaccsDbContext>> Changing = new(() => Common().Options);

    private static readonly Lazy<DbContextOptions<EpaccsDbContext>> Reading = new(() =>
        Common().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options
    );

    /// <summary>Each context brings a connection of its own; a pool as an option would cost every pool a model and its queries.</summary>
    private static DbContextOptionsBuilder<EpaccsDbContext> Common() =>
        new DbContextOptionsBuilder<EpaccsDbContext>().UseNpgsql().UseInternalServiceProvider(Inner.Value).UseModel(Model.Value);
}
