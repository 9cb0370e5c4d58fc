using System.Globalization;
using System.Threading.RateLimiting;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Http.Timeouts;

namespace EpaccsWeb.Hosting;

/// <summary>How much one user or one address may ask for, how large and how long a request may be. Nobody's flood shuts another out.</summary>
/// <remarks>Zero means no limit. The urgent card and emergency access count by themselves, so that not even one's own flood shuts them.</remarks>
public static class Limits
{
    /// <summary>Larger than any attachment or form; an import says its own.</summary>
    private const long LargestRequest = 16 * 1024 * 1024;

    private const int SecondsForHeaders = 15;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static WebApplicationBuilder AddLimits(this WebApplicationBuilder builder)
    {
        var section = builder.Configuration.GetSection("Limits");
        var perUser = section.GetValue("RequestsPerUser", 0);
        var perAddress = section.GetValue("RequestsPerAddress", 0);
        var atOnce = section.GetValue("AtOncePerUser", 0);
        var seconds = section.GetValue("SecondsPerRequest", 0);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = LargestRequest;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(SecondsForHeaders);
        });
        builder.Services.AddRequestTimeouts(options =>
        {
            if (seconds > 0)
            {
                options.DefaultPolicy = new RequestTimeoutPolicy
                {
                    Timeout = TimeSpan.FromSeconds(seconds),
                    TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
                };
            }
        });
        builder.Services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = Window.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                PartitionedRateLimiter.Create<HttpContext, string>(context => InAMinute(Whose(context), perUser, perAddress)),
                PartitionedRateLimiter.Create<HttpContext, string>(context => AtOnce(Whose(context), atOnce))
            );
        });
        return builder;
    }

    private static (string Key, bool IsUser) Whose(HttpContext context) =>
        context.User.ToActor() is { } actor
            ? ($"user {actor.UserId}{(IsUrgent(context) ? " urgent" : string.Empty)}", true)
            : ($"address {context.Connection.RemoteIpAddress}", false);

    private static bool IsUrgent(HttpContext context) =>
        context.GetEndpoint() is RouteEndpoint endpoint
        && (
            endpoint.Metadata.GetMetadata<RecordPageAttribute>() is { Part: RecordPart.Urgent }
            || endpoint.RoutePattern.RawText?.StartsWith("emergency/", StringComparison.Ordinal) is true
        );

    private static RateLimitPartition<string> InAMinute((string Key, bool IsUser) whose, int perUser, int perAddress)
    {
        var most = whose.IsUser ? perUser : perAddress;
        return most <= 0
            ? RateLimitPartition.GetNoLimiter(whose.Key)
            : RateLimitPartition.GetSlidingWindowLimiter(
                whose.Key,
                _ =>
                    new()
                    {
                        PermitLimit = most,
                        Window = Window,
                        SegmentsPerWindow = 6,
                        QueueLimit = 0,
                    }
            );
    }

    /// <summary>What is beyond waits its turn, four times as many as work.</summary>
    private static RateLimitPartition<string> AtOnce((string Key, bool IsUser) whose, int most) =>
        most <= 0 || !whose.IsUser
            ? RateLimitPartition.GetNoLimiter(whose.Key)
            : RateLimitPartition.GetConcurrencyLimiter(whose.Key, _ => new() { PermitLimit = most, QueueLimit = 4 * most });
}
