using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Worklists;

/// <summary>The order of a worklist and its choice, made in the database.</summary>
public sealed class WorklistOrderTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_list_is_read_by_name_by_birth_and_by_key_worker_and_bad_words_change_nothing()
    {
        var first = await StartAsync("Sortable-Cole", 1931);
        await StartAsync("Sortable-Abbot", 1950);
        await StartAsync("Sortable-Bell", 1940);
        await app.Database.RunAsync($"update relationships set key_worker = true where patient_id = '{first}' and ends_at is null");
        var gp = await app.SignInAsAsync("gp");

        Assert.Equal(["ABBOT", "BELL", "COLE"], await NamesAsync("?sort=name"));
        Assert.Equal(["COLE", "BELL", "ABBOT"], await NamesAsync("?sort=born"));
        Assert.Equal(["COLE"], await NamesAsync("?sort=name&key-worker=ours"));
        Assert.Equal(3, (await NamesAsync("?sort=sideways&key-worker=theirs")).Length);
        Assert.Equal(3, (await NamesAsync("?sort=;drop")).Length);

        async Task<string[]> NamesAsync(string query)
        {
            var names = new List<string>();
            var at = 0;
            while (true)
            {
                at++;
                var page = await gp.PageAsync($"/worklists/no-preference{query}&p={at}");
                var lines = page.Document.QuerySelectorAll("main li a[href^='/records/'] strong");
                if (lines.Length == 0)
                {
                    return
                    [
                        .. names
                            .Where(name => name.StartsWith("SORTABLE-", StringComparison.Ordinal))
                            .Select(name => name[9..].Split(',')[0]),
                    ];
                }

                names.AddRange(lines.Select(line => line.TextContent));
            }
        }
    }

    private Task<Guid> StartAsync(string family, int born) =>
        app.StartRecordAsync(with: person => person with { FamilyName = family, DateOfBirth = new DateOnly(born, 3, 4) });
}
