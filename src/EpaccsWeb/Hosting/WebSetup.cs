using System.Text.Encodings.Web;
using System.Text.Unicode;
using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Identity;
using EpaccsWeb.Operations;
using EpaccsWeb.Pages;
using EpaccsWeb.Pages.Reports;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Hosting;

/// <summary>Registers the pages and says in which order a request passes.</summary>
public static class WebSetup
{
    public static WebApplicationBuilder AddWeb(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddScoped<IPageFrame, PageFrame>();
        builder.Services.AddSingleton<Pages.Downtime.PackMaker>();
        builder.Services.AddSingleton<DemonstrationMark>();
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton<Drain>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Drain>());
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Drain.Longest(builder.Configuration));
        builder.Services.AddHealthChecks().AddCheck<DatabaseReady>("database", tags: ["ready"]).AddCheck<Drain>("drain", tags: ["ready"]);
        builder.Services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
        builder.Services.Configure<FormOptions>(options => options.ValueLengthLimit = 2 * 1024 * 1024);
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "epaccs-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.Configure<CookieTempDataProviderOptions>(options =>
        {
            options.Cookie.Name = "epaccs-receipt";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.AddReachableHosts();
        builder.Services.AddExceptionHandler<RefusalAudit>();
        builder
            .Services.AddRazorPages(options =>
            {
                options.Conventions.AuthorizeFolder("/Records", OpenRecordRequirement.Policy);
                ReportKind.AddFiles(options.Conventions);
                options.Conventions.AllowAnonymousToPage("/Account/SignIn");
                options.Conventions.AllowAnonymousToPage("/Account/SignOut");
                options.Conventions.AllowAnonymousToPage("/Account/SecondFactor");
                options.Conventions.AllowAnonymousToPage("/Account/Enrol");
                options.Conventions.AllowAnonymousToPage("/Account/Forgotten");
                options.Conventions.AllowAnonymousToPage("/Account/NewPassphrase");
                options.Conventions.AllowAnonymousToPage("/Error");
                options.Conventions.AllowAnonymousToFolder("/Check");
                options.Conventions.AllowAnonymousToPage("/Help/Privacy/Index");
            })
            .AddMvcOptions(options =>
            {
                // Our validators speak; the framework's own sentences about required fields would repeat them.
                options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                options.ModelBindingMessageProvider.SetValueMustNotBeNullAccessor(_ => "Enter a value.");
                options.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor(
                    (value, _) => $"“{value}” is not a value from the list."
                );
                options.ModelBindingMessageProvider.SetNonPropertyAttemptedValueIsInvalidAccessor(value =>
                    $"“{value}” is not a value from the list."
                );
                options.Filters.Add<NulInParts>();
                options.Filters.Add<OnlyKnownForms>();
                options.Filters.Add<ReshownFormAudit>();
                options.Filters.Add<RefusalAudit>();
                options.Filters.Add<KeptFormsBack>();
            });
        foreach (
            var type in typeof(WebSetup).Assembly.GetTypes().Where(type => type is { IsAbstract: false, ContainsGenericParameters: false })
        )
        {
            foreach (
                var validator in type.GetInterfaces()
                    .Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IValidator<>))
            )
            {
                builder.Services.AddSingleton(validator, type);
            }
        }

        return builder;
    }

    /// <summary>A page without a handler for the method would be shown all the same, past the audit of a view.</summary>
    private static Task OnlyKnownMethods(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Method is "GET" or "HEAD" or "POST")
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = "GET, HEAD, POST";
        return Task.CompletedTask;
    }

    public static WebApplication UseWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.Use(next => context => app.Services.GetRequiredService<Drain>().CloseAsync(context, next));
        app.UseMetrics();
        app.UseReachableHosts();
        app.UseHostCookies();
        app.Use(OnlyKnownMethods);
        app.UseRequestLog();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", StatusCodeSelector = ErrorModel.StatusOf }
        );
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseStaticFiles();
        app.UseSameSitePosts();
        app.UseRouting();
        app.UseAskedRoute();
        app.UseNulCharacters();
        app.UseRequestTimeouts();
        app.UseAtWork();
        app.UsePageRetry();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseDatabaseAway();
        app.UseAuthorization();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous().DisableRateLimiting();
        app.MapHealthChecks(
                "/health/ready",
                new() { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = DatabaseReady.WriteAsync }
            )
            .AllowAnonymous()
            .DisableRateLimiting();
        app.MapRazorPages();
        return app;
    }
}
