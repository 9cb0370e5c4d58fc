using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace EpaccsWeb.Access;

/// <summary>Audits a refusal that comes after the gate let the post in: by a page about one person, or because the way in ended meanwhile.</summary>
public sealed class RefusalAudit : IAsyncResultFilter, IExceptionHandler
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IStatusCodeActionResult { StatusCode: StatusCodes.Status403Forbidden })
        {
            await WriteAsync(context.HttpContext, context.HttpContext.GetEndpoint(), context.HttpContext.Request.RouteValues);
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

    private static async Task WriteAsync(HttpContext http, Endpoint? endpoint, RouteValueDictionary? route)
    {
        if (!Guid.TryParse(route?["patientId"] as string, out var patientId) || http.User.ToActor() is not { } actor)
        {
            return;
        }

        var page = endpoint?.Metadata.GetMetadata<RecordPageAttribute>();
        var part = page is null ? "emergency" : $"{Slug.Of(page.Part)} {page.Section}".Trim();
        var services = http.RequestServices;
        await services
            .GetRequiredService<AuditJournal>()
            .WriteAsync(
                AuditEntry.By(
                    actor,
                    AuditAction.Refused,
                    $"{part}: {Slug.Of(RefusalReason.NoPermission)}",
                    services.GetRequiredService<RequestIdentity>().Id,
                    services.GetRequiredService<TimeProvider>().GetUtcNow(),
                    patientId
                )
            );
    }
}
