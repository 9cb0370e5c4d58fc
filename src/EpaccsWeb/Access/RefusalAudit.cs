using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Access;

/// <summary>
/// Audits a refusal that the gate did not write down: of a page outside records, by a page itself, or because the way in ended meanwhile.
/// </summary>
/// <remarks>One line a request, durable before the answer. Whoever would fill the audit with them meets the limit of requests first.</remarks>
public sealed class RefusalAudit : IAsyncResultFilter, IExceptionHandler
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (
            context.Result is IStatusCodeActionResult { StatusCode: StatusCodes.Status403Forbidden }
            || (context.Result is PageResult && http.Response.StatusCode is StatusCodes.Status403Forbidden && !TellsOfRefusal(http))
        )
        {
            await WriteAsync(http, http.GetEndpoint(), http.Request.RouteValues);
        }

        await next();
    }

    /// <summary>Writes it down; the error page answers.</summary>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is AccessDeniedException && httpContext.Features.Get<IExceptionHandlerFeature>() is { } failed)
        {
            try
            {
                await WriteAsync(httpContext, failed.Endpoint, failed.RouteValues);
            }
            catch (AuditUnavailableException)
            {
                // Nothing is shown, and the refusal is in the log.
                httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return true;
            }
        }

        return false;
    }

    /// <summary>Says of whom, where the address names somebody, else which page it was.</summary>
    internal static async Task WriteAsync(HttpContext http, Endpoint? endpoint, RouteValueDictionary? route)
    {
        var services = http.RequestServices;
        var request = services.GetRequiredService<RequestIdentity>();
        if (http.User.ToActor() is not { } actor || request.IsRefusalWritten)
        {
            return;
        }

        request.IsRefusalWritten = true;
        Guid? patientId = Guid.TryParse(route?["patientId"] as string, out var known) ? known : null;
        var part =
            endpoint?.Metadata.GetMetadata<RecordPageAttribute>() is { } page ? $"{Slug.Of(page.Part)} {page.Section}".Trim()
            : patientId is not null ? "emergency"
            : (endpoint as RouteEndpoint)?.RoutePattern.RawText?.TrimStart('/') ?? "no page";
        await services
            .GetRequiredService<AuditJournal>()
            .WriteAsync(
                AuditEntry.By(
                    actor,
                    AuditAction.Refused,
                    $"{part}: {Slug.Of(RefusalReason.NoPermission)}",
                    request.Id,
                    services.GetRequiredService<TimeProvider>().GetUtcNow(),
                    patientId
                )
            );
    }

    /// <summary>The page that tells of a refusal answers the same request.</summary>
    private static bool TellsOfRefusal(HttpContext http) =>
        http.Features.Get<IStatusCodeReExecuteFeature>() is not null || http.Features.Get<IExceptionHandlerFeature>() is not null;
}
