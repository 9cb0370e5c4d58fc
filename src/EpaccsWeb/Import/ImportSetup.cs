namespace EpaccsWeb.Import;

/// <summary>Registers the register import.</summary>
public static class ImportSetup
{
    public static IServiceCollection AddImport(this IServiceCollection services)
    {
        services.AddSingleton<RegisterImport>();
        services.AddSingleton<ImportDesk>();
        services.AddSingleton<ImportUndo>();
        services.AddScoped<ImportHistory>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportDesk>());
        return services;
    }
}
