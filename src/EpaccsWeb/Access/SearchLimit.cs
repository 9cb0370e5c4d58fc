using System.Threading.RateLimiting;
using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Access;

/// <summary>How often one account may search in a minute, so that nobody walks through the register and a flood harms no other.</summary>
public sealed class SearchLimit : IDisposable
{
    private const int UsualMost = 60;

    private readonly PartitionedRateLimiter<Guid> limiter;

    public SearchLimit(IConfiguration settings)
    {
        var most = settings.GetValue("Search:MostInAMinute", UsualMost);
        limiter = PartitionedRateLimiter.Create<Guid, Guid>(user =>
            RateLimitPartition.GetFixedWindowLimiter(
                user,
                _ =>
                    new()
                    {
                        PermitLimit = most,
                        Window = TimeSpan.FromMinutes(1),
                        QueueLimit = 0,
                    }
            )
        );
    }

    public bool Allows(Actor actor)
    {
        using var lease = limiter.AttemptAcquire(actor.UserId);
        return lease.IsAcquired;
    }

    public void Dispose() => limiter.Dispose();
}
