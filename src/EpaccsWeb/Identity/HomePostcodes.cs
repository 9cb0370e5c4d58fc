using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity;

/// <summary>Where users live, as far as they say so: who opens the plan of somebody at the same address is flagged.</summary>
public sealed class HomePostcodes(EpaccsDbContext db, RequestIdentity request, TimeProvider clock)
{
    /// <summary>One's own, as people write it; null when none is kept.</summary>
    public async Task<string?> OwnAsync(Actor actor, CancellationToken cancel) =>
        (await UserAsync(actor, cancel)).HomePostcode is { } key ? Postcode.Display(key) : null;

    /// <summary>Keeps one's own, or empties it. The audit says that it was changed, and not to what.</summary>
    public async Task KeepAsync(string? key, Actor actor, CancellationToken cancel)
    {
        var user = await UserAsync(actor, cancel);
        if (user.HomePostcode == key)
        {
            return;
        }

        user.HomePostcode = key;
        db.Add(AuditEntry.By(actor, AuditAction.AccountChanged, "home postcode", request.Id, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancel);
    }

    private Task<User> UserAsync(Actor actor, CancellationToken cancel) => db.Users.SingleAsync(row => row.Id == actor.UserId, cancel);
}
