using System.Diagnostics;
using Npgsql;

namespace EpaccsWeb.Drills;

/// <summary>The primary is killed and nothing is promoted: plans are read on from the standby, and every look is written down afterwards.</summary>
internal static class ReadOnlyDrill
{
    private const string Banner = "Plans can be read but not changed";
    private const int Looks = 40;
    private const int Waiting = 30;
    private static readonly TimeSpan MostUntilRead = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostForOthers = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan MostForBreakGlass = TimeSpan.FromSeconds(20);

    public static async Task RunAsync(Report report)
    {
        await using var world = await World.MakeAsync("read-only");
        var (primary, history) = (world.Server, new History());
        var standby = await FailoverDrill.FollowAsync(primary, Path.Combine(world.Folder, "pg2"));
        var spool = Path.Combine(world.Folder, "spool");
        var node = world.Node(
            connection: Pooled(primary, $"{primary.Folder},{standby.Folder}"),
            more: new Dictionary<string, string>
            {
                ["ConnectionStrings__EpaccsReadOnly"] = Pooled(standby, standby.Folder),
                ["Audit__SpoolFolder"] = spool,
            }
        );
        await node.StartAsync();
        await world.BeginAsync(primary);
        using var gp = new Clinician(node.Address, "gp", 1, history);
        using var stranger = new Clinician(node.Address, "hospital", 2, history);
        await gp.SignInAsync();
        await stranger.SignInAsync();
        var plan = world.First[0];
        await gp.SaveAsync(plan, CancellationToken.None);
        await gp.ReadAsync(plan);

        var watch = await HangAsync(report, primary, gp, plan, world);
        await CompareAsync(report, primary, world, history, spool);

        await LoseAsync(report, primary, gp, plan);
        await LookAsync(report, gp, world);
        var (refused, word) = await gp.SaveOnceAsync(plan);
        report.Holds(
            refused.Status == 503
                && refused.Body.Contains("nothing was saved", StringComparison.Ordinal)
                && refused.Body.Contains(word, StringComparison.Ordinal),
            $"a save was answered {refused.Status}, without a sentence or without what was typed"
        );
        watch.Restart();
        var opened = await stranger.BreakGlassAsync(world.Second[0]);
        report.HoldsInTime(watch.Elapsed < MostForBreakGlass, $"break-glass took {watch.Elapsed.TotalSeconds:F1} s");
        report.Holds(opened.Status == 200, $"break-glass does not open: {opened.Status}");
        report.Holds((await stranger.ReadAsync(world.Second[1])).Status == 403, "break-glass opens another record, too");

        await node.KillAsync();
        report.Say($"kill -9 of the website while it only reads; reading again after {(await node.StartAsync()).TotalSeconds:F1} s");
        await UntilAsync(gp, plan, reads: true);
        await LookAsync(report, gp, world);
        report.Holds((await stranger.ReadAsync(world.Second[0])).Status == 200, "break-glass ended with the node");
        using var late = new Clinician(node.Address, "gp2", 3, history);
        await late.SignInAsync();
        report.Holds((await late.ReadAsync(world.Second[2])).Status == 200, "whoever signs in anew cannot read");

        watch.Restart();
        await primary.StartAsync();
        await UntilAsync(gp, plan, reads: false);
        report.Say($"written to again {watch.Elapsed.TotalSeconds:F1} s after the primary was started");
        await CompareAsync(report, primary, world, history, spool);
        report.Holds((await stranger.ReadAsync(world.Second[0])).Status == 200, "break-glass ended when the primary came back");
        report.Holds(
            (await late.ReadAsync(world.Second[2])).Status == 200,
            "the session that began meanwhile ended when the primary came back"
        );
        report.Holds(
            await primary.ValueAsync<long>(
                "select count(*) from relationships where source = 'break-glass' and started_at > now() - interval '1 hour'"
            ) == 1,
            "the use of break-glass is not written down once"
        );

        await LoseAsync(report, primary, gp, plan);
        await LookAsync(report, gp, world);
        watch.Restart();
        await standby.PromoteAsync();
        await UntilAsync(gp, plan, reads: false);
        report.Say($"written to again {watch.Elapsed.TotalSeconds:F1} s after the standby was promoted");
        report.Holds(await gp.SaveAsync(plan, CancellationToken.None) is Outcome.Ok, "the promoted standby takes no save");
        await CompareAsync(report, standby, world, history, spool);
        await node.StopAsync();
        await report.CheckAsync(standby, world, history, node);
        await standby.StopAsync("immediate");
        // The one that was killed has left this behind, and must not be started again.
        File.Delete(Path.Combine(primary.Data, "postmaster.pid"));
    }

