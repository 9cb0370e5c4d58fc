using System.Diagnostics;
using System.Globalization;
using EpaccsWeb.Data;

namespace EpaccsWeb.Benchmarks.Load;

/// <summary>Processor time and memory of a program and its children, from Linux's /proc; elsewhere nothing is known.</summary>
public static class Processes
{
    private const double TicksASecond = 100;

    /// <summary>The product as it is deployed, when the script published it; else as it was built beside this program.</summary>
    public static string Product => Environment.GetEnvironmentVariable("EPACCS_PROGRAM") ?? typeof(EpaccsDatabase).Assembly.Location;

    /// <summary>Seconds of processor time of a process, its living children, and those that have ended.</summary>
    public static double Cpu(int root)
    {
        var (parents, seconds) = (new Dictionary<int, int>(), new Dictionary<int, double>());
        foreach (var folder in Directory.Exists("/proc") ? Directory.EnumerateDirectories("/proc") : [])
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Fields(id) is { } fields)
            {
                parents[id] = (int)fields[1];
                seconds[id] = (fields[11] + fields[12] + fields[13] + fields[14]) / TicksASecond;
            }
        }

        bool IsOurs(int id) => id == root || (parents.TryGetValue(id, out var parent) && parent != 0 && IsOurs(parent));
        return seconds.Where(pair => IsOurs(pair.Key)).Sum(pair => pair.Value);
    }

    /// <summary>Proportional memory of one process in megabytes.</summary>
    public static double Megabytes(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/smaps_rollup").First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
            return double.Parse(line[4..^2], CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return double.NaN;
        }
    }

    /// <summary>Starts this program's own assembly, or the product's, by the same runtime.</summary>
    public static Process Start(
        string assembly,
        string workingFolder,
        IReadOnlyDictionary<string, string> settings,
        string log,
        params string[] args
    )
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = workingFolder,
            ArgumentList = { "-c", "exec \"$0\" \"$@\" >\"$LOAD_LOG\" 2>&1", Environment.ProcessPath!, assembly },
        };
        foreach (var arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        start.Environment["LOAD_LOG"] = log;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static double[]? Fields(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var rest = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return [.. rest.Select(field => double.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
