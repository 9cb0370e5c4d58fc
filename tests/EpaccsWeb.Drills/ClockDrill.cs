using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Drills;

/// <summary>Clocks that differ, and clocks that change: order comes from versions, and every time is shown as London's.</summary>
/// <remarks>By libfaketime: the database keeps the true time, the website is given another.</remarks>
internal static partial class ClockDrill
{
    /// <summary>Of a slow machine's start and first save, this many times as long before a moment.</summary>
    private const double Spare = 1.6;

    private static readonly string[] Libraries =
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
    ];

    /// <summary>In UTC, the earliest first: what is stored only ever grows older.</summary>
    private static readonly (string Name, string At)[] Moments =
    [
        ("a year begins", "2027-01-01 00:00:00"),
        ("clocks go forward", "2027-03-28 01:00:00"),
        ("midnight of a summer's day", "2027-03-28 23:00:00"),
        ("a month begins in summer", "2027-05-31 23:00:00"),
        ("a month begins in UTC, an hour later", "2027-07-01 00:00:00"),
        ("the hour that comes twice begins", "2027-10-31 00:00:00"),
        ("it comes again", "2027-10-31 01:00:00"),
        ("it is over", "2027-10-31 02:00:00"),
        ("a leap day begins", "2028-02-29 00:00:00"),
        ("a leap day ends", "2028-03-01 00:00:00"),
        ("clocks go forward in a leap year", "2028-03-26 01:00:00"),
        ("clocks go back in a leap year", "2028-10-29 01:00:00"),
    ];

    public static async Task RunAsync(Report report)
    {
        if (Libraries.FirstOrDefault(File.Exists) is not { } library)
        {
            report.Skip("libfaketime is not installed (apt-get install -y --no-install-recommends faketime)");
            return;
        }

        await DifferAsync(report, library);
        await ChangeAsync(report, library);
    }

    /// <summary>One node five minutes ahead, one five behind; half of the clients at each, and one goes to and fro.</summary>
    private static async Task DifferAsync(Report report, string library)
    {
        await using var world = await World.MakeAsync("clocks");
        world.LooksBack(TimeSpan.FromMinutes(6));
        var history = new History();
        var (ahead, behind) = (world.Node(5291, more: Clock(library, "+300s")), world.Node(5292, more: Clock(library, "-300s")));
        await ahead.StartAsync();
        await behind.StartAsync();
        await using (await Crowd.SignedInAsync(ahead.Address, world, history, 6))
        await using (await Crowd.SignedInAsync(behind.Address, world, history, 6, first: 100))
        {
            using var here = new Clinician(ahead.Address, "gp", 900, history);
            await here.SignInAsync();
            using var there = here.At(behind.Address);
            for (var turn = 0; turn < 10; turn++)
            {
                foreach (var client in new[] { here, there })
                {
                    var read = await client.ReadAsync(world.First[turn]);
                    report.Holds(read.Outcome is Outcome.Ok, $"a session of one node was answered {read.Status} by the other");
                    await client.SaveAsync(world.First[turn], CancellationToken.None);
                }

                await Task.Delay(300);
            }
        }

        await ahead.StopAsync();
        await behind.StopAsync();
        report.Holds(history.All.All(one => one.Status < 500), "an answer was an error");
        report.Say("two nodes ten minutes apart:");
        await report.CheckAsync(world.Server, world, history, ahead);
    }

    /// <summary>A node is started shortly before each moment; something is saved before it and after it.</summary>
    private static async Task ChangeAsync(Report report, string library)
    {
        await using var world = await World.MakeAsync("clock");
        var (history, passed, passes, node) = (new History(), 0, 0, (WebNode?)null);
        var lead = await LeadAsync(world, library, history);
        foreach (var (name, at) in Moments)
        {
            var moment = DateTimeOffset.Parse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            var begin = (moment - lead).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            node = world.Node(more: Clock(library, $"@{begin}"));
            var watch = Stopwatch.StartNew();
            await node.StartAsync();
            var (person, found) = (world.First[passes % world.First.Count], report.Violations.Count);
            using var client = new Clinician(node.Address, "gp", passes++, history);
            await client.SignInAsync();
            await client.SaveAsync(person, CancellationToken.None);
            var before = watch.Elapsed;
            var left = lead + TimeSpan.FromSeconds(0.5) - before;
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero);
            await client.SaveAsync(person, CancellationToken.None);
            await LookAsync(report, world, client, person, name, moment);
            await node.StopAsync();
            report.HoldsInTime(before < lead, $"{name}: the node took {before.TotalSeconds:F1} s and missed the moment");
            passed += report.Violations.Count == found && before < lead ? 1 : 0;
        }

        report.Holds(history.All.All(one => one.Status < 500), "an answer was an error");
        report.Say($"{passed} of {Moments.Length} moments passed rightly:");
        await report.CheckAsync(world.Server, world, history, node);
    }

    /// <summary>How long before a moment a node is started, so that it is at work when the moment comes: at least nine seconds.</summary>
    private static async Task<TimeSpan> LeadAsync(World world, string library, History history)
    {
        var node = world.Node(more: Clock(library, "@2026-12-31 12:00:00"));
        var watch = Stopwatch.StartNew();
        await node.StartAsync();
        using (var client = new Clinician(node.Address, "gp", 0, history))
        {
            await client.SignInAsync();
            await client.SaveAsync(world.First[^1], CancellationToken.None);
        }

        var took = watch.Elapsed;
        await node.StopAsync();
        return TimeSpan.FromSeconds(Math.Max(9, Math.Ceiling(took.TotalSeconds * Spare)));
    }

    /// <summary>Both saves are stored in their order, and the pages say London's time and no age below nought.</summary>
    private static async Task LookAsync(Report report, World world, Clinician client, Person person, string name, DateTimeOffset moment)
    {
        var stored = await world.Server.ValueAsync<DateTime[]>(
            $"select array(select at from section_versions where patient_id = '{person.Id}' and answers::text like '%cnry-%' order by number desc limit 2)"
        );
        var times = stored.Select(at => new DateTimeOffset(at, TimeSpan.Zero)).ToArray();
        report.Holds(
            times.Length == 2 && times[0] >= times[1] && (times[0] - moment).Duration() < TimeSpan.FromMinutes(1),
            $"{name}: the saves are not stored in their order at their time"
        );
        var page = await client.HistoryAsync(person);
        foreach (var time in times)
        {
            report.Holds(
                page.Body.Contains(London.Show(time), StringComparison.Ordinal),
                $"{name}: the history does not say {London.Show(time)}"
            );
        }

        foreach (var body in new[] { page.Body, (await client.ReadAsync(person)).Body })
        {
            report.Holds(!BelowNought().IsMatch(body), $"{name}: an age below nought is shown");
        }
    }

    private static Dictionary<string, string> Clock(string library, string time) =>
        new()
        {
            ["LD_PRELOAD"] = library,
            ["FAKETIME"] = time,
            ["TZ"] = "UTC",
            // Waiting is by a clock that nobody sets.
            ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            ["DONT_FAKE_MONOTONIC"] = "1",
        };

    [GeneratedRegex("[ >]-[0-9]+ (second|minute|hour|day|week|month|year)")]
    private static partial Regex BelowNought();
}
