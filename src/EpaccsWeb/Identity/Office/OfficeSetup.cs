namespace EpaccsWeb.Identity.Office;

/// <summary>Registers the administrators' desks.</summary>
public static class OfficeSetup
{
    public static IServiceCollection AddOffice(this IServiceCollection services)
    {
        services.AddScoped<OfficeWork>();
        services.AddScoped<OfficeRules>();
        services.AddScoped<PostDesk>();
        services.AddScoped<GrantDesk>();
        services.AddScoped<AccountDesk>();
        services.AddScoped<Inviting>();
        services.AddScoped<UserDirectory>();
        services.AddScoped<ServiceReport>();
        services.AddScoped<SettingsBook>();
        services.AddScoped<Files.UserFileDesk>();
        services.AddScoped<Organisations.OrganisationDesk>();
        services.AddScoped<Organisations.OrganisationDirectory>();
        services.AddSingleton<Organisations.OrganisationClosings>();
        services.AddHostedService(provider => provider.GetRequiredService<Organisations.OrganisationClosings>());
        services.AddSingleton<DormantAccounts>();
        services.AddHostedService(provider => provider.GetRequiredService<DormantAccounts>());
        return services;
    }
}
