using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.AuditChain;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Authorization;

namespace EpaccsWeb.Access;

/// <summary>Registers the gate and the other doors to the data.</summary>
public static class AccessSetup
{
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddScoped<RequestIdentity>();
        services.AddSingleton(provider =>
            SpoolFolder.Read(provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<AuditChainOptions>().AnchorFile)
        );
        services.AddSingleton<AuditSpool>();
        services.AddSingleton<SpoolReplay>();
        services.AddSingleton<EmergencyPasses>();
        services.AddHostedService<PrimaryWatch>();
        services.AddSingleton<AuditJournal>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditJournal>());
        services.AddScoped<RecordContent>();
        services.AddScoped<RecordGate>();
        services.AddScoped<OpenRecord>();
        services.AddScoped<PatientFinder>();
        services.AddScoped<ReportScope>();
        services.AddScoped<ReportReader>();
        services.AddScoped<PlanReportReader>();
        services.AddScoped<StaffActivityReader>();
        services.AddScoped<ReportKeeper>();
        services.AddScoped<UrgentUseReader>();
        services.AddSingleton<SearchLimit>();
        services.AddSingleton<CopySigner>();
        services.AddScoped<CopyDesk>();
        services.AddScoped<BlockedStarts>();
        services.AddScoped<RecordStarter>();
        services.AddScoped<HomeReader>();
        services.AddScoped<WorklistReader>();
        services.AddScoped<DuplicateReader>();
        services.AddScoped<MergeDesk>();
        services.AddScoped<InboxReader>();
        services.AddScoped<KeptForms>();
        services.AddScoped<MeetingDesk>();
        services.AddScoped<AgendaReader>();
        services.AddScoped<TaskReader>();
        services.AddScoped<OrganisationChoices>();
        services.AddSingleton<SectionReminders>();
        services.AddScoped<EmergencyAccess>();
        services.AddScoped<RegistrationDesk>();
        services.AddScoped<AccessExplainer>();
        services.AddScoped<AuditTrailReader>();
        services.AddScoped<BreakGlassReviews>();
        services.AddScoped<EmergencyUses>();
        services.AddScoped<SharingReader>();
        services.AddScoped<KeySafeDoor>();
        services.AddScoped<Extracts.ExtractDesk>();
        services.AddScoped<DowntimeList>();
        services.AddScoped<Rights.SubjectDesk>();
        services.AddScoped<Rights.RetentionDesk>();
        services.AddSingleton<SealedFileExpiry>();
        services.AddHostedService(provider => provider.GetRequiredService<SealedFileExpiry>());
        services.AddScoped<IAuthorizationHandler, OpenRecordHandler>();
        services.AddSingleton<IAuthorizationHandler, PermissionHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalAnswers>();
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                OpenRecordRequirement.Policy,
                policy => policy.RequireAuthenticatedUser().AddRequirements(new OpenRecordRequirement())
            )
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}
