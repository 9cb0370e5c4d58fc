using System.Security.Cryptography;
using System.Text;
using EpaccsWeb.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace EpaccsWeb.Identity;

/// <summary>Counts failed tries for each name and each address over the last fifteen minutes.</summary>
/// <remarks>
/// A try is counted before it is looked at, so that many at once do not slip past, and taken back when it was right.
/// Names that nobody has are counted just the same, so that they answer and take as long as those that somebody has.
/// While only the standby can be read, tries for a name are counted by each node for itself, on top of those that the standby knows.
/// </remarks>
public sealed class Guesses(
    EpaccsDbContext db,
    IMemoryCache cache,
    ILookupNormalizer normalizer,
    SignInSettings settings,
    ServingMode mode,
    TimeProvider clock
)
{
    /// <summary>Failed tries for one name, whatever the address or cookies.</summary>
    public const int Most = 10;

    public static readonly TimeSpan Within = TimeSpan.FromMinutes(15);

    private static readonly Lock Taking = new();

    /// <summary>Counts a try from an address; null when it has had too many of this kind.</summary>
    public AddressTry? FromAddress(string address, TriedFromAddress kind) =>
        Count($"{kind} {address}", settings.MostFailedTriesPerAddress, clock.GetUtcNow()) is { } tries ? new AddressTry(tries) : null;

    /// <summary>Counts a try in this node's memory; null when there were too many.</summary>
    private Queue<DateTimeOffset>? Count(string whose, int most, DateTimeOffset now)
    {
        lock (Taking)
        {
            var tries = cache.GetOrCreate(
                (nameof(Guesses), whose),
                entry =>
                {
                    entry.SlidingExpiration = Within;
                    return new Queue<DateTimeOffset>();
                }
            )!;
            while (tries.TryPeek(out var oldest) && oldest <= now - Within)
            {
                tries.Dequeue();
            }

            if (tries.Count >= most)
            {
                return null;
            }

            tries.Enqueue(now);
            return tries;
        }
    }

    /// <summary>Counts a try for a name; null when it has had ten.</summary>
    public async Task<NameTry?> ForNameAsync(string email, CancellationToken cancel)
    {
        var (name, now) = (HashOf(email), clock.GetUtcNow());
        var since = now - Within;
        if (mode.Spell is not null)
        {
            var known = await db.AskAsync<long>(
                $"select count(*) from sign_in_tries, unnest(tries) as at where name_hash = {name} and at > {since}",
                cancel
            );
            return Count(Convert.ToHexString(name), Most - (int)known[0], now) is { } tries ? new NameTry(name, now, tries) : null;
        }

        var counted = await db
            .Database.SqlQuery<DateTimeOffset>(
                $"""
                insert into sign_in_tries as known (name_hash, tries, last_at) values ({name}, array[{now}], {now})
                on conflict (name_hash) do update
                    set tries = array(select at from unnest(known.tries) at where at > {since}) || {now}, last_at = {now}
                    where (select count(*) from unnest(known.tries) at where at > {since}) < {Most}
                returning last_at as "Value"
                """
            )
            .ToListAsync(cancel);
        return counted is [var at] ? new NameTry(name, at) : null;
    }

    /// <summary>The try was right, so it was no guess. Old counts go too.</summary>
    public async Task ForgiveAsync(NameTry one, AddressTry? from, CancellationToken cancel)
    {
        lock (Taking)
        {
            from?.TakeBack();
            one.InMemory?.TryDequeue(out _);
        }

        if (one.InMemory is not null)
        {
            return;
        }

        var old = clock.GetUtcNow() - TimeSpan.FromDays(1);
        await db
            .Database.SqlQuery<int>(
                $"""
                with old as (delete from sign_in_tries where last_at < {old} returning 1)
                update sign_in_tries set tries = array_remove(tries, {one.At}) where name_hash = {one.NameHash} returning 1 as "Value"
                """
            )
            .ToListAsync(cancel);
    }

    /// <summary>All ways to type a name that reach one account are one name: what looks accounts up folds them here too.</summary>
    private byte[] HashOf(string email) => SHA256.HashData(Encoding.UTF8.GetBytes(normalizer.NormalizeEmail(email.Trim())));
}

/// <summary>One counted try for a name.</summary>
/// <param name="InMemory">Where it was counted, when not in the database.</param>
public sealed record NameTry(byte[] NameHash, DateTimeOffset At, Queue<DateTimeOffset>? InMemory = null);

/// <summary>One counted try from an address.</summary>
public sealed class AddressTry(Queue<DateTimeOffset> tries)
{
    internal void TakeBack() => tries.TryDequeue(out _);
}

/// <summary>What is tried from an address. Each kind is counted by itself, so that a flood of one shuts nobody out of another.</summary>
public enum TriedFromAddress
{
    /// <summary>A passphrase, or the code after it.</summary>
    Passphrase,

    /// <summary>A passkey, which cannot be guessed: beyond the count it is looked at all the same, and only not written down again.</summary>
    Passkey,

    /// <summary>A link for a forgotten passphrase.</summary>
    Link,
}
