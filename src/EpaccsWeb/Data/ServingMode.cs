using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Whether this node serves from the primary or, while that is away, only reads from the standby; and which pool that means.</summary>
/// <param name="standby">Null without a standby: then the node never reads only.</param>
/// <param name="look">A way to the primary of its own, so that a flood in the pool is not taken for a primary that is away.</param>
public sealed class ServingMode(NpgsqlDataSource primary, NpgsqlDataSource? standby = null, NpgsqlDataSource? look = null)
    : IAsyncDisposable
{
    private CancellationTokenSource serving = new();

    public NpgsqlDataSource Primary => primary;

    public NpgsqlDataSource? Standby => standby;

    public NpgsqlDataSource Look => look ?? primary;

    /// <summary>Set while this node only reads: since when, and how old what it reads is; null while everything is served.</summary>
    public ReadOnlySpell? Spell { get; private set; }

    /// <summary>Where what is shown is read.</summary>
    public NpgsqlDataSource Pool => Spell is null ? primary : standby!;

    /// <summary>Ends with the serving: nobody waits any longer for a primary that is away.</summary>
    public CancellationToken WhileServing => serving.Token;

    /// <summary>From now on only reads. Called again, it takes over what is now known of how old what is read may be.</summary>
    public void Read(DateTimeOffset since, DateTimeOffset? asAt)
    {
        if (standby is null)
        {
            throw new InvalidOperationException("There is no standby to read from.");
        }

        var begins = Spell is null;
        Spell = new(Spell?.Since ?? since, asAt);
        if (begins)
        {
            // Commands that are given up wait for the server that hangs; whoever says this does not.
            OwnThread.Run(serving.Cancel);
        }
    }

    /// <summary>Serves again. Connections from before lead to a primary that is gone, and nobody shall meet one.</summary>
    public void Serve()
    {
        primary.Clear();
        serving = new();
        Spell = null;
    }

    public async ValueTask DisposeAsync()
    {
        serving.Dispose();
        foreach (var own in (NpgsqlDataSource?[])[standby, look])
        {
            if (own is not null)
            {
                await own.DisposeAsync();
            }
        }
    }
}

/// <summary>One time of reading only.</summary>
/// <param name="AsAt">Of when the last change is that the standby has; null when it does not say.</param>
public sealed record ReadOnlySpell(DateTimeOffset Since, DateTimeOffset? AsAt);
