using System.Globalization;

namespace EpaccsWeb.Benchmarks.Load;

/// <summary>How a load run is made.</summary>
public sealed record LoadOptions
{
    public int People { get; init; } = 10_000;
    public double Seconds { get; init; } = 3;
    public int Rounds { get; init; } = 3;
    public IReadOnlyList<int> Connections { get; init; } = [1, 16, 64];

    /// <summary>Which pages are measured.</summary>
    public IReadOnlyList<string> Pages { get; init; } = ["find", "card", "overview", "worklist", "save"];

    /// <summary>Where the private PostgreSQL of this size lives.</summary>
    public string? Folder { get; init; }

    /// <summary>The folder of this size.</summary>
    public string Home => Folder ?? Path.Combine(Path.GetTempPath(), $"epaccs-load-{People}");

    public static LoadOptions Read(string[] args)
    {
        var options = new LoadOptions();
        foreach (var pair in args.Chunk(2))
        {
            var text = pair.Length == 2 ? pair[1] : throw new ArgumentException($"{pair[0]} needs a value.");
            options = pair[0] switch
            {
                "--people" => options with { People = Number(text) },
                "--seconds" => options with { Seconds = Number(text) },
                "--rounds" => options with { Rounds = Number(text) },
                "--connections" => options with { Connections = [.. text.Split(',').Select(Number)] },
                "--pages" => options with { Pages = text.Split(',') },
                "--folder" => options with { Folder = Path.GetFullPath(text) },
                _ => throw new ArgumentException($"load does not know {pair[0]}."),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
