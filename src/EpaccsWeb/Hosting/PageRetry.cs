using EpaccsWeb.Data;
using EpaccsWeb.Pages;
using Microsoft.AspNetCore.RateLimiting;

namespace EpaccsWeb.Hosting;

/// <summary>
/// Whoever only reads does not wait for a primary that hangs: once this node reads from its standby, pages that still wait are given
/// up, and the browser asks for them again.
/// </summary>
public static class PageRetry
{
    public static IApplicationBuilder UsePageRetry(this WebApplication app)
    {
        var mode = app.Services.GetRequiredService<ServingMode>();
        return mode.Standby is null
            ? app
            : app.Use((context, next) => mode.Spell is null && IsPage(context) ? GoAsync(context, next, mode.WhileServing) : next(context));
    }

    /// <summary>A page of ours that somebody looks at; not what watches this node.</summary>
    private static bool IsPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.GetEndpoint() is { } endpoint
        && endpoint.Metadata.GetMetadata<DisableRateLimitingAttribute>() is null
        && context.Request.Path.Value?.StartsWith("//", StringComparison.Ordinal) is false;

    private static async Task GoAsync(HttpContext context, RequestDelegate next, CancellationToken serving)
    {
        var gone = context.RequestAborted;
        // Not disposed: whoever cancels it may still be at it when the request has ended. It holds nothing.
        var either = new CancellationTokenSource();
        // Giving a command up waits for the server that hangs, so each does it on a thread of its own.
        await using var over = serving.UnsafeRegister(_ => OwnThread.Run(either.Cancel), null);
        await using var left = gone.UnsafeRegister(_ => either.Cancel(), null);
        context.RequestAborted = either.Token;
        try
        {
            await next(context);
        }
        catch (Exception failure)
            when (serving.IsCancellationRequested
                && !gone.IsCancellationRequested
                && !context.Response.HasStarted
                && (failure is OperationCanceledException || ErrorModel.IsAuditUnavailable(failure) || DatabaseAway.Is(failure))
            )
        {
            context.Response.Clear();
            context.Response.Redirect(context.Request.PathBase + context.Request.Path + context.Request.QueryString);
        }
        finally
        {
            context.RequestAborted = gone;
        }
    }
}
