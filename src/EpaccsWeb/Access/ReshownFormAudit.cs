using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Access;

/// <summary>Audits the view when a posted form is shown again: it shows the record as a GET does.</summary>
public sealed class ReshownFormAudit(AuditJournal journal, RequestIdentity request, TimeProvider clock) : IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (
            context.Result is PageResult
            && HttpMethods.IsPost(http.Request.Method)
            && http.Items[OpenRecordHandler.DecisionItem] is AccessDecision.Granted { Grant: var grant }
            && http.GetEndpoint()?.Metadata.GetMetadata<RecordPageAttribute>() is { } page
        )
        {
            await journal.WriteAsync(
                AuditEntry.By(
                    http.User.RequireActor(),
                    page.Seen,
                    $"{Slug.Of(page.Part)} {page.Section}".Trim(),
                    request.Id,
                    clock.GetUtcNow(),
                    grant.PatientId,
                    grant.Route
                )
            );
        }

        await next();
    }
}
