using Npgsql;

namespace EpaccsWeb.Data;

/// <summary>Where reports are counted: on a standby when one is named for it, so that a large report slows nobody's care; else where all is.</summary>
/// <remarks>Who may count, and the people behind a number, are always asked of the primary: a standby may not have heard of a refusal yet.</remarks>
public sealed class Counting(EpaccsDbContext db, CountingPool pool, ServingMode mode, IServiceProvider services) : IAsyncDisposable
{
    private EpaccsDbContext? apart;

    public EpaccsDbContext Db =>
        pool.Source is { } source && mode.Spell is null ? apart ??= DataSetup.ReadingContext(source, services) : db;

    public ValueTask DisposeAsync() => apart?.DisposeAsync() ?? ValueTask.CompletedTask;
}

/// <summary>The connections for reports; no source means that none are apart.</summary>
public sealed class CountingPool(NpgsqlDataSource? source) : IAsyncDisposable
{
    public NpgsqlDataSource? Source => source;

    public ValueTask DisposeAsync() => source?.DisposeAsync() ?? ValueTask.CompletedTask;
}
