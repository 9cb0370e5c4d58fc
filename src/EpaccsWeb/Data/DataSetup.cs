using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Registers the database.</summary>
public static class DataSetup
{
    public static IServiceCollection AddData(this IServiceCollection services, string connection)
    {
        services.AddSingleton(_ => EpaccsDatabase.Pool(connection));
        services.AddScoped<ChangeGuard>();
        services.AddDbContext<EpaccsDbContext>(
            (provider, options) =>
                options
                    .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
                    .AddInterceptors(provider.GetRequiredService<ChangeGuard>())
        );
        // For look-ups of our own that belong to no request's open record, such as whether a post is in force.
        services.AddSingleton<IDbContextFactory<EpaccsDbContext>, ReadingContexts>();
        return services;
    }

    private sealed class ReadingContexts(NpgsqlDataSource database, IServiceProvider services) : IDbContextFactory<EpaccsDbContext>
    {
        private readonly DbContextOptions<EpaccsDbContext> options = new DbContextOptionsBuilder<EpaccsDbContext>()
            .UseNpgsql(database)
            .UseApplicationServiceProvider(services)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .Options;

        public EpaccsDbContext CreateDbContext() => new(options);
    }
}
