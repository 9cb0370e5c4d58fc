using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>The downloaded report, read as a spreadsheet would.</summary>
public sealed class ReportFile(string text)
{
    public const string Header = "measure,group,numerator,denominator,percentage,lower,upper";

    public string Text { get; } = text;

    public IReadOnlyList<string[]> Rows { get; } =
    [.. text.TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(','))];

    /// <summary>"numerator/denominator percentage lower..upper" of one line.</summary>
    public string this[string measure, string group = "all"]
    {
        get
        {
            var row = Rows.Single(cells => cells[0] == measure && cells[1] == group);
            return row[3].Length == 0 && row[4].Length == 0 ? row[2] : $"{row[2]}/{row[3]} {row[4]} {row[5]}..{row[6]}";
        }
    }

    public static async Task<ReportFile> DownloadAsync(TestBrowser browser, string query, string report = "preferred-place-of-death")
    {
        using var answer = await browser.Http.GetAsync(new Uri($"/reports/{report}.csv?{query}", UriKind.Relative));
        var file = new ReportFile(System.Text.Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()));
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {file.Text}");
        Assert.StartsWith(Header + "\r\n", file.Text, StringComparison.Ordinal);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        return file;
    }
}
