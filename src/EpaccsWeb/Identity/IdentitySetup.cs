using EpaccsWeb.Access;
using EpaccsWeb.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace EpaccsWeb.Identity;

/// <summary>Registers accounts, the sign-in cookie and what ends a session.</summary>
public static class IdentitySetup
{
    /// <summary>Under which the end of the session is kept for the page that is shown.</summary>
    public const string EndsItem = "epaccs:session-ends";

    public static IServiceCollection AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = SignInSettings.Read(configuration);
        services.AddMemoryCache();
        services.AddSingleton(settings);
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<PostStanding>();
        services.AddSingleton<Renewals>();
        services.AddSingleton<Passphrases>();
        services.AddSingleton<IPasswordHasher<User>, PasswordHasher<User>>();
        services.AddScoped<Guesses>();
        services.AddScoped<Sessions>();
        services.AddScoped<SecondFactors>();
        services.AddScoped<SignInDesk>();
        services.AddScoped<AccountMail>();
        services.AddScoped<Invitations>();
        services.AddScoped<Enrolment>();
        services.AddSingleton<ForgottenPassphrases>();
        services.AddHostedService(provider => provider.GetRequiredService<ForgottenPassphrases>());
        services.AddScoped<FactorResets>();
        services.AddScoped<OwnAccount>();
        services.AddScoped<HomePostcodes>();
        services.AddSingleton<AppKeys>();
        services.AddSingleton<IAuthorizationHandler, RecentFactorHandler>();
        services
            .AddIdentityCore<User>(options =>
            {
                options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                options.User.RequireUniqueEmail = true;
            })
            .AddUserStore<AccountStore>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<IdentityPasskeyOptions>(options =>
        {
            // A passkey stands for two factors only if its device makes sure of the person.
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            options.ServerDomain = settings.Site?.Host;
            // The framework compares with the Origin header, which a page without referrer sends as "null" with a form.
            options.ValidateOrigin = asked =>
                ValueTask.FromResult(
                    !asked.CrossOrigin
                        && Uri.TryCreate(asked.Origin, UriKind.Absolute, out var origin)
                        && origin == new Uri(settings.Site ?? OwnAddress(asked.HttpContext.Request), "/")
                );
        });
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, Session)
            .AddCookie(HalfSignedIn.Scheme, options => Cookie(options, "epaccs-half"))
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options => Cookie(options, "epaccs-passkey"));
        return services;
    }

    private static Uri OwnAddress(HttpRequest request) => new($"{request.Scheme}://{request.Host}");

    private static void Session(CookieAuthenticationOptions options)
    {
        Cookie(options, "epaccs-session");
        options.LoginPath = "/account/sign-in";
        options.AccessDeniedPath = "/account/sign-in";
        options.SlidingExpiration = true;
        options.Events.OnValidatePrincipal = StillInForceAsync;
        options.Events.OnRedirectToLogin = async context =>
        {
            await LateForms.KeepAsync(context);
            context.Response.Redirect(context.RedirectUri);
        };
        // By default the idle time starts again only when half of it has passed.
        options.Events.OnCheckSlidingExpiration = async context =>
        {
            var http = context.HttpContext;
            context.ShouldRenew = http.RequestServices.GetRequiredService<Renewals>().IsDue(context);
            http.Items[EndsItem] = context.ShouldRenew
                ? http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow() + context.ElapsedTime + context.RemainingTime
                : context.Properties.ExpiresUtc;
            try
            {
                if (context.ShouldRenew)
                {
                    await Sessions.SeenAsync(http.RequestServices, context.Principal!, http.RequestAborted);
                }
            }
            catch (Exception failure) when (DatabaseAway.Is(failure))
            {
                DatabaseAway.Note(http, failure);
            }
        };
    }

    private static void Cookie(CookieAuthenticationOptions options, string name)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
    }

    private static async Task StillInForceAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        bool inForce;
        try
        {
            inForce =
                context.Principal is { } user
                && user.SignedInSince() is { } since
                && now - since < Sessions.Longest
                && await services.GetRequiredService<PostStanding>().IsInForceAsync(user, context.HttpContext.RequestAborted);
        }
        catch (Exception failure) when (DatabaseAway.Is(failure))
        {
            // Nobody is let in, and the session is not ended either: it may well be in force.
            DatabaseAway.Note(context.HttpContext, failure);
            context.RejectPrincipal();
            return;
        }

        if (!inForce)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
    }
}
