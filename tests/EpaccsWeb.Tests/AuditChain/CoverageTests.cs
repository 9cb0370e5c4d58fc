using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.AuditChain;

/// <summary>Every answer that shows somebody has exactly one line in the audit, and no line is without its answer.</summary>
public sealed class CoverageTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Accounts =
    [
        "gp",
        "gp2",
        "nurse",
        "hospice",
        "ooh",
        "carehome",
        "practice",
        "coordinator",
        "privacy",
        "admin",
    ];

    private const int PagesEach = 30;

    /// <summary>Pages of the office that show nobody: forms to be filled, rules in words, and an index.</summary>
    private static readonly string[] ShowNobody =
    [
        "/admin",
        "/admin/roles",
        "/admin/why",
        "/admin/view-as-role",
        "/admin/agreements",
        "/admin/users/new",
        "/admin/users/file",
        "/admin/organisations/new",
    ];

    [Fact]
    public async Task Every_view_of_a_crawl_has_one_line_and_no_line_lacks_a_view()
    {
        var asha = await app.PersonAsync("999 000 0018");
        var farid = await app.PersonAsync("999 000 0069");
        var seen = new Dictionary<string, (string Address, int Lines)>();
        var browsers = new List<(string Account, TestBrowser Browser)>();
        foreach (var account in Accounts)
        {
            browsers.Add((account, await app.SignInAsAsync(account)));
        }

        var gp = browsers.Single(one => one.Account == "gp").Browser;
        await gp.SubmitAsync(await gp.PageAsync("/meetings"), new() { ["Form.Attendees"] = "The team" }, expected: 302, form: "#start");
        var before = await app.Database.ValueAsync<long>("select max(id) from audit_entries");
        foreach (var (account, browser) in browsers)
        {
            await CrawlAsync(
                account,
                browser,
                ["/", "/meetings", $"/records/{asha}", $"/records/{farid}/urgent", $"/records/{Guid.NewGuid()}"],
                seen
            );
        }

        var written = await WrittenAsync(before);
        Assert.True(seen.Count > 200, $"only {seen.Count} pages were found");
        var wrong = seen.Where(answer => written.GetValueOrDefault(answer.Key) != answer.Value.Lines)
            .Select(answer => $"{answer.Value.Address}: {written.GetValueOrDefault(answer.Key)} lines, not {answer.Value.Lines}")
            .ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
        Assert.Empty(written.Keys.Except(seen.Keys));
    }

    [Fact]
    public async Task A_list_and_a_search_say_whom_they_named()
    {
        var asha = await app.PersonAsync("999 000 0018");
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync($"/records/{asha}");
        await gp.PageAsync("/");
        await gp.SubmitAsync(
            await gp.PageAsync("/patients"),
            new() { ["q"] = "999 000 0018" },
            expected: 200,
            form: "main form[method=post]"
        );

        foreach (var action in new[] { "listed", "searched" })
        {
            Assert.True(
                await app.Database.ValueAsync<bool>(
                    "select exists (select from audit_entries where action = $1 and $2 = any(people))",
                    action,
                    asha
                ),
                action
            );
        }
    }

    [Fact]
    public async Task While_the_audit_cannot_be_written_no_record_is_shown_and_the_answer_says_so()
    {
        var asha = await app.PersonAsync("999 000 0018");
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync($"/records/{asha}");
        await app.Database.RunAsync("revoke insert on audit_entries from epaccs_app");
        try
        {
            foreach (
                var address in new[]
                {
                    $"/records/{asha}",
                    $"/records/{asha}/urgent",
                    $"/records/{asha}/print",
                    "/worklists/reviews-due",
                    "/",
                }
            )
            {
                var answer = await gp.PageAsync(address, expected: 503);
                Assert.Contains("No record can be shown at the moment", answer.Text, StringComparison.Ordinal);
                // A form's token is of random letters, and spells any short word some day.
                foreach (var token in answer.Document.QuerySelectorAll("[name=__RequestVerificationToken]"))
                {
                    token.Remove();
                }

                foreach (var fact in new[] { "PATEL", "Asha", "9990000018", "999 000 0018", "1945" })
                {
                    Assert.DoesNotContain(fact, answer.Document.DocumentElement.OuterHtml, StringComparison.OrdinalIgnoreCase);
                }
            }
        }
        finally
        {
            await app.Database.RunAsync("grant insert on audit_entries to epaccs_app");
        }

        await gp.PageAsync($"/records/{asha}");
    }

    private static async Task CrawlAsync(string account, TestBrowser browser, string[] from, Dictionary<string, (string, int)> seen)
    {
        var waiting = new Queue<string>(from);
        var known = new HashSet<string>(from);
        for (var pages = 0; pages < PagesEach && waiting.TryDequeue(out var address); )
        {
            using var answer = await browser.Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var path = address.Split('?')[0];
            seen.Add(
                answer.Headers.GetValues("X-Request-Id").Single(),
                ($"{account} {(int)answer.StatusCode} {address}", LinesFor(account, path, (int)answer.StatusCode))
            );
            pages++;
            if (answer.Content.Headers.ContentType?.MediaType != "text/html")
            {
                continue;
            }

            var links = new AngleSharp.Html.Parser.HtmlParser()
                .ParseDocument(html)
                .QuerySelectorAll("a[href^='/']")
                .Select(link => link.GetAttribute("href")!.Split('#')[0])
                .Where(link => !link.StartsWith("/assets", StringComparison.Ordinal) && known.Add(link));
            foreach (var link in links)
            {
                waiting.Enqueue(link);
            }
        }
    }

    /// <summary>How many lines an answer is to have: one when it shows or refuses something about people.</summary>
    private static int LinesFor(string account, string path, int status) =>
        path switch
        {
            _ when status is 302 => 0,
            _ when status is 403 => 1,
            "/" => account is "privacy" or "admin" ? 0 : 1,
            "/reports" or "/patients" or "/patients/new" or "/import" => 0,
            _ when path.StartsWith("/records/", StringComparison.Ordinal) => 1,
            _ when status is 404 => 0,
            _ when path.StartsWith("/worklists/", StringComparison.Ordinal) || path.StartsWith("/reports/", StringComparison.Ordinal) => 1,
            "/inbox" or "/tasks" => 1,
            _ when path.StartsWith("/meetings/", StringComparison.Ordinal) => 1,
            _ when ShowNobody.Contains(path) => 0,
            _ when path.StartsWith("/admin/", StringComparison.Ordinal) => 1,
            _ => 0,
        };

    private async Task<Dictionary<string, int>> WrittenAsync(long after)
    {
        var written = new Dictionary<string, int>();
        await using var link = new NpgsqlConnection(app.Database.Owner);
        await link.OpenAsync();
        await using var command = new NpgsqlCommand("select request_id, count(*)::int from audit_entries where id > $1 group by 1", link)
        {
            Parameters = { new() { Value = after } },
        };
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            written.Add(rows.GetString(0), rows.GetInt32(1));
        }

        return written;
    }
}
