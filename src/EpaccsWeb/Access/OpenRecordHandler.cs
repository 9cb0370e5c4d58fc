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

/// <summary>Answers a refusal: 404 for what may not be known of, 403 for the rest, sign-in for strangers.</summary>
public sealed class RefusalAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler standard = new();

    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (!authorizeResult.Forbidden)
        {
            await standard.HandleAsync(next, context, policy, authorizeResult);
            return;
        }

        if (authorizeResult.AuthorizationFailure?.FailedRequirements.ToList() is [RequireRecentFactorAttribute])
        {
            if (HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.Redirect(RequireRecentFactorAttribute.Address(context.Request));
                return;
            }

            context.Items[RequireRecentFactorAttribute.Missing] = RequireRecentFactorAttribute.Address(context.Request);
            if (HttpMethods.IsPost(context.Request.Method))
            {
                await context.RequestServices.GetRequiredService<KeptForms>().KeepAsync(context);
            }
        }

        var decision = context.Items[OpenRecordHandler.DecisionItem];
        if (decision is AccessDecision.Moved moved && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect(Beyond(context.Request, moved.Survivor));
            return;
        }

        context.Response.StatusCode = decision switch
        {
            AccessDecision.Unknown => StatusCodes.Status404NotFound,
            // A form that was open while the record was put together with another one.
            AccessDecision.Moved => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status403Forbidden,
        };
    }

    /// <summary>The same page of the record that goes on; what only the closed record has leads to its overview.</summary>
    private static string Beyond(HttpRequest request, Guid survivor)
    {
        string[] same = ["urgent", "person", "consent", "team", "death", "print"];
        var part = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return part.Length == 3 && same.Contains(part[2]) ? $"/records/{survivor}/{part[2]}" : $"/records/{survivor}";
    }
}
