using System.Diagnostics;
using EpaccsWeb.Identity;

namespace EpaccsWeb.Hosting;

/// <summary>One log line a request: the route's template, never the address or what was typed.</summary>
public static class RequestLog
{
    private const string AskedItem = "epaccs:asked";

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
                        (context.Items[AskedItem] as RouteEndpoint)?.RoutePattern.RawText ?? "no route",
                        context.Response.StatusCode,
                        (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds,
                        context.TraceIdentifier,
                        context.User.ToActor()?.UserId
                    );
                }
            }
        );
    }

    /// <summary>Keeps what was asked for, in whose place the page for an error may answer.</summary>
    public static IApplicationBuilder UseAskedRoute(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                context.Items.TryAdd(AskedItem, context.GetEndpoint());
                return next(context);
            }
        );
}
