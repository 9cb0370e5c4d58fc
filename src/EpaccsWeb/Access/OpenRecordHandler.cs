using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace EpaccsWeb.Access;

/// <summary>The policy of the whole Records folder.</summary>
public sealed class OpenRecordRequirement : IAuthorizationRequirement
{
    public const string Policy = "OpenRecord";
}

/// <summary>Runs the gate for every page under a record. A page that forgets to ask is still behind it.</summary>
public sealed class OpenRecordHandler(RecordGate gate, IHttpContextAccessor http) : AuthorizationHandler<OpenRecordRequirement>
{
    /// <summary>Where the decision is kept for the answer.</summary>
    public const string DecisionItem = "epaccs:decision";

    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, OpenRecordRequirement requirement)
    {
        var request = http.HttpContext ?? throw new InvalidOperationException("There is no web request.");
        if (!Guid.TryParse(request.GetRouteValue("patientId") as string, out var patientId))
        {
            throw new InvalidOperationException("A page under a record must have {patientId:guid} in its route.");
        }

        var page =
            request.GetEndpoint()?.Metadata.GetMetadata<RecordPageAttribute>()
            ?? throw new InvalidOperationException("A page under a record must name its part with RecordPage.");
        if (context.User.ToActor() is not { } actor)
        {
            return;
        }

        var writes = !HttpMethods.IsGet(request.Request.Method) && !HttpMethods.IsHead(request.Request.Method);
        var decision = await gate.EnterAsync(
            patientId,
            actor,
            new AccessRequest(page.Part, writes, page.Section, page.Seen),
            request.RequestAborted
        );
        request.Items[DecisionItem] = decision;
        if (decision is AccessDecision.Granted)
        {
            context.Succeed(requirement);
        }
    }
}
