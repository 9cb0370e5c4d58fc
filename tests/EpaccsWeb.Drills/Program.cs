using System.Diagnostics;
using EpaccsWeb.Drills;

// tests/EpaccsWeb.Drills/drill.sh [all | NAME ...]
if (args.Length == 0 || args.Contains("--help"))
{
    foreach (var drill in Drill.All)
    {
        Console.WriteLine($"{drill.Name, -14} {drill.What}");
    }

    return 0;
}

var chosen = args.Contains("all") ? Drill.All : [.. Drill.All.Where(drill => args.Contains(drill.Name))];
if (!args.Contains("all") && chosen.Count != args.Distinct().Count())
{
    await Console.Error.WriteLineAsync($"There is no such drill. Drills: {string.Join(", ", Drill.All.Select(drill => drill.Name))}, all.");
    return 2;
}

var watch = Stopwatch.StartNew();
var (failed, skipped) = (new List<string>(), new List<string>());
foreach (var drill in chosen)
{
    var report = await drill.RunAsync();
    (
        report.Skipped is not null ? skipped
        : report.Violations.Count > 0 ? failed
        : []
    ).Add(drill.Name);
}

await World.ForgetTemplateAsync();
Console.WriteLine(
    $"{chosen.Count - failed.Count - skipped.Count} of {chosen.Count} drills passed after {watch.Elapsed.TotalMinutes:F1} minutes"
        + $"{(failed.Count > 0 ? $"; failed: {string.Join(", ", failed)}" : string.Empty)}"
        + $"{(skipped.Count > 0 ? $"; skipped: {string.Join(", ", skipped)}" : string.Empty)}"
);
return failed.Count == 0 ? 0 : 1;
