using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Extracts;

/// <summary>Asks for, decides about and fetches extracts through the real pages.</summary>
internal static class ExtractFlow
{
    public const string Reason = "To see how many wishes were met. The practice team reads it.";

    /// <summary>Asks for one and answers with the address of the request.</summary>
    public static async Task<string> AskAsync(this TestBrowser browser, string kind, string purpose, string reason = Reason)
    {
        var answer = await browser.SubmitAsync(
            await browser.PageAsync("/extracts/new"),
            new()
            {
                ["Form.Kind"] = kind,
                ["Form.Purpose"] = purpose,
                ["Form.Reason"] = reason,
            },
            expected: 302
        );
        return answer.Location!;
    }

    public static async Task<TestPage> DecideAsync(this TestBrowser officer, string address, string? because = null, int expected = 302) =>
        await officer.SubmitAsync(
            await officer.PageAsync($"{address}/decide"),
            new() { ["Form.Decision"] = because is null ? "Approve" : "Refuse", ["Form.Because"] = because },
            expected
        );

    public static async Task<ExtractedFiles> FetchAsync(this TestBrowser browser, string address)
    {
        using var answer = await browser.Http.GetAsync(new Uri($"{address}/download", UriKind.Relative));
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var files = new Dictionary<string, string>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            files[entry.FullName] = await reader.ReadToEndAsync();
        }

        return new(files);
    }

    /// <summary>Asks, has it approved, and fetches it.</summary>
    public static async Task<ExtractedFiles> ExtractAsync(this TestApp app, string kind, string purpose)
    {
        var gp = await app.SignInAsAsync("gp");
        var address = await gp.AskAsync(kind, purpose);
        await (await app.SignInAsAsync("privacy")).DecideAsync(address);
        return await gp.FetchAsync(address);
    }
}

/// <summary>The files of one ZIP.</summary>
internal sealed record ExtractedFiles(IReadOnlyDictionary<string, string> Texts)
{
    public string All => string.Join('\n', Texts.Values);

    /// <summary>A table's rows, each by the names of its columns.</summary>
    public List<IReadOnlyDictionary<string, string>> Rows(string table)
    {
        using var csv = new CsvReader(new StringReader(Texts[$"{table}.csv"]), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(csv.HeaderRecord!.ToDictionary(name => name, name => csv.GetField(name)!));
        }

        return rows;
    }
}
