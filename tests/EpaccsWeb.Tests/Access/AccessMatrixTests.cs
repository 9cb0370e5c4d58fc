using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Access;

/// <summary>Every page, for everyone, about people in six states, by three methods: equals the table beside this file, line by line.</summary>
/// <remarks>
/// A cell is r (is shown), w (may send the page's form), rw, or the refusal: 403 or 404. "~" is a record; "none" are pages of no person.
/// A form is sent empty. Whoever sees the page sends it without its token, and gets 400 when let through: nothing is changed.
/// Whoever is refused the page sends it with a token, so that the page itself must refuse.
/// A new page fails here until it has its place. The table was checked against the contract by reading; a cell changes only with the contract.
/// </remarks>
public sealed partial class AccessMatrixTests(EverybodySignedIn all) : IClassFixture<EverybodySignedIn>
{
    private const int AtOnce = 6;

    private static readonly string[] Outside = ["anonymous", "disabled", "ex-member"];

    [Fact]
    public async Task Every_page_answers_everyone_as_the_table_says_and_refusals_tell_nothing()
    {
        var asked = await AskEverythingAsync(all.App, EverybodySignedIn.Accounts, TokenPeople.States, _ => true);

        var shown = Shown(asked.Table);
        await File.WriteAllLinesAsync(
            Path.Combine(AppContext.BaseDirectory, "Access", "access-matrix.actual.csv"),
            shown,
            TestContext.Current.CancellationToken
        );
        AssertNone(asked.Leaks);
        AssertTable(shown);
        AssertSeen(asked.Seen);
        Assert.NotEmpty(all.App.Log.All);
        AssertNone(all.App.Log.All.Where(line => TokenPeople.In(line).Any()));
    }

    /// <summary>Either line of defence alone refuses whom both refuse.</summary>
    [Theory]
    [InlineData("the application's filters")]
    [InlineData("the database's policies")]
    public async Task The_table_holds_with_one_line_switched_off(string off)
    {
        string[] states = ["withdrawn", "elsewhere"];
        string[] accounts = ["gp", "gp2", "nurse", "callhandler", "carehome", "coordinator"];
        Answers asked;
        if (off.StartsWith("the application", StringComparison.Ordinal))
        {
            asked = await AskEverythingAsync(all.Unfiltered, accounts, states, OfPeople);
        }
        else
        {
            await all.App.Database.PoliciesOffAsync();
            try
            {
                asked = await AskEverythingAsync(all.App, accounts, states, OfPeople);
            }
            finally
            {
                await all.App.Database.PoliciesOnAsync();
            }
        }

        AssertNone(asked.Leaks);
        var expected = Cells(Expected()).Where(cell => asked.Table.ContainsKey(cell.Key)).ToList();
        Assert.Equal(asked.Table.Count, expected.Count);
        AssertNone(
            expected
                .Where(cell => asked.Table[cell.Key] != cell.Value)
                .Select(cell => $"{cell.Key} is {asked.Table[cell.Key]}, expected {cell.Value}")
        );

        // Every section passes the same gate and the same reader; some stand for all, to save time.
        static bool OfPeople(string route) =>
            (route.StartsWith("records/", StringComparison.Ordinal) && !route.Contains("/plan/", StringComparison.Ordinal))
            || route.EndsWith("plan/resuscitation", StringComparison.Ordinal)
            || route.EndsWith("plan/about-me", StringComparison.Ordinal)
            || route.StartsWith("emergency/", StringComparison.Ordinal)
            || route is "" or "inbox" or "patients" or "worklists/{slug}" or "registrations";
    }

    /// <summary>A file of another record is not found, whatever record it is asked for under.</summary>
    [Fact]
    public async Task A_child_of_another_record_is_not_found()
    {
        var files = TokenPeople
            .States.Where(state => state is not "shared")
            .Select(state => TokenPeople.FileOf(all.People[state]))
            .ToList();
        foreach (var account in EverybodySignedIn.Accounts)
        {
            var own = await AskAsync(all.Browser(all.App, account), HttpMethod.Get, $"/records/{all.People["shared"]}/attachments");
            foreach (var file in files)
            {
                var answer = await AskAsync(
                    all.Browser(all.App, account),
                    HttpMethod.Get,
                    $"/records/{all.People["shared"]}/attachments/{file}"
                );
                Assert.True(answer.Status is 403 or 404, $"{account}: {answer.Status}");
                Assert.True(answer.Status is 404 || own.Status is not 200, $"{account}: {answer.Status} for a file that is not there");
                Assert.Empty(TokenPeople.In(answer.Text));
            }
        }
    }

