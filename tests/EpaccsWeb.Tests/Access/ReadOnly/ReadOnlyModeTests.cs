using System.Net;
using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Access.ReadOnly;

/// <summary>The primary is away: plans are read from the standby, nothing is changed, and every look is written down afterwards, once.</summary>
public sealed class ReadOnlyModeTests(Standby servers) : IClassFixture<Standby>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestApp App => servers.App;

    public async ValueTask InitializeAsync() => await servers.BackAsync();

    public ValueTask DisposeAsync() => default;

    [Fact]
    public async Task Plans_are_read_with_a_banner_and_each_view_is_written_down_once()
    {
        var patient = await App.StartRecordAsync();
        var gp = await App.SignInAsAsync("gp");
        Assert.DoesNotContain("read but not changed", (await gp.PageAsync("/")).Html, StringComparison.Ordinal);
        string[] pages = ["", "/urgent", "/history", "/team", "/consent", "/urgent"];
        var before = await LinesAsync("view", patient);
        Assert.Equal(0, before);

        await servers.LoseAsync(App);
        foreach (var page in pages)
        {
            var shown = await gp.PageAsync($"/records/{patient}{page}");
            Assert.Contains("Plans can be read but not changed since", shown.Html, StringComparison.Ordinal);
            Assert.Contains("Plans are shown as they stood at", shown.Html, StringComparison.Ordinal);
            Assert.Contains("report a death", shown.Html, StringComparison.Ordinal);
        }

        // A cookie that is due is renewed, without the row that is not written.
        App.Clock.Advance(TimeSpan.FromSeconds(40));
        await gp.PageAsync("/patients");
        var stranger = await App.Browser().LookAsync("/account/sign-in");
        Assert.Contains("Plans can be read but not changed since", stranger.Html, StringComparison.Ordinal);
        using var ready = await App.Browser().Http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Contains("Read-only since", await ready.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(pages.Length, App.Services.GetRequiredService<AuditSpool>().Waiting);
        Assert.Equal(
            0,
            await servers.Copy.ValueAsync<long>($"select count(*) from audit_entries where patient_id = '{patient}' and action = 'view'")
        );

        await servers.ReturnAsync(App);
        Assert.Equal(pages.Length, await LinesAsync("view", patient));
        Assert.Equal(0, App.Services.GetRequiredService<AuditSpool>().Waiting);
        Assert.All(Directory.GetFiles(servers.SpoolFolder), file => Assert.Equal(0, new FileInfo(file).Length));
        Assert.DoesNotContain("read but not changed", (await gp.PageAsync("/")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_is_refused_in_words_with_what_was_typed_and_nothing_is_saved()
    {
        var patient = await App.StartRecordAsync();
        var gp = await App.SignInAsAsync("gp");
        await servers.LoseAsync(App);

        var page = await gp.PageAsync($"/records/{patient}/plan/about-me");
        var refused = await gp.SubmitAsync(
            page,
            new() { ["Form.MostImportantToMe"] = "The dog & the garden" },
            expected: 503,
            form: "#section"
        );
        Assert.Contains("nothing was saved", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Most important to me The dog & the garden", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("may or may not", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Npgsql", refused.Html, StringComparison.Ordinal);

        await servers.ReturnAsync(App);
        Assert.Equal(
            0,
            await App.Database.ValueAsync<long>(
                $"select count(*) from section_versions where patient_id = '{patient}' and section = 'about-me'"
            )
        );
        await gp.SubmitAsync(page, new() { ["Form.MostImportantToMe"] = "The dog & the garden" }, expected: 302, form: "#section");
    }

    [Fact]
    public async Task Break_glass_opens_at_every_node_for_one_user_and_is_written_down_as_on_any_day()
    {
        var patient = await App.StartRecordAsync();
        var hidden = await App.StartRecordAsync(share: ConsentStatus.Withdrawn);
        var (here, there) = Joint(App.Address!, servers.Other.Address!);
        await SignInAsync(here, "hospital");
        var colleague = await App.SignInAsAsync("nurse");
        await servers.LoseAsync(App, servers.Other);

        await here.PageAsync($"/records/{patient}", expected: 403);
        await here.PageAsync($"/emergency/{hidden}", expected: 404);
        await here.SubmitAsync(
            await here.PageAsync($"/emergency/{patient}"),
            new() { ["Form.Reason"] = "Emergency" },
            expected: 302,
            form: "#break-glass"
        );
        Assert.Contains("TESTPERSON", (await here.PageAsync($"/records/{patient}")).Html, StringComparison.Ordinal);
        Assert.Contains("TESTPERSON", (await there.PageAsync($"/records/{patient}/urgent")).Html, StringComparison.Ordinal);
        await here.PageAsync($"/records/{patient}/plan/preferred-places", expected: 403);
        await colleague.PageAsync($"/records/{patient}", expected: 403);

        await servers.ReturnAsync(App, servers.Other);
        Assert.Equal(1, await LinesAsync("break-glass", patient));
        Assert.Equal(2, await LinesAsync("view", patient));
        Assert.Equal(
            2L,
            await App.Database.ValueAsync<long>(
                $"select count(*) from audit_entries where request_id = (select request_id from audit_entries where patient_id = '{patient}' and action = 'break-glass')"
            )
        );
        var used = $"from relationships where patient_id = '{patient}' and source = 'break-glass'";
        Assert.Equal(1L, await App.Database.ValueAsync<long>($"select count(*) {used}"));
        Assert.Equal("emergency", await App.Database.ValueAsync<string>($"select reason {used}"));
        Assert.Equal(TimeSpan.FromHours(1), await App.Database.ValueAsync<TimeSpan>($"select ends_at - started_at {used}"));
        Assert.NotEqual(
            0L,
            await App.Database.ValueAsync<long>(
                $"select count(*) from notices where patient_id = '{patient}' and what like 'Emergency access%'"
            )
        );
        Assert.NotEqual(
            0L,
            await App.Database.ValueAsync<long>("select count(*) from outbox_mails where subject like '%emergency access%'")
        );
        await here.PageAsync($"/records/{patient}");
        await App.Database.RunAsync(
            $"update relationships set ends_at = now() - interval '1 second' where patient_id = '{patient}' and source = 'break-glass'"
        );
        await here.PageAsync($"/records/{patient}", expected: 403);
    }

    [Fact]
    public async Task Caring_now_opens_the_card_and_ends_with_the_visit()
    {
        var patient = await App.StartRecordAsync();
        var ambulance = await App.SignInAsAsync("ambulance");
        await servers.LoseAsync(App);

        await ambulance.SubmitAsync(await ambulance.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        var card = await ambulance.PageAsync($"/records/{patient}/urgent");
        var finish = card
            .Document.QuerySelectorAll("form")
            .Single(form => form.GetAttribute("action")!.Contains("Finish", StringComparison.OrdinalIgnoreCase));
        finish.Id = "finish";
        await ambulance.SubmitAsync(card, [], expected: 302, form: "#finish");
        await ambulance.PageAsync($"/records/{patient}/urgent", expected: 403);

        await servers.ReturnAsync(App);
        Assert.Equal(1, await LinesAsync("caring-now", patient));
        Assert.Equal(1, await LinesAsync("visit-finished", patient));
        // By the application's clock, which another test has moved on.
        Assert.True(
            await App.Database.ValueAsync<bool>(
                $"select ends_at <= '{App.Clock.GetUtcNow():O}' from relationships where patient_id = '{patient}' and source = 'caring-now'"
            )
        );
    }

    [Fact]
    public async Task Who_signs_in_meanwhile_reads_and_stays_signed_in_and_guesses_are_counted()
    {
        await servers.LoseAsync(App);
        var late = await App.SignInAsAsync("gp");
        await late.PageAsync("/patients");
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await TryAsync("coordinator", "wrong-passphrase-1", 400);
        }

        await TryAsync("coordinator", DemoAccounts.Passphrase, 400);
        var brief = await App.SignInAsAsync("nurse");
        await brief.SubmitAsync(await brief.PageAsync("/"), [], expected: 302, form: "form[action='/account/sign-out']");

        await servers.ReturnAsync(App);
        await Task.Delay(TimeSpan.FromSeconds(3.2), Cancel);
        await late.PageAsync("/patients");
        Assert.Equal(
            1L,
            await App.Database.ValueAsync<long>(
                "select count(*) from sessions join users on users.id = user_id where email like 'nurse@%' and ended_at is not null"
            )
        );
        Assert.Equal(
            10L,
            await App.Database.ValueAsync<long>(
                "select count(*) - 1 from audit_entries entry join users on users.id = entry.user_id where email like 'coordinator@%' and action = 'sign-in-failed'"
            )
        );

        async Task TryAsync(string account, string passphrase, int expected)
        {
            var browser = App.Browser();
            await browser.SubmitAsync(
                await browser.PageAsync("/account/sign-in"),
                new() { ["Form.Email"] = $"{account}@{DemoAccounts.Domain}", ["Form.Passphrase"] = passphrase },
                expected
            );
        }
    }

    [Fact]
    public async Task No_link_for_a_new_passphrase_is_promised_whoever_asks()
    {
        await servers.LoseAsync(App);
        var answers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var email in new[] { $"gp@{DemoAccounts.Domain}", "nobody@example.org" })
        {
            var browser = App.Browser();
            var page = await browser.PageAsync("/account/forgotten");
            answers.Add((await browser.SubmitAsync(page, new() { ["Email"] = email }, expected: 503)).Text);
        }

        Assert.Contains("No link can be sent at the moment", Assert.Single(answers), StringComparison.Ordinal);
        await servers.ReturnAsync(App);
    }

    [Fact]
    public async Task A_code_is_taken_once_and_a_recovery_code_not_at_all()
    {
        var robin = await Joined.WithAppAsync(App, "robin.r@example.org");
        await servers.LoseAsync(App);

        var code = Totp.Code(robin.Key);
        var (browser, page) = await Joined.HalfAsync(App, robin.Email);
        await browser.SubmitAsync(page, new() { ["Code"] = robin.RecoveryCodes[0] }, expected: 400);
        await browser.SubmitAsync(page, new() { ["Code"] = code }, expected: 302);
        await browser.PageAsync("/");
        (browser, page) = await Joined.HalfAsync(App, robin.Email);
        await browser.SubmitAsync(page, new() { ["Code"] = code }, expected: 400);
        await servers.ReturnAsync(App);
    }

    [Fact]
    public async Task Each_page_is_shown_or_says_that_it_cannot_and_none_fails()
    {
        var patient = await App.PersonAsync("999 000 0018");
        var gp = await App.SignInAsAsync("gp");
        var privacy = await App.SignInAsAsync("privacy");
        var sysadmin = await App.SignInAsAsync("sysadmin");
        await servers.LoseAsync(App);
        var failed = new List<string>();
        foreach (var (browser, path) in Pages())
        {
            var page = await browser.LookAsync(path.Replace("{patientId}", $"{patient}", StringComparison.Ordinal));
            if (
                page.Status is not (200 or 302 or 403 or 404)
                && !page.Html.Contains("Plans cannot be changed at the moment", StringComparison.Ordinal)
            )
            {
                failed.Add($"{path}: {page.Status}");
            }
        }

        var search = await gp.SubmitAsync(await gp.PageAsync("/patients"), new() { ["q"] = "9990000018" }, expected: 200);
        Assert.Contains("PATEL", search.Html, StringComparison.Ordinal);
        await servers.ReturnAsync(App);
        Assert.Empty(failed);

        IEnumerable<(TestBrowser Browser, string Path)> Pages()
        {
            string[] read =
            [
                "",
                "/urgent",
                "/history",
                "/activity",
                "/print",
                "/print?for=person",
                "/preview?role=CareHomeStaff",
                "/told",
                "/letter",
                "/notes",
                "/attachments",
                "/copy",
            ];
            string[] own =
            [
                "/",
                "/inbox",
                "/tasks",
                "/meetings",
                "/patients/new",
                "/worklists/reviews-due",
                "/worklists/changed",
                "/reports",
                "/reports/preferred-place-of-death",
                "/reports/register",
                "/downtime",
                "/account/security",
                "/account/post",
                "/help/operating",
            ];
            string[] office = ["/admin", "/admin/users", "/admin/organisations", "/admin/service", "/admin/grants"];
            string[] officer = ["/admin/audit", "/admin/break-glass", "/admin/retention", "/subject-access", "/extracts"];
            return read.Select(page => (gp, $"/records/{{patientId}}{page}"))
                .Concat(own.Select(page => (gp, page)))
                .Concat(office.Select(page => (sysadmin, page)))
                .Concat(officer.Select(page => (privacy, page)));
        }
    }

    [Fact]
    public async Task The_purpose_of_an_emergency_opens_nothing_on_a_primary_and_on_a_standby_to_those_only_who_may_break_glass()
    {
        const string purpose = "emergency-reading";
        var patient = await App.StartRecordAsync();
        var hidden = await App.StartRecordAsync(share: ConsentStatus.Withdrawn);
        var hospital = await App.ActorAsync("hospital");
        var home = await App.ActorAsync("carehome");
        var ambulance = await App.ActorAsync("ambulance");
        Assert.Equal(0, await SeenAsync(App.Database, hospital, patient));
        Assert.Equal(0, await SeenAsync(App.Database, ambulance, patient));
        await servers.LoseAsync();
        try
        {
            Assert.Equal(1, await SeenAsync(servers.Copy, hospital, patient));
            Assert.Equal(1, await SeenAsync(servers.Copy, ambulance, patient));
            Assert.Equal(0, await SeenAsync(servers.Copy, home, patient));
            Assert.Equal(0, await SeenAsync(servers.Copy, hospital, hidden));
            Assert.Equal(0, await SeenAsync(servers.Copy, hospital with { PostId = Guid.NewGuid() }, patient));
        }
        finally
        {
            await servers.ReturnAsync(App);
        }

        static Task<long> SeenAsync(TestDatabase database, Actor actor, Guid person) =>
            database.AsWebsiteAsync<long>(actor, purpose, person, "select count(*) from plans");
    }

    [Fact]
    public async Task What_a_killed_node_left_is_written_down_at_the_next_start_and_nothing_twice()
    {
        var patient = await App.StartRecordAsync();
        var gp = await App.SignInAsAsync("gp");
        await servers.LoseAsync(App);
        await gp.PageAsync($"/records/{patient}");
        await gp.PageAsync($"/records/{patient}/urgent");
        var left = Directory.CreateTempSubdirectory("epaccs-left-");
        var file = Directory.GetFiles(servers.SpoolFolder).Single(path => new FileInfo(path).Length > 0);
        using (var copy = System.Diagnostics.Process.Start("cp", [file, left.FullName]))
        {
            await copy.WaitForExitAsync(Cancel);
        }

        Assert.DoesNotContain(
            patient.ToString(),
            await File.ReadAllTextAsync(Path.Combine(left.FullName, Path.GetFileName(file)), Cancel),
            StringComparison.Ordinal
        );
        await servers.ReturnAsync(App);
        Assert.Equal(2, await LinesAsync("view", patient));

        // As if the node had been killed after it had written them and before it could remove them; half a line follows.
        await File.AppendAllTextAsync(Path.Combine(left.FullName, Path.GetFileName(file)), "CfDJ8", Cancel);
        await using var next = await servers.NodeAsync(left.FullName);
        await (await next.SignInAsAsync("gp")).PageAsync($"/records/{patient}");
        for (var wait = 0; wait < 100 && Directory.GetFiles(left.FullName).Any(path => new FileInfo(path).Length > 0); wait++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.All(Directory.GetFiles(left.FullName), path => Assert.Equal(0, new FileInfo(path).Length));
        Assert.Equal(3, await LinesAsync("view", patient));
        Assert.Contains(next.Log.All, line => line.Contains("not written to its end", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_whose_rows_cannot_be_written_is_written_by_itself_and_once()
    {
        var nobody = (await App.ActorAsync("gp")) with { UserId = Guid.NewGuid() };
        var request = Guid.NewGuid().ToString("N");
        var line = SpooledLine.Of(AuditEntry.By(nobody, AuditAction.SignedIn, "passphrase", request, App.Clock.GetUtcNow())) with
        {
            Session = new(Guid.NewGuid(), nobody.UserId, nobody.PostId, "Chrome on Linux"),
        };

        for (var time = 0; time < 2; time++)
        {
            await App.Services.GetRequiredService<SpoolReplay>().WriteDownAsync([line], Cancel);
        }

        Assert.Equal(1L, await App.Database.ValueAsync<long>($"select count(*) from audit_entries where request_id = '{request}'"));
    }

    private async Task<int> LinesAsync(string action, Guid patient) =>
        (int)
            await App.Database.ValueAsync<long>(
                $"select count(*) from audit_entries where patient_id = '{patient}' and action = '{action}'"
            );

    /// <summary>One browser that is sent to two nodes in turn.</summary>
    private static (TestBrowser Here, TestBrowser There) Joint(string here, string there)
    {
        var cookies = new CookieContainer();
        return (At(here), At(there));

        TestBrowser At(string address) =>
            new(
                new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies })
                {
                    BaseAddress = new Uri(address),
                }
            );
    }

    private static async Task SignInAsync(TestBrowser browser, string account) =>
        await browser.SubmitAsync(
            await browser.PageAsync("/account/sign-in"),
            new() { ["Form.Email"] = $"{account}@{DemoAccounts.Domain}", ["Form.Passphrase"] = DemoAccounts.Passphrase },
            expected: 302
        );
}
