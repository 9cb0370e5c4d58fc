using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace EpaccsWeb.Access;

/// <summary>Audits a refusal that a page about one person makes itself, after the gate let the post in for something else.</summary>
public sealed class RefusedByPage(AuditJournal journal, RequestIdentity request, TimeProvider clock) : IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (
            context.Result is IStatusCodeActionResult { StatusCode: StatusCodes.Status403Forbidden }
            && Guid.TryParse(http.GetRouteValue("patientId") as string, out var patientId)
            && http.User.ToActor() is { } actor
        )
        {
            var page = http.GetEndpoint()?.Metadata.GetMetadata<RecordPageAttribute>();
            var part = page is null ? "emergency" : $"{Slug.Of(page.Part)} {page.Section}".Trim();
            await journal.WriteAsync(
                AuditEntry.By(
                    actor,
                    AuditAction.Refused,
                    $"{part}: {Slug.Of(RefusalReason.NoPermission)}",
                    request.Id,
                    clock.GetUtcNow(),
                    patientId
                )
            );
        }

        await next();
    }
}
