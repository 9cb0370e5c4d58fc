using System.Diagnostics;
using EpaccsWeb.Data;
using Npgsql;

namespace EpaccsWeb.Drills;

/// <summary>The website works through PgBouncer in transaction mode: few connections are shared, and nobody gets what another left on one.</summary>
internal static class BouncerDrill
{
    private const int Size = 8;
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(12);

    public static async Task RunAsync(Report report)
    {
        if (!File.Exists(Bouncer.Program))
        {
            report.Skip("PgBouncer is not installed (apt-get install -y --no-install-recommends pgbouncer)");
            return;
        }

        await using var world = await World.MakeAsync("pgbouncer");
        await world.Server.RunAsync("alter role epaccs_app login");
        await using var bouncer = await Bouncer.StartAsync(world.Server, Size);
        var node = world.Node(
            5293,
            bouncer.Connection,
            new Dictionary<string, string> { ["ConnectionStrings__EpaccsOwner"] = world.Server.Connection }
        );
        var history = new History();
        try
        {
            await node.StartAsync();
            await using (await Crowd.SignedInAsync(node.Address, world, history, 12))
            {
                report.Say($"a pool for reports through the pooler: {await ReportsAsync(bouncer.Connection)}");
                var seen = await Stranger.LookAsync(bouncer.Connection, world.Server, Long);
                report.Say(
                    $"{seen.Looks:N0} looks by somebody without a context, over {seen.Shared} of at most {seen.Most} connections that 12 clients shared"
                );
                report.Holds(seen.Left.Count == 0, $"left behind on a shared connection: {string.Join(", ", seen.Left.Keys)}");
                report.Holds(seen.Most <= Size, $"the website had {seen.Most} connections, of {Size} that the pooler may make");
                report.Holds(seen.Shared > 1, "the looks met one connection only, and prove nothing");
            }

            await node.StopAsync();
            await report.CheckAsync(world.Server, world, history, node);
            report.Holds(!history.All.Any(one => one.Status >= 500), $"{history.All.Count(one => one.Status >= 500)} answers were errors");
            await node.StartAsync();
            await PlantedAsync(report, world, node, bouncer);
        }
        finally
        {
            await node.StopAsync();
            NpgsqlConnection.ClearAllPools();
        }
    }

    /// <summary>That it only reads must not stay on a connection on which others save; to be refused is better.</summary>
    private static async Task<string> ReportsAsync(string pooled)
    {
        await using var pool = EpaccsDatabase.CountingPool(pooled);
        try
        {
            await using var link = await pool.OpenConnectionAsync();
            return "taken";
        }
        catch (PostgresException refused)
        {
            return $"refused ({refused.MessageText})";
        }
    }

    /// <summary>A context that outlives its transaction must be seen, or the looks before have proved nothing.</summary>
    private static async Task PlantedAsync(Report report, World world, WebNode node, Bouncer bouncer)
    {
        await world.Server.RunAsync(
            """
            do $$ begin execute replace(pg_get_functiondef('act_as'::regproc), ', true)', ', false)'); end $$
            """
        );
        await using var crowd = await Crowd.SignedInAsync(node.Address, world, new History(), 4);
        var seen = await Stranger.LookAsync(bouncer.Connection, world.Server, TimeSpan.FromSeconds(3));
        report.Say(
            $"with a context planted that stays on its connection {seen.Left.Values.Sum()} of {seen.Looks} looks see something: {string.Join(", ", seen.Left.Keys)}"
        );
        report.Holds(
            seen.Left.Keys.Any(left => left.Contains("rows", StringComparison.Ordinal)),
            "rows of a person that the last one had open are not seen, though the context stays on its connection"
        );
    }

    /// <summary>What somebody sees who takes turns with the website on the same connections and says for nobody that they ask.</summary>
    private sealed class Stranger
    {
        private readonly HashSet<int> met = [];

        /// <summary>What of somebody else was there, and in how many looks.</summary>
        public SortedDictionary<string, int> Left { get; } = [];

        public int Looks { get; private set; }

        public int Shared => met.Count;

        /// <summary>The most connections that the website's role had at one time.</summary>
        public long Most { get; private set; }

        public static async Task<Stranger> LookAsync(string pooled, PrivateServer server, TimeSpan time)
        {
            var stranger = new Stranger();
            // Npgsql would otherwise clear a connection before each look, and with it what is looked for.
            var settings = new NpgsqlConnectionStringBuilder(pooled) { NoResetOnClose = true };
            await using var pool = NpgsqlDataSource.Create(settings);
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < time; )
            {
                const string ask = "select count(*) from pg_stat_activity where usename = 'epaccs_app'";
                stranger.Most = Math.Max(stranger.Most, await server.ValueAsync<long>(ask));
                for (var some = 0; some < 10; some++)
                {
                    // Several at once, so that they do not meet the same connection each time.
                    stranger.Note(await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => LookAsync(pool))));
                    await Task.Delay(5);
                }
            }

            return stranger;
        }

        private void Note((int Connection, string Left)[] looks)
        {
            Looks += looks.Length;
            met.UnionWith(looks.Select(look => look.Connection));
            foreach (var left in looks.Select(look => look.Left).Where(left => left.Length > 0))
            {
                Left[left] = Left.GetValueOrDefault(left) + 1;
            }
        }

        private static async Task<(int Connection, string Left)> LookAsync(NpgsqlDataSource pool)
        {
            await using var command = pool.CreateCommand(
                """
                select pg_backend_pid(), coalesce(string_agg(what, ' and ') filter (where found <> ''), '') from
                    (values ('a person', current_setting('epaccs.patient', true)), ('a user', current_setting('epaccs.user', true)),
                            ('a purpose', current_setting('epaccs.purpose', true)), ('rows', (select 'shown' from section_versions limit 1)),
                            ('a role', nullif(current_setting('role'), 'none')),
                            ('reading only', nullif(current_setting('default_transaction_read_only'), 'off'))
                    ) as look (what, found)
                """
            );
            await using var rows = await command.ExecuteReaderAsync();
            await rows.ReadAsync();
            return (rows.GetInt32(0), rows.GetString(1));
        }
    }
}