    /// <summary>The primary takes connections and answers none, for a while.</summary>
    private static async Task<Stopwatch> HangAsync(Report report, PrivateServer primary, Clinician reader, Person plan, World world)
    {
        var watch = Stopwatch.StartNew();
        primary.Freeze();
        try
        {
            // As many others wait for it, too.
            var others = Enumerable.Range(0, Waiting).Select(at => reader.ReadAsync(world.First[at % world.First.Count])).ToList();
            report.Say(
                $"primary hangs; plans read, with the banner, after {(await UntilAsync(reader, plan, reads: true)).TotalSeconds:F1} s"
            );
            report.HoldsInTime(watch.Elapsed < MostUntilRead, $"plans were read only after {watch.Elapsed.TotalSeconds:F1} s");
            await Task.WhenAll(others);
            report.HoldsInTime(watch.Elapsed < MostForOthers, $"{Waiting} that waited were let go after {watch.Elapsed.TotalSeconds:F1} s");
            await LookAsync(report, reader, world);
        }
        finally
        {
            primary.Thaw();
        }

        watch.Restart();
        await UntilAsync(reader, plan, reads: false);
        report.Say($"written to again {watch.Elapsed.TotalSeconds:F1} s after the primary answered again");
        report.Holds(await reader.SaveAsync(plan, CancellationToken.None) is Outcome.Ok, "the primary that hung takes no save");
        return watch;
    }

    /// <summary>Kills the primary, and measures until a plan is read again.</summary>
    private static async Task LoseAsync(Report report, PrivateServer primary, Clinician reader, Person plan)
    {
        var watch = Stopwatch.StartNew();
        primary.Kill();
        var took = await UntilAsync(reader, plan, reads: true);
        report.Say($"primary killed; plans read, with the banner, after {took.TotalSeconds:F1} s");
        report.HoldsInTime(watch.Elapsed < MostUntilRead, $"plans were read only after {watch.Elapsed.TotalSeconds:F1} s");
    }

    private static async Task<TimeSpan> UntilAsync(Clinician reader, Person plan, bool reads)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(100))
        {
            var answer = await reader.ReadAsync(plan);
            if (answer.Status == 200 && answer.Body.Contains(Banner, StringComparison.Ordinal) == reads)
            {
                return watch.Elapsed;
            }
        }

        throw new InvalidOperationException(reads ? "Plans are not read from the standby." : "The primary is not written to again.");
    }

    private static async Task LookAsync(Report report, Clinician reader, World world)
    {
        for (var look = 0; look < Looks; look++)
        {
            var answer = await reader.ReadAsync(world.First[look % world.First.Count]);
            report.Holds(
                answer.Status == 200 && answer.Body.Contains(Banner, StringComparison.Ordinal),
                $"a plan was answered {answer.Status}, or without the banner"
            );
        }
    }

    /// <summary>D: each plan that was shown has its one line, and nothing else has.</summary>
    private static async Task CompareAsync(Report report, PrivateServer server, World world, History history, string spool)
    {
        var shown = history.All.Where(one => one is { Kind: "read" or "form", Status: 200 }).Select(one => one.RequestId!).ToHashSet();
        await using var link = new NpgsqlConnection(server.Connection);
        await link.OpenAsync();
        await using var ask = new NpgsqlCommand(
            "select request_id, count(*) from audit_entries where action = 'view' and patient_id is not null and at >= $1 group by request_id",
            link
        )
        {
            Parameters = { new() { Value = world.Began } },
        };
        var lines = new Dictionary<string, long>();
        await using (var rows = await ask.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync())
            {
                lines[rows.GetString(0)] = rows.GetInt64(1);
            }
        }

        var missing = shown.Count(request => !lines.ContainsKey(request));
        var doubled = lines.Count(line => line.Value > 1);
        report.Say($"plans shown {shown.Count}, audit lines of views {lines.Values.Sum()}, missing {missing}, doubled {doubled}");
        report.Holds(missing == 0 && doubled == 0, $"D: {missing} views have no audit line, {doubled} have two");
        report.Holds(
            Directory.GetFiles(spool).All(file => new FileInfo(file).Length == 0),
            "something is left in the spool after it was written down"
        );
    }

    private static string Pooled(PrivateServer server, string hosts) =>
        new NpgsqlConnectionStringBuilder(server.Connection)
        {
            Host = hosts,
            Pooling = true,
            MaxPoolSize = 40,
        }.ConnectionString;
}
