using System.IO.Compression;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Rights;

/// <summary>Takes requests for copies down, signs them off and fetches the copy, through the real pages.</summary>
internal static class SubjectFlow
{
    public static async Task<string> NumberAsync(this TestApp app, Guid record) =>
        await app.Database.ValueAsync<string>("select nhs_number::text from patients where id = $1", record);

    /// <summary>Takes one down; the address of the request.</summary>
    public static async Task<TestPage> TakeDownAsync(
        this TestBrowser office,
        string number,
        string applicant = "Person",
        int expected = 302
    ) =>
        await office.SubmitAsync(
            await office.PageAsync("/subject-access/new"),
            new()
            {
                ["Form.Number"] = number,
                ["Form.Applicant"] = applicant,
                ["Form.Evidence"] = "Passport seen.",
            },
            expected
        );

    /// <summary>Signs it off, keeping nothing back unless told.</summary>
    public static async Task<TestPage> SignOffAsync(
        this TestBrowser clinician,
        string address,
        string[]? withheld = null,
        string? ground = "SeriousHarm",
        int expected = 302,
        string? noWish = null
    )
    {
        var page = await clinician.PageAsync($"{address}/decide");
        List<KeyValuePair<string, string>> fields =
        [
            new("__RequestVerificationToken", page.ValueOf("__RequestVerificationToken")!),
            new("Form.HarmChecked", "true"),
            new("Form.OthersChecked", "true"),
            new("Form.Decision", "Release"),
            .. (withheld ?? []).Select(part => new KeyValuePair<string, string>("Form.Withheld", part)),
        ];
        if (withheld is not null)
        {
            fields.AddRange([new("Form.Ground", ground!), new("Form.Because", "It speaks of her neighbour.")]);
        }

        if (noWish is not null)
        {
            fields.Add(new("Form.NoWishAgainst", noWish));
        }

        return await clinician.PostAsync($"{address}/decide", fields, expected);
    }

    /// <summary>The files of the copy, by name.</summary>
    public static async Task<Dictionary<string, byte[]>> CopyAsync(this TestBrowser browser, string address)
    {
        using var answer = await browser.Http.GetAsync(new Uri($"{address}/download", UriKind.Relative));
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var memory = new MemoryStream();
            await using var stream = await entry.OpenAsync();
            await stream.CopyToAsync(memory);
            files[entry.FullName] = memory.ToArray();
        }

        return files;
    }
}
