using System.Diagnostics;
using System.Globalization;

namespace EpaccsWeb.Drills;

/// <summary>One way of breaking the product, with what must hold afterwards.</summary>
internal sealed record Drill(string Name, string What, Func<Report, Task> Run)
{
    public static IReadOnlyList<Drill> All { get; } =
    [
        new("web-kill", "kill -9 of the website in the middle of saves", KillDrills.WebAsync),
        new("postgres-kill", "kill -9 of PostgreSQL in the middle of transactions", KillDrills.PostgresAsync),
        new("planted", "a database that may lose commits: the checker must turn red", KillDrills.PlantedAsync),
        new("cut", "all connections to the database are cut", CutDrill.RunAsync),
        new("failover", "the primary is killed and its synchronous standby takes over", FailoverDrill.RunAsync),
        new(
            "read-only",
            "the primary is away: plans are read from the standby, and what was seen is written down afterwards",
            ReadOnlyDrill.RunAsync
        ),
        new(
            "clock",
            "two nodes' clocks differ by ten minutes, and nodes pass the hours and days at which clocks change",
            ClockDrill.RunAsync
        ),
        new("disk-full", "the database's disk is full", DiskDrill.RunAsync),
        new("slow-clients", "200 clients that send and read a byte at a time", CrowdDrills.SlowAsync),
        new("flood", "five times as many requests as can be answered", CrowdDrills.FloodAsync),
        new("rolling", "two nodes are restarted in turn behind nginx", RollingDrill.RunAsync),
        new("upgrade", "the version before the last migration is replaced by this one while people work", UpgradeDrill.RunAsync),
        new(
            "pgbouncer",
            "many clients share few connections through PgBouncer, and nothing of one reaches the next",
            BouncerDrill.RunAsync
        ),
        new("tls", "PostgreSQL is reached by TLS only, and only when its certificate can be checked", TlsDrill.RunAsync),
        new("restore", "a backup is taken under load, restored and compared", RestoringDrill.RunAsync),
    ];

    /// <summary>Runs it and writes its lines; gives what it saw.</summary>
    public async Task<Report> RunAsync()
    {
        var report = new Report();
        var watch = Stopwatch.StartNew();
        Console.WriteLine($"== {Name}: {What}");
        try
        {
            await Run(report);
        }
        catch (Exception failure)
        {
            report.Broke($"the drill itself failed: {failure.GetType().Name}: {failure.Message}");
            await Console.Error.WriteLineAsync(failure.ToString());
        }

        var verdict =
            report.Skipped is { } why ? $"SKIPPED: {why}"
            : report.Violations.Count == 0 ? "PASSED"
            : "FAILED";
        Console.WriteLine($"   {verdict} after {watch.Elapsed.TotalSeconds:F0} s, load {report.LoadBefore:F0} before");
        return report;
    }
}

/// <summary>What a drill saw.</summary>
internal sealed class Report
{
    /// <summary>Programs that wait for a processor, for each processor, beyond which times are not judged.</summary>
    private const double MostLoad = 5;

    private readonly double busy = File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        : 0;

    public double LoadBefore => busy;

    public List<string> Violations { get; } = [];

    /// <summary>Why the drill cannot be had here.</summary>
    public string? Skipped { get; private set; }

    public void Say(string line) => Console.WriteLine($"   {line}");

    public void Broke(string sentence)
    {
        Violations.Add(sentence);
        Console.WriteLine($"   BROKEN {sentence}");
    }

    public void Skip(string why) => Skipped = why;

    /// <summary>Something that must hold.</summary>
    public void Holds(bool it, string otherwise)
    {
        if (!it)
        {
            Broke(otherwise);
        }
    }

    /// <summary>Something that must hold in time; on a machine that is busy with other work it is only said, for it proves nothing there.</summary>
    public void HoldsInTime(bool it, string otherwise)
    {
        if (!it && busy > Environment.ProcessorCount * MostLoad)
        {
            Say($"not judged, at load {busy:F0} when the drill began: {otherwise}");
            return;
        }

        Holds(it, otherwise);
    }

    /// <summary>Compares what clients were told with what is stored, and writes the figures.</summary>
    public async Task<Checker> CheckAsync(PrivateServer server, World world, History history, WebNode? node)
    {
        var checker = new Checker(server, world, history);
        foreach (var violation in await checker.CheckAsync(node))
        {
            Broke(violation);
        }

        Say(
            $"saves acknowledged {checker.Acknowledged:N0}, lost {checker.Lost}, doubled {checker.Doubled}, stored without a receipt {checker.Unclaimed}; "
                + $"tries of a save refused {history.Count("save", Outcome.Fail):N0}, unknown {history.Count("save", Outcome.Unknown):N0}; "
                + $"reads {history.Count("read", Outcome.Ok):N0}, refusals {history.Count("try", Outcome.Fail):N0}; forced sign-ins {history.ForcedSignIns}"
        );
        Holds(history.ForcedSignIns == 0, $"I: {history.ForcedSignIns} sessions ended that nobody had ended");
        return checker;
    }

    /// <summary>The middle and the longest of some times, in seconds.</summary>
    public static string Spread(IReadOnlyCollection<TimeSpan> times)
    {
        var sorted = times.Order().ToArray();
        return sorted.Length == 0 ? "none" : $"p50 {sorted[sorted.Length / 2].TotalSeconds:F2} s, longest {sorted[^1].TotalSeconds:F2} s";
    }
}
