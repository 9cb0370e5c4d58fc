using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace EpaccsWeb.Access;

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

        var lacksOnlyFactor = authorizeResult.AuthorizationFailure?.FailedRequirements.ToList() is [RequireRecentFactorAttribute];
        if (lacksOnlyFactor)
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

        // The gate wrote its own refusals down; who only has to show a factor again is not refused yet.
        if (!lacksOnlyFactor && decision is null or AccessDecision.Granted)
        {
            await RefusalAudit.WriteAsync(context, context.GetEndpoint(), context.Request.RouteValues);
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