    [Fact]
    public async Task Nobody_without_a_session_gets_further_than_the_sign_in_page()
    {
        await all.SignInCopyAsync("disabled");
        await all.SignInCopyAsync("ex-member");
        foreach (var account in Outside[1..])
        {
            Assert.Equal(200, (await AskAsync(all.Browser(all.App, account), HttpMethod.Get, $"/records/{all.People["shared"]}")).Status);
        }

        await all.App.Database.RunAsync("update users set enabled = false where email like 'disabled@%'");
        await all.App.Database.RunAsync(
            "update posts set ends_on = current_date - 1 where user_id = (select id from users where email like 'ex-member@%')"
        );
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        string[] open = ["error/{code:int}", "check/{code}", "check/key", "help/privacy"];
        var wrong = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            from page in await PagesAsync()
            where !open.Contains(page.Route) && !page.Route.StartsWith("account/", StringComparison.Ordinal)
            from account in Outside
            from method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Post }
            select (page.Route, account, method),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (asked, _) =>
            {
                var answer = await AskAsync(
                    all.Browser(all.App, asked.account),
                    asked.method,
                    AddressOf(asked.Route, all.People["shared"])
                );
                var toSignIn = answer.Status is 302 && answer.Location?.Contains("/account/sign-in", StringComparison.Ordinal) is true;
                if (!toSignIn || TokenPeople.In(answer.Text).Any())
                {
                    wrong.Add($"{asked.method} {asked.Route} as {asked.account}: {answer.Status} {answer.Location}");
                }
            }
        );

        AssertNone(wrong);
    }

    [Fact]
    public async Task Nobody_is_offered_a_page_that_then_refuses()
    {
        var patient = all.People["shared"];
        var refused = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            EverybodySignedIn.Accounts,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (account, _) =>
            {
                var browser = all.Browser(all.App, account);
                var waiting = new Queue<string>(["/"]);
                if ((await AskAsync(browser, HttpMethod.Get, $"/records/{patient}")).Status is 200)
                {
                    waiting.Enqueue($"/records/{patient}");
                }

                var known = new HashSet<string>(waiting);
                for (var visits = 0; waiting.TryDequeue(out var address) && visits < 25; visits++)
                {
                    var page = await AskAsync(browser, HttpMethod.Get, address);
                    if (page.Status is 403 or 404 or >= 500)
                    {
                        refused.Add($"{account} was offered {address}: {page.Status}");
                    }

                    foreach (var link in Link().Matches(page.Text).Select(link => System.Net.WebUtility.HtmlDecode(link.Groups[1].Value)))
                    {
                        // A page of people asks in its address for what stood behind a number.
                        var next = link.Contains("/people?", StringComparison.Ordinal) ? link : link.Split('#')[0].Split('?')[0];
                        var elsewhere =
                            next.StartsWith("/records/", StringComparison.Ordinal)
                            && !next.Contains($"{patient}", StringComparison.Ordinal);
                        if (!elsewhere && !next.StartsWith("/assets", StringComparison.Ordinal) && known.Add(next))
                        {
                            waiting.Enqueue(next);
                        }
                    }
                }
            }
        );

        AssertNone(refused);
    }

    private async Task<Answers> AskEverythingAsync(
        TestApp node,
        IReadOnlyList<string> accounts,
        IReadOnlyList<string> states,
        Func<string, bool> which
    )
    {
        var requests = (
            from page in await PagesAsync()
            where which(page.Route)
            from state in page.Route.Contains("{patientId", StringComparison.Ordinal) ? states : ["none"]
            from account in accounts
            select (page.Route, page.Handler, State: state, Account: account)
        ).ToList();
        var answers = new Answers();
        await Parallel.ForEachAsync(
            requests,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (asked, _) =>
            {
                var address = AddressOf(asked.Route, all.People.GetValueOrDefault(asked.State));
                var browser = all.Browser(node, asked.Account);
                var get = await AskAsync(browser, HttpMethod.Get, address);
                // What is refused to read is asked for writing too where the two could differ: of the shared person.
                var refused = get.Status is 403 or 404;
                var post =
                    asked.Handler is not null && (asked.State is "none" or "shared" || !refused)
                        ? await AskAsync(browser, HttpMethod.Post, address + asked.Handler, refused ? all.Tokens[asked.Account] : null)
                        : new Answer(404, null, "");
                answers.Table[(asked.State, Short(asked.Route), asked.Account)] = Cell(asked.Route, get.Status, post.Status);
                var head = await AskAsync(browser, HttpMethod.Head, address);
                if (head.Status != get.Status)
                {
                    answers.Leaks.Add($"HEAD {asked}: {head.Status}, GET {get.Status}");
                }

                foreach (var answer in new[] { get, head, post })
                {
                    foreach (var (state, part) in TokenPeople.In(answer.Text))
                    {
                        var own = state == asked.State || (asked.State is "none" && IsListed(asked.Account, state, part));
                        if (answer.Status is not (200 or 400) || refused || !own)
                        {
                            answers.Leaks.Add($"{asked} answered {answer.Status} with {state} {part}");
                        }

                        answers.Seen.TryAdd((state, asked.Account, part), asked.Route);
                    }

                    if (answer.Status >= 500)
                    {
                        answers.Leaks.Add($"{asked} answered {answer.Status}");
                    }
                }
            }
        );

        return answers;
    }

    /// <summary>Lists name people whom the post reaches, and nothing else of them.</summary>
    private static bool IsListed(string account, string state, string part) =>
        part is "name"
        && state switch
        {
            "error" => false,
            "withdrawn" or "dead" => account is "gp" or "practice",
            "elsewhere" => account is "gp2" or "coordinator",
            _ => account is not ("gp2" or "admin" or "sysadmin" or "privacy"),
        };

    private static List<string> Expected() =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Access", "access-matrix.csv")).Where(line => line.Length > 0)];

    private static Dictionary<(string State, string Route, string Account), string> Cells(List<string> lines) =>
        lines
            .Skip(1)
            .Select(line => line.Split(','))
            .SelectMany(parts =>
                from route in parts[1].Split(' ')
                from place in Enumerable.Range(0, EverybodySignedIn.Accounts.Count)
                select ((parts[0], route, EverybodySignedIn.Accounts[place]), parts[place + 2])
            )
            .ToDictionary(cell => cell.Item1, cell => cell.Item2);

    /// <summary>Pages that answer everybody alike share a line.</summary>
    private static List<string> Shown(ConcurrentDictionary<(string State, string Route, string Account), string> actual)
    {
        var accounts = EverybodySignedIn.Accounts;
        var shown = new List<string> { $"state,pages,{string.Join(',', accounts)}" };
        shown.AddRange(
            actual
                .Keys.Select(cell => (cell.State, cell.Route))
                .Distinct()
                .Select(row =>
                    (row.State, row.Route, Cells: string.Join(',', accounts.Select(account => actual[(row.State, row.Route, account)])))
                )
                .GroupBy(row => (row.State, row.Cells))
                .Select(group =>
                    $"{group.Key.State},{string.Join(' ', group.Select(row => row.Route).Order(StringComparer.Ordinal))},{group.Key.Cells}"
                )
                .Order(StringComparer.Ordinal)
        );
        return shown;
    }

    /// <summary>Says all of them, where there are any.</summary>
    private static void AssertNone(IEnumerable<string> wrong)
    {
        var lines = wrong.Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }

    private static void AssertTable(List<string> shown)
    {
        var expected = Expected();
        if (!shown.SequenceEqual(expected))
        {
            var text = new StringBuilder();
            shown.Except(expected).ToList().ForEach(line => text.Append("is       ").Append(line).Append('\n'));
            expected.Except(shown).ToList().ForEach(line => text.Append("expected ").Append(line).Append('\n'));
            Assert.Fail(text.ToString());
        }
    }

    private static void AssertSeen(ConcurrentDictionary<(string State, string Account, string Part), string> seen)
    {
        string[] card =
        [
            "alerts",
            "resuscitation",
            "treatmentescalation",
            "legal",
            "diagnoses",
            "prognosis",
            "devices",
            "contingency",
            "allergies",
            "medicines",
            "anticipatorymedicines",
            "preferredplaces",
            "accesstohome",
            "individualrequirements",
            "personalcontacts",
            "professionalcontacts",
            "name",
            "place",
        ];
        bool May(string account, string part) =>
            account switch
            {
                "practice" => part is "name" or "place" or "personalcontacts",
                "coordinator" => part is "name" or "place" or "personalcontacts" or "preferredplaces" or "review",
                "callhandler" => card.Contains(part),
                // The file is an advance decision, which crews open from the card.
                "ambulance" => card.Contains(part) || part is "file",
                "carehome" or "socialcare" => part is not ("prognosis" or "financialsupport"),
                "admin" or "sysadmin" or "privacy" => false,
                _ => true,
            };

        AssertNone(seen.Where(pair => !May(pair.Key.Account, pair.Key.Part)).Select(pair => $"{pair.Key} at {pair.Value}"));
        string[] team = ["gp", "practice", "nurse", "hospice", "carehome", "socialcare"];
        AssertNone(
            seen.Where(pair =>
                    pair.Key is { State: "restricted", Part: "place" or "accesstohome" or "personalcontacts" or "socialcontext" }
                )
                .Where(pair => !team.Contains(pair.Key.Account))
                .Select(pair => $"{pair.Key} at {pair.Value}")
        );
        // The scan would find nothing if nothing were shown.
        Assert.All(
            SectionCatalogue.Plan,
            section => Assert.True(seen.ContainsKey(("shared", "gp", section.Key.Replace("-", "", StringComparison.Ordinal))), section.Key)
        );
    }

    /// <summary>Every page that the application has, and what names the form it takes; null when it takes none.</summary>
    private async Task<List<(string Route, string? Handler)>> PagesAsync()
    {
        var loader = all.App.Services.GetRequiredService<PageLoader>();
        var pages = new List<(string, string?)>();
        foreach (
            var endpoint in all
                .App.Services.GetRequiredService<IEnumerable<EndpointDataSource>>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
        )
        {
            var page = await loader.LoadAsync(endpoint.Metadata.GetMetadata<PageActionDescriptor>()!, EndpointMetadataCollection.Empty);
            var sent = page.HandlerMethods.Where(handler => handler.HttpMethod == "Post").Select(handler => handler.Name ?? "").Order();
            pages.Add(
                (
                    endpoint.RoutePattern.RawText!.TrimStart('/'),
                    sent.FirstOrDefault() is { } name ? (name.Length > 0 ? $"?handler={name}" : "") : null
                )
            );
        }

        return [.. pages.Distinct()];
    }

    private string AddressOf(string route, Guid patient) =>
        "/"
        + Parameter()
            .Replace(
                route,
                parameter =>
                    parameter.Groups[1].Value switch
                    {
                        "patientId" => patient.ToString(),
                        "file" => TokenPeople.FileOf(patient).ToString(),
                        "purpose" => "share",
                        "section" => "resuscitation",
                        "number" => "1",
                        "code" when parameter.Value.Contains(":int", StringComparison.Ordinal) => "404",
                        "slug" when route.StartsWith("worklists", StringComparison.Ordinal) => "reviews-due",
                        "role" => "",
                        "postId" => all.Ids["postId"].ToString(),
                        "id" or "userId" or "useId" => all.Ids[string.Join('/', route.Split('/')[..2])].ToString(),
                        _ => "unknown",
                    }
            );

    [GeneratedRegex(@"\{(\w+)\??(?::(?:[^{}()]|\([^{}]*\))*)?\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("<a [^>]*href=\"(/[^\"]*)\"")]
    private static partial Regex Link();

    private static string Cell(string route, int get, int post)
    {
        var reads = get is 200 or 302 or 400 || (get is 404 && IsChild(route));
        var writes = post is 200 or 302 or 400;
        return reads || writes ? (reads ? "r" : "") + (writes ? "w" : "") : get.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A thing that does not exist is not found even where the page is open.</summary>
    private static bool IsChild(string route) => route.EndsWith("{batch}", StringComparison.Ordinal);

    private static string Short(string route) =>
        route.Length == 0 ? "home" : Parameter().Replace(route.Replace("records/{patientId:guid}", "~", StringComparison.Ordinal), "{$1}");

    private sealed record Answer(int Status, string? Location, string Text);

    /// <summary>What everybody was answered, by the page asked for.</summary>
    private sealed class Answers
    {
        public ConcurrentDictionary<(string State, string Route, string Account), string> Table { get; } = [];
        public ConcurrentBag<string> Leaks { get; } = [];
        public ConcurrentDictionary<(string State, string Account, string Part), string> Seen { get; } = [];
    }

    private static async Task<Answer> AskAsync(TestBrowser browser, HttpMethod method, string address, string? token = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent(
                token is null ? [] : [new KeyValuePair<string, string>("__RequestVerificationToken", token)]
            );
        }

        using var answer = await browser.Http.SendAsync(request);
        var headers = string.Join('\n', answer.Headers.Concat(answer.Content.Headers).SelectMany(header => header.Value));
        return new(
            (int)answer.StatusCode,
            answer.Headers.Location?.OriginalString,
            $"{await answer.Content.ReadAsStringAsync()}\n{headers}"
        );
    }
}
