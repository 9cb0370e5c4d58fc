using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Tests.Pages.Admin;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EpaccsWeb.Tests.Pages.Extracts;

/// <summary>Who asks for extracts, who decides, what is kept in the audit, and for how long a file is there.</summary>
public sealed class ExtractTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Senior_clinicians_ask_and_privacy_officers_decide_and_nobody_else_is_let_in()
    {
        var address = await (await app.SignInAsAsync("gp")).AskAsync("Pseudonymised", "Evaluation");
        foreach (
            var (account, list, ask, request, decide) in new[]
            {
                ("gp", 200, 200, 200, 403),
                ("gp2", 200, 200, 404, 403),
                ("hospice", 200, 200, 404, 403),
                ("privacy", 200, 403, 200, 200),
                ("nurse", 403, 403, 403, 403),
                ("hospital", 403, 403, 403, 403),
                ("coordinator", 403, 403, 403, 403),
                ("ooh", 403, 403, 403, 403),
                ("practice", 403, 403, 403, 403),
                ("admin", 403, 403, 403, 403),
                ("sysadmin", 403, 403, 403, 403),
            }
        )
        {
            var browser = await app.SignInAsAsync(account);
            await browser.PageAsync("/extracts", list);
            await browser.PageAsync("/extracts/new", ask);
            await browser.PageAsync(address, request);
            await browser.PageAsync($"{address}/decide", decide);
            Assert.Equal(list == 200, (await browser.LookAsync("/")).Html.Contains("\"/extracts\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_request_is_approved_made_and_downloaded_and_each_is_in_the_audit()
    {
        var (gp, officer) = (await app.SignInAsAsync("gp"), await app.SignInAsAsync("privacy"));
        var address = await gp.AskAsync("Pseudonymised", "ServicePlanning");
        var waiting = await gp.PageAsync(address);
        Assert.Contains("The privacy officer has been asked.", waiting.Text, StringComparison.Ordinal);
        Assert.Contains("Waits for the privacy officer", waiting.Text, StringComparison.Ordinal);
        await gp.PageAsync($"{address}/download", 404);
        Assert.Contains(address, (await officer.PageAsync("/extracts")).Html, StringComparison.Ordinal);

        await officer.DecideAsync(address);
        Assert.Contains("Approved; the file was made.", (await officer.PageAsync(address)).Text, StringComparison.Ordinal);
        Assert.Contains("Ready to download", (await gp.PageAsync(address)).Text, StringComparison.Ordinal);
        var files = await gp.FetchAsync(address);
        await gp.FetchAsync(address);

        await officer.PageAsync($"{address}/download", 403);
        await (await app.SignInAsAsync("gp2")).PageAsync($"{address}/download", 404);
        var id = address.Split('/')[^1];
        var people = files.Rows("people").Count;
        var rows = people + files.Rows("wishes").Count + files.Rows("deaths").Count;
        var what = $"extract {id}: pseudonymised for service-planning";
        var made = $"{what}, {people} people, {rows} rows";
        Assert.Equal(
            [
                $"extract-asked general-practitioner {what}",
                $"extract-approved privacy-officer {what}",
                $"extract-made privacy-officer {made}",
                $"extract-downloaded general-practitioner {made}",
                $"extract-downloaded general-practitioner {made}",
            ],
            await LinesAsync(id)
        );
        Assert.Equal(
            people,
            await app.Database.ValueAsync<int>(
                "select cardinality(people) from audit_entries where action = 'extract-made' and detail like $1",
                $"extract {id}%"
            )
        );
        var trail = await officer.PageAsync("/admin/audit");
        Assert.Contains("Downloaded an extract", trail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_has_a_reason_that_the_asker_reads_and_makes_no_file()
    {
        var (gp, officer) = (await app.SignInAsAsync("gp"), await app.SignInAsAsync("privacy"));
        var address = await gp.AskAsync("Identifiable", "DirectCare");
        var nothing = await officer.SubmitAsync(await officer.PageAsync($"{address}/decide"), [], 400);
        Assert.Contains("Choose whether to approve or refuse it.", nothing.Errors);
        var blank = await officer.DecideAsync(address, because: " ", expected: 400);
        Assert.Contains("Say why it is refused.", blank.Errors);

        await officer.DecideAsync(address, because: "A list of names is enough for this.");

        var read = await gp.PageAsync(address);
        Assert.Contains("Refused", read.Text, StringComparison.Ordinal);
        Assert.Contains("A list of names is enough for this.", read.Text, StringComparison.Ordinal);
        await gp.PageAsync($"{address}/download", 404);
        var id = address.Split('/')[^1];
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from extract_files where extract_id = $1", Guid.Parse(id)));
        Assert.Equal("extract-refused", (await LinesAsync(id))[^1].Split(' ')[0]);
    }

    [Fact]
    public async Task A_request_is_decided_once()
    {
        var (gp, one, two) = (await app.SignInAsAsync("gp"), await app.SignInAsAsync("privacy"), await app.SignInAsAsync("privacy"));
        var address = await gp.AskAsync("Pseudonymised", "Evaluation");
        var stale = await two.PageAsync($"{address}/decide");
        await one.DecideAsync(address, because: "Ask again with fewer questions.");

        var late = await two.SubmitAsync(stale, new() { ["Form.Decision"] = "Approve" }, 409);

        Assert.Contains("This request has been decided already.", late.Errors);
        await gp.PageAsync($"{address}/download", 404);
    }

    [Fact]
    public async Task Whoever_asked_does_not_decide_in_another_post_either()
    {
        var gp = await app.SignInAsAsync("gp");
        var address = await gp.AskAsync("Identifiable", "DirectCare");
        var asker = await app.ActorAsync("gp");
        var post = Guid.NewGuid();
        await app.Database.RunAsync(
            $"""
            insert into posts (id, user_id, organisation_id, role, senior, urgent, starts_on)
            values ('{post}', '{asker.UserId}', '{asker.OrganisationId}', 'privacy-officer', false, false, current_date - 1)
            """
        );
        try
        {
            await gp.SubmitAsync(await gp.PageAsync("/account/post"), new() { ["PostId"] = post.ToString() }, 302);
            var page = await gp.PageAsync($"{address}/decide");
            Assert.Contains("You asked for it: another privacy officer has to decide.", page.Text, StringComparison.Ordinal);
            Assert.Null(page.Document.QuerySelector("main form"));
            var forged = await gp.PostAsync(
                $"{address}/decide",
                [new("__RequestVerificationToken", page.ValueOf("__RequestVerificationToken")!), new("Form.Decision", "Approve")],
                409
            );
            Assert.Contains("You asked for it: another privacy officer has to decide.", forged.Errors);

            // The database refuses it by itself.
            var officer = asker with
            {
                PostId = post,
                Role = Role.PrivacyOfficer,
            };
            var id = address.Split('/')[^1];
            Assert.Equal(
                0L,
                await app.Database.AsWebsiteAsync<long>(officer, "extract", null, $"select count(*) from extract_people('{id}')")
            );
            Assert.Equal(
                0L,
                await app.Database.AsWebsiteAsync<long>(
                    officer,
                    "extract",
                    null,
                    $"with done as (update extract_requests set decided_at = now(), decided_by_id = '{asker.UserId}' where id = '{id}' returning 1) select count(*) from done"
                )
            );
        }
        finally
        {
            await app.Database.RunAsync($"delete from posts where id = '{post}'");
        }

        Assert.Single(await LinesAsync(address.Split('/')[^1]));
    }

    [Fact]
    public async Task What_is_missing_or_makes_no_sense_is_said_and_what_was_typed_is_kept()
    {
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync("/extracts/new");
        var before = await app.CountRequestsAsync();

        var empty = await gp.SubmitAsync(page, [], 400);
        Assert.Equal(
            ["Choose the kind of extract.", "Choose what it is for.", "Say why you need it and who will use it."],
            empty.Errors.Order(StringComparer.Ordinal)
        );
        var words = new string('x', 2001);
        var longer = await gp.SubmitAsync(
            page,
            new()
            {
                ["Form.Kind"] = "Pseudonymised",
                ["Form.Purpose"] = "Research",
                ["Form.Reason"] = words,
            },
            400
        );
        Assert.Contains("Must be 2,000 characters or fewer; this has 2,001.", longer.Errors);
        Assert.Equal(words, longer.ValueOf("Form.Reason"));
        Assert.Equal("Research", longer.ValueOf("Form.Purpose"));
        foreach (var (kind, purpose) in new[] { ("Everything", "Research"), ("7", "Research"), ("Pseudonymised", "Curiosity") })
        {
            await gp.SubmitAsync(
                page,
                new()
                {
                    ["Form.Kind"] = kind,
                    ["Form.Purpose"] = purpose,
                    ["Form.Reason"] = "Why",
                },
                400
            );
        }

        foreach (var (kind, purpose) in new[] { ("Identifiable", "Research"), ("Pseudonymised", "DirectCare") })
        {
            var refused = await gp.SubmitAsync(
                page,
                new()
                {
                    ["Form.Kind"] = kind,
                    ["Form.Purpose"] = purpose,
                    ["Form.Reason"] = "Why",
                },
                400
            );
            Assert.Contains("dentifiable", Assert.Single(refused.Errors), StringComparison.Ordinal);
        }

        Assert.Equal(before, await app.CountRequestsAsync());
        foreach (var unknown in new[] { $"/extracts/{Guid.NewGuid()}", $"/extracts/{Guid.NewGuid()}/download", "/extracts/none" })
        {
            await gp.PageAsync(unknown, 404);
        }

        await (await app.SignInAsAsync("privacy")).PageAsync($"/extracts/{Guid.NewGuid()}/decide", 404);
        await gp.PageAsync("/extracts?p=9999999999", 200);
    }

    [Fact]
    public async Task A_double_click_is_one_request()
    {
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync("/extracts/new");
        var before = await app.CountRequestsAsync();
        Dictionary<string, string?> typed = new()
        {
            ["Form.Kind"] = "Pseudonymised",
            ["Form.Purpose"] = "ClinicalAudit",
            ["Form.Reason"] = "Twice",
        };

        var answers = await Task.WhenAll(gp.SubmitAsync(page, typed, 302), gp.SubmitAsync(page, typed, 302));
        var later = await gp.SubmitAsync(page, typed, 302);

        Assert.Single(answers.Append(later).Select(answer => answer.Location).Distinct());
        Assert.Equal(before + 1, await app.CountRequestsAsync());
    }

    [Fact]
    public async Task Nobody_else_sees_the_rows_in_the_database_either()
    {
        var gp = await app.SignInAsAsync("gp");
        var address = await gp.AskAsync("Identifiable", "DirectCare");
        var id = address.Split('/')[^1];
        await (await app.SignInAsAsync("privacy")).DecideAsync(address);
        var requests = $"select count(*) from extract_requests where id = '{id}'";
        var files = $"select count(*) from extract_files where extract_id = '{id}'";
        var (asker, stranger, officer) = (await app.ActorAsync("gp"), await app.ActorAsync("gp2"), await app.ActorAsync("privacy"));

        foreach (
            var (actor, purpose, request, file) in new[]
            {
                (asker, "extract", 1L, 1L),
                (officer, "extract", 1L, 0L),
                (stranger, "extract", 0L, 0L),
                (asker, "list", 0L, 0L),
                (officer, "trail", 0L, 0L),
            }
        )
        {
            Assert.Equal(request, await app.Database.AsWebsiteAsync<long>(actor, purpose, null, requests));
            Assert.Equal(file, await app.Database.AsWebsiteAsync<long>(actor, purpose, null, files));
        }

        Assert.Equal(0L, await app.Database.AsWebsiteAsync<long>(null, "extract-expiry", null, files));
        // Decided, its doors are shut again; and nobody but an officer ever went through them.
        var waiting = (await gp.AskAsync("Identifiable", "DirectCare")).Split('/')[^1];
        Assert.NotEqual(0L, await PeopleAsync(officer, waiting));
        Assert.Equal(0L, await PeopleAsync(officer, id));
        Assert.Equal(0L, await PeopleAsync(asker, waiting));
        await Assert.ThrowsAsync<PostgresException>(() => app.Database.RunAsync($"delete from extract_requests where id = '{waiting}'"));

        Task<long> PeopleAsync(Actor actor, string request) =>
            app.Database.AsWebsiteAsync<long>(actor, "extract", null, $"select count(*) from extract_people('{request}')");
    }

    private async Task<List<string>> LinesAsync(string id) =>
        [
            .. await app.Database.ValueAsync<string[]>(
                "select array_agg(action || ' ' || role || ' ' || detail order by id) from audit_entries where detail like $1",
                $"extract {id}%"
            ),
        ];
}

/// <summary>Files are given out for seven days; the clock of this class runs ahead.</summary>
public sealed class ExtractExpiryTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task After_seven_days_the_file_and_its_key_are_gone_and_the_request_stays()
    {
        var gp = await app.SignInAsAsync("gp");
        var address = await gp.AskAsync("Pseudonymised", "Evaluation");
        var id = Guid.Parse(address.Split('/')[^1]);
        await (await app.SignInAsAsync("privacy")).DecideAsync(address);
        var expiry = app.Services.GetRequiredService<SealedFileExpiry>();
        app.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5));
        Assert.Equal(0, await expiry.ExpireAsync(TestContext.Current.CancellationToken));
        await (await app.SignInAsAsync("gp")).FetchAsync(address);

        app.Clock.Advance(TimeSpan.FromMinutes(6));
        gp = await app.SignInAsAsync("gp");
        // Not given out any more even before it is removed.
        await gp.PageAsync($"{address}/download", 404);
        Assert.Equal(1, await expiry.ExpireAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await expiry.ExpireAsync(TestContext.Current.CancellationToken));

        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from extract_files where extract_id = $1", id));
        Assert.True(await app.Database.ValueAsync<bool>("select sealed_key is null from extract_requests where id = $1", id));
        var page = await gp.PageAsync(address);
        Assert.Contains("Expired", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Download", page.Text, StringComparison.Ordinal);
        await gp.PageAsync($"{address}/download", 404);
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'extract-expired' and user_id is null and detail = $1",
                $"extract {id}: pseudonymised for evaluation"
            )
        );
    }
}

/// <summary>Asking, deciding and fetching need a second factor that was shown lately.</summary>
public sealed class ExtractStepUpTests(Account.StrictApp strict) : IClassFixture<Account.StrictApp>
{
    [Fact]
    public async Task Without_a_recent_second_factor_nobody_asks_decides_or_fetches()
    {
        var app = strict.App;
        var gp = await Joined.WithAppAsync(app, "senior@example.org", Role.GeneralPractitioner, "Y90001");
        var officer = await Joined.WithAppAsync(app, "officer@example.org", Role.PrivacyOfficer, "Y90001");
        await app.Database.RunAsync($"update posts set senior = true where user_id = '{await app.UserAsync(gp.Email)}'");
        var (browser, page) = await Joined.HalfAsync(app, gp.Email);
        await browser.SubmitAsync(page, new() { ["Code"] = Totp.Code(gp.Key) }, expected: 302);
        var address = await browser.AskAsync("Pseudonymised", "Evaluation");
        await officer.Browser.DecideAsync(address);
        await browser.FetchAsync(address);

        app.Clock.Advance(TimeSpan.FromMinutes(11));

        await browser.PageAsync(address);
        foreach (
            var (who, where) in new[]
            {
                (browser, "/extracts/new"),
                (browser, $"{address}/download"),
                (officer.Browser, $"{address}/decide"),
            }
        )
        {
            var refused = await who.PageAsync(where, 302);
            Assert.StartsWith("/account/confirm?returnUrl=", refused.Location, StringComparison.Ordinal);
        }
    }
}

/// <summary>What these tests count.</summary>
internal static class ExtractCounting
{
    public static Task<long> CountRequestsAsync(this TestApp app) => app.Database.ValueAsync<long>("select count(*) from extract_requests");
}
