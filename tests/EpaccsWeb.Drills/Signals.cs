using System.Diagnostics;
using System.Globalization;

namespace EpaccsWeb.Drills;

/// <summary>Ends processes that a drill itself has started, by their number.</summary>
internal static class Signals
{
    public static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // Not there yet, or not there any more.
        }
    }

    /// <summary>Sends a process another signal, by its name.</summary>
    public static void Kill(int id, string signal)
    {
        using var kill = Process.Start("/usr/bin/env", ["kill", $"-{signal}", id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public static IReadOnlyList<int> ChildrenOf(int parent)
    {
        var children = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (
                    int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id)
                    && File.ReadLines($"{folder}/status").Any(line => line == $"PPid:\t{parent}")
                )
                {
                    children.Add(id);
                }
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // Not there yet, or not there any more.
            }
        }

        return children;
    }
}
