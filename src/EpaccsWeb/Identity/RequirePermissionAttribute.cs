using EpaccsWeb.Domain.Access;
using Microsoft.AspNetCore.Authorization;

namespace EpaccsWeb.Identity;

/// <summary>Names the permission a page outside Records needs: any one of those listed.</summary>
/// <remarks>What hangs on more than the role stands beside it, as a <see cref="MayUseAttribute"/>.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequirePermissionAttribute(params Permission[] anyOf)
    : Attribute,
        IAuthorizationRequirement,
        IAuthorizationRequirementData
{
    public IReadOnlyList<Permission> AnyOf { get; } = anyOf;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>One handler for every permission, from the permission table.</summary>
public sealed class PermissionHandler : AuthorizationHandler<RequirePermissionAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequirePermissionAttribute requirement)
    {
        if (context.User.ToActor() is { } actor && requirement.AnyOf.Any(actor.Has))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
