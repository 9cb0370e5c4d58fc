using EpaccsWeb.Access;
using EpaccsWeb.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace EpaccsWeb.Identity;

/// <summary>Registers accounts, the sign-in cookie and what ends a session.</summary>
public static class IdentitySetup
{
    /// <summary>A session ends this long after sign-in, however busy it is.</summary>
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(12);

    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddMemoryCache();
        services.AddSingleton<PostStanding>();
        services.AddScoped<SignInDesk>();
        services
            .AddIdentityCore<User>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 15;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
            })
            .AddEntityFrameworkStores<EpaccsDbContext>()
            .AddDefaultTokenProviders();
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                options =>
                {
                    options.Cookie.Name = "epaccs-session";
                    options.Cookie.HttpOnly = true;
                    options.Cookie.SameSite = SameSiteMode.Strict;
                    options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    options.LoginPath = "/account/sign-in";
                    options.AccessDeniedPath = "/account/sign-in";
                    options.SlidingExpiration = true;
                    options.Events.OnValidatePrincipal = StillInForceAsync;
                    options.Events.OnRedirectToLogin = async context =>
                    {
                        await LatePosts.KeepAsync(context);
                        context.Response.Redirect(context.RedirectUri);
                    };
                    // By default the idle time starts again only when half of it has passed.
                    options.Events.OnCheckSlidingExpiration = context =>
                    {
                        context.ShouldRenew = context.ElapsedTime > TimeSpan.FromSeconds(30);
                        return Task.CompletedTask;
                    };
                }
            );
        return services;
    }

    private static async Task StillInForceAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var user = context.Principal;
        var inForce =
            user?.SignedInSince() is { } since
            && now - since < LongestSession
            && user.ToActor() is { } actor
            && await services
                .GetRequiredService<PostStanding>()
                .IsInForceAsync(actor, user.FindFirst(SignInDesk.Stamp)?.Value, context.HttpContext.RequestAborted);
        if (!inForce)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }
}
