using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace EpaccsWeb.Access;

/// <summary>Which blank sections an organisation wants its clinicians to be reminded of; looked up once a minute.</summary>
public sealed class SectionReminders(IDbContextFactory<EpaccsDbContext> contexts, IMemoryCache cache)
{
    public async Task<IReadOnlyList<WorthAdding>> WantedAsync(Actor actor, IReadOnlyList<WorthAdding> worth, CancellationToken cancel)
    {
        if (worth.Count == 0)
        {
            return worth;
        }

        var not = await cache.GetOrCreateAsync(
            (nameof(SectionReminders), actor.OrganisationId),
            async entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1);
                await using var db = await contexts.CreateDbContextAsync(cancel);
                return await db
                    .Organisations.Where(row => row.Id == actor.OrganisationId)
                    .Select(row => row.NotAskedFor)
                    .SingleAsync(cancel);
            }
        );
        return [.. worth.Where(item => !not!.Contains(item.Section.Key))];
    }
}
