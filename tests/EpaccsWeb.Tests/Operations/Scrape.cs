using System.Globalization;
using System.Net;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Operations;

/// <summary>One reading of /metrics, as a monitoring system takes it.</summary>
public sealed record Scrape(HttpStatusCode Status, string Text)
{
    public static async Task<Scrape> OfAsync(string address, params (string Name, string Value)[] headers)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"{address}/metrics"));
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Sum of a metric's values for one database, and one more label if wanted; null when there is none.</summary>
    public double? Value(TestDatabase database, string name, string label = "")
    {
        var values = Text.Split('\n')
            .Where(line =>
                line.StartsWith(name + "{", StringComparison.Ordinal)
                && line.Contains($"database=\"{database.Name}\"", StringComparison.Ordinal)
                && line.Contains(label, StringComparison.Ordinal)
            )
            .Select(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0], CultureInfo.InvariantCulture))
            .ToList();
        return values.Count == 0 ? null : values.Sum();
    }
}
