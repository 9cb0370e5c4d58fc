using System.Globalization;
using System.Text;

namespace EpaccsWeb.Benchmarks.Load;

/// <summary>Measures both programs in turn and writes the README's table: medians of the rounds.</summary>
public sealed class LoadTable(int product, int bare, int postgres)
{
    private readonly List<Row> rows = [];

    /// <summary>Answers that were neither a page nor a redirect, in the whole run.</summary>
    public int Bad { get; private set; }

    public async Task MeasureAsync(
        string page,
        int connections,
        int productPort,
        IReadOnlyList<byte[]> productRequests,
        int barePort,
        IReadOnlyList<byte[]> bareRequests,
        LoadOptions options,
        bool counts
    )
    {
        var once = page == "save";
        // Long enough before it counts for what runs often to be compiled well.
        var time = TimeSpan.FromSeconds(counts ? options.Seconds : 5);
        foreach (var (port, process, requests) in new[] { (barePort, bare, bareRequests), (productPort, product, productRequests) })
        {
            var (app, database) = (Processes.Cpu(process), Processes.Cpu(postgres));
            var sample = await new Generator(port).RunAsync(requests, connections, time, once && process == product);
            var each = 1_000_000.0 / Math.Max(1, sample.Times.Length);
            Bad += sample.Bad;
            if (counts)
            {
                rows.Add(
                    new(
                        page,
                        connections,
                        process == product,
                        sample.PerSecond,
                        sample.Percentile(0.5),
                        sample.Percentile(0.99),
                        (Processes.Cpu(process) - app) * each,
                        (Processes.Cpu(postgres) - database) * each,
                        Processes.Megabytes(process)
                    )
                );
            }
        }
    }

    public string Write(LoadOptions options, string perPerson)
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        text.AppendLine(
            culture,
            $"{options.People:N0} people, {options.Rounds} rounds of {options.Seconds} s, medians; {perPerson} of disk a person"
        );
        text.AppendLine();
        text.AppendLine(
            "| Page | Connections | A second | Of bare | p50, p99 ms | Bare p50, p99 | App CPU, µs (bare) | Database CPU, µs (bare) | Memory, MB |"
        );
        text.AppendLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var group in rows.GroupBy(row => (row.Page, row.Connections)))
        {
            double Of(bool ours, Func<Row, double> value) => Median(group.Where(row => row.Ours == ours).Select(value));
            text.AppendLine(
                culture,
                $"| {group.Key.Page} | {group.Key.Connections} | {Of(true, row => row.PerSecond):N0} | {Of(true, row => row.PerSecond) / Of(false, row => row.PerSecond):F2} | {Of(true, row => row.P50):F1}, {Of(true, row => row.P99):F1} | {Of(false, row => row.P50):F1}, {Of(false, row => row.P99):F1} | {Of(true, row => row.App):F0} ({Of(false, row => row.App):F0}) | {Of(true, row => row.Database):F0} ({Of(false, row => row.Database):F0}) | {Of(true, row => row.Memory):F0} |"
            );
        }

        text.AppendLine();
        text.AppendLine(culture, $"Answers that were neither a page nor a redirect: {Bad}");
        return text.ToString();
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    private sealed record Row(
        string Page,
        int Connections,
        bool Ours,
        double PerSecond,
        double P50,
        double P99,
        double App,
        double Database,
        double Memory
    );
}
