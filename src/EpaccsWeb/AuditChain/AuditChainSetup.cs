namespace EpaccsWeb.AuditChain;

/// <summary>Registers the sealing of the audit.</summary>
public static class AuditChainSetup
{
    public static IServiceCollection AddAuditChain(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        services.AddSingleton(_ => AuditChainOptions.Read(configuration, contentRoot));
        services.AddSingleton<AnchorFile>();
        services.AddSingleton<AuditVerifier>();
        services.AddScoped<ChainState>();
        services.AddSingleton<AuditSealer>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditSealer>());
        return services;
    }
}
