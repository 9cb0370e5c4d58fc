using Microsoft.AspNetCore.Authorization;

namespace EpaccsWeb.Identity;

/// <summary>Asks for a second factor shown within ten minutes: bulk export, change of roles, administration. Never break-glass.</summary>
/// <remarks>No effect where second factors are not required. Put it on the page model.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequireRecentFactorAttribute : Attribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    /// <summary>Set on a request that lacked nothing but a recent factor: where to show it.</summary>
    public const string Missing = "epaccs:recent-factor";

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];

    /// <summary>Where to show the factor again, and to come back from.</summary>
    public static string Address(HttpRequest request) => $"/account/confirm?returnUrl={Uri.EscapeDataString(Page(request))}";

    /// <summary>The page's address without the name of the handler that its form was sent to.</summary>
    public static string Page(HttpRequest request) => request.Path + QueryString.Create(request.Query.Where(part => part.Key != "handler"));
}

/// <summary>One handler for every page that asks for a recent factor.</summary>
public sealed class RecentFactorHandler(SignInSettings settings, TimeProvider clock) : AuthorizationHandler<RequireRecentFactorAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequireRecentFactorAttribute requirement)
    {
        if (!settings.RequireSecondFactor || context.User.FactorAt() > clock.GetUtcNow() - RequireRecentFactorAttribute.Within)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
