using System.Diagnostics;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Diagnostics;

namespace EpaccsWeb.Hosting;

/// <summary>One log line a request: the route's template, never the address or what was typed.</summary>
public static class RequestLog
{
    public static IApplicationBuilder UseRequestLog(this IApplicationBuilder app)
    {
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("EpaccsWeb.Requests");
        return app.Use(
            async (context, next) =>
            {
                var started = Stopwatch.GetTimestamp();
                // The reference under which the audit and the log know this answer.
                context.Response.OnStarting(() =>
                {
                    context.Response.Headers["X-Request-Id"] = context.TraceIdentifier;
                    return Task.CompletedTask;
                });
                try
                {
                    await next(context);
                }
                finally
                {
                    log.LogInformation(
                        "{Method} {Route} {Status} in {Milliseconds} ms, request {RequestId}, user {UserId}",
                        context.Request.Method,
                        (Asked(context) as RouteEndpoint)?.RoutePattern.RawText ?? "no route",
                        context.Response.StatusCode,
                        (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                        context.TraceIdentifier,
                        context.User.ToActor()?.UserId
                    );
                }
            }
        );
    }

    /// <summary>What was asked for, also when the page for an error answered in its place.</summary>
    private static Endpoint? Asked(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is { } refused ? refused.Endpoint
        : context.Features.Get<IExceptionHandlerFeature>() is { } failed ? failed.Endpoint
        : context.GetEndpoint();
}
