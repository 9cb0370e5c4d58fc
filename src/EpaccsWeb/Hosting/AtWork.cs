using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace EpaccsWeb.Hosting;

/// <summary>How many requests a node works on at once, so that a flood finds it as fast as ever: the others wait in a line, and beyond it are sent away.</summary>
/// <remarks>
/// It stands before anything is asked of the database. Forms have arrived whole by then, so that a slow sender takes nobody's place.
/// Files, health checks and the page that says so are not counted.
/// </remarks>
public static class AtWork
{
    private const string RetryAfterSeconds = "5";

    private static readonly object Item = new();

    /// <summary>Whether this request was sent away because too many others are here.</summary>
    public static bool SentAway(HttpContext context) => context.Items.ContainsKey(Item);

    public static WebApplication UseAtWork(this WebApplication app)
    {
        var section = app.Configuration.GetSection("Limits");
        if (section.GetValue("AtWork", 0) is not (> 0 and var most))
        {
            return app;
        }

        var places = new ConcurrencyLimiter(new() { PermitLimit = most, QueueLimit = Math.Max(0, section.GetValue("Waiting", 0)) });
        app.Lifetime.ApplicationStopped.Register(places.Dispose);
        app.Use(
            async (context, next) =>
            {
                if (context.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
                {
                    await next(context);
                    return;
                }

                using var place = await places.AcquireAsync(1, context.RequestAborted);
                if (place.IsAcquired)
                {
                    await next(context);
                    return;
                }

                context.Items[Item] = true;
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            }
        );
        return app;
    }
}
