using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Admin;

/// <summary>The privacy officer looks through the trail, takes it away, and is in it; nobody else may.</summary>
public sealed class AuditTrailTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("/admin/audit")]
    [InlineData("/admin/audit.csv")]
    [InlineData("/admin/break-glass")]
    public async Task Only_the_privacy_officer_reads_it(string address)
    {
        foreach (var account in new[] { "gp", "coordinator", "admin", "sysadmin" })
        {
            await (await app.SignInAsAsync(account)).PageAsync(address, expected: 403);
        }

        await (await app.SignInAsAsync("privacy")).PageAsync(address);
    }

    [Fact]
    public async Task A_person_is_looked_for_by_number_without_the_number_in_an_address()
    {
        var patient = await app.StartRecordAsync();
        var number = await app.Database.ValueAsync<string>("select nhs_number from patients where id = $1", patient);
        await (await app.SignInAsAsync("gp")).PageAsync($"/records/{patient}/urgent");
        var privacy = await app.SignInAsAsync("privacy");

        var sent = await privacy.SubmitAsync(
            await privacy.PageAsync("/admin/audit"),
            new()
            {
                ["Form.NhsNumber"] = number,
                ["Form.Who"] = "GP@demo.epaccs.example",
                ["Form.Action"] = "view",
            },
            expected: 302
        );

        Assert.DoesNotContain(number, sent.Location!, StringComparison.Ordinal);
        var shown = await privacy.PageAsync(sent.Location!);
        Assert.Contains("1 line from", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Looked at: urgent", shown.Text, StringComparison.Ordinal);
        Assert.Contains("Riverside Surgery", shown.Text, StringComparison.Ordinal);
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'audit-viewed' and patient_id = $1 and detail like '%1 of 1 lines'",
                patient
            )
        );
        Assert.Contains("Looked at the audit", (await privacy.PageAsync($"/admin/audit?person={patient}")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Form.NhsNumber", "999 000 0019", "Enter a real NHS number")]
    [InlineData("Form.NhsNumber", "943 476 5919", "No record has this NHS number")]
    [InlineData("Form.Who", "Nobody Atall", "Nobody has that name")]
    [InlineData("Form.From.Day", "32", "First day must be a real date")]
    public async Task What_cannot_be_looked_for_is_said_at_its_field_and_kept(string field, string typed, string sentence)
    {
        var privacy = await app.SignInAsAsync("privacy");

        var again = await privacy.SubmitAsync(await privacy.PageAsync("/admin/audit"), new() { [field] = typed }, expected: 400);

        Assert.Contains(again.Errors, error => error.StartsWith(sentence, StringComparison.Ordinal));
        Assert.Equal(typed, again.ValueOf(field));
    }

    [Fact]
    public async Task The_file_is_safe_in_a_spreadsheet_and_its_rows_are_in_the_audit()
    {
        var patient = await app.StartRecordAsync();
        await (await app.SignInAsAsync("hospice")).PageAsync($"/records/{patient}", expected: 403);
        await app.Database.RunAsync("update users set display_name = '=HYPERLINK(1)' where email = 'hospice@demo.epaccs.example'");
        var privacy = await app.SignInAsAsync("privacy");

        var file = await privacy.PageAsync($"/admin/audit.csv?person={patient}&action=refused");

        var lines = file.Html.TrimEnd().Split('\n');
        Assert.StartsWith("at,entry,action,outcome,purpose,detail,patient_id", lines[0], StringComparison.Ordinal);
        Assert.Single(lines[1..]);
        Assert.Contains("'=HYPERLINK(1)", lines[1], StringComparison.Ordinal);
        Assert.Contains($",refused,refused,direct-care,overview: no-relationship,{patient}", lines[1], StringComparison.Ordinal);
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'exported' and patient_id = $1 and detail like '%: 1 rows'",
                patient
            )
        );
    }

    [Fact]
    public async Task The_pages_say_how_the_chain_stands_and_check_it()
    {
        var privacy = await app.SignInAsAsync("privacy");

        await privacy.SubmitAsync(await privacy.PageAsync("/admin/audit"), [], expected: 302, form: "main form[action*=Check]");

        Assert.Contains("entries are as they were written", (await privacy.PageAsync("/admin/audit")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_downloads_what_it_shared_in_counts_that_hide_small_numbers()
    {
        await app.StartRecordAsync();
        var day = London.Day(app.Clock.GetUtcNow());
        // Whole quarters are counted: that of today is over in a hundred days.
        app.Clock.Advance(TimeSpan.FromDays(100));
        try
        {
            await LookAtEvidenceAsync(day);
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromDays(-100));
        }
    }

    private async Task LookAtEvidenceAsync(DateOnly day)
    {
        var admin = await app.SignInAsAsync("admin");

        var page = await admin.PageAsync("/admin/sharing-evidence");
        var file = await admin.PageAsync("/admin/sharing-evidence.csv");

        Assert.Contains("Riverside Surgery", page.Text, StringComparison.Ordinal);
        var lines = file.Html.TrimEnd().Split('\n');
        Assert.Equal("measure,shared_by,shared_by_name,shared_with,shared_with_name,ground,consent_to_share,count", lines[0].TrimEnd());
        Assert.NotEmpty(lines[1..]);
        Assert.All(
            lines[1..].Select(line => line.TrimEnd().Split(',')),
            cells =>
            {
                Assert.Contains("Y90001", cells);
                Assert.True(
                    cells[^1] == "*"
                        || (
                            int.Parse(cells[^1], System.Globalization.CultureInfo.InvariantCulture) is var count
                            && count > 7
                            && count % 5 == 0
                        ),
                    cells[^1]
                );
            }
        );
        var today = London.Day(app.Clock.GetUtcNow());
        var quarter = new ReportPeriod(day, day).WholeQuarters(today);
        var one = await admin.PageAsync($"/admin/sharing-evidence?from={day:yyyy-MM-dd}&to={day:yyyy-MM-dd}");
        Assert.Contains($"from {London.Show(quarter.From)} to {London.Show(quarter.To)}", one.Text, StringComparison.Ordinal);
        var running = await admin.PageAsync($"/admin/sharing-evidence?from={today:yyyy-MM-dd}&to={today:yyyy-MM-dd}");
        Assert.Contains("no quarter is over yet", running.Text, StringComparison.Ordinal);
        await admin.PageAsync("/admin/sharing-evidence?organisation=Y90002", expected: 403);
        await (await app.SignInAsAsync("privacy")).PageAsync("/admin/sharing-evidence.csv?organisation=Y90002");
        await (await app.SignInAsAsync("gp")).PageAsync("/admin/sharing-evidence", expected: 403);
    }

    [Fact]
    public async Task The_team_sees_who_looked_and_prints_it_for_the_person_without_names_of_staff()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync($"/records/{patient}/plan/resuscitation");
        await (await app.SignInAsAsync("gp2")).PageAsync($"/records/{patient}", expected: 403);
        var name = (await app.ActorAsync("gp")).Name;

        var all = await gp.PageAsync($"/records/{patient}/activity");
        var refusals = await gp.PageAsync($"/records/{patient}/activity?kind=refusals");
        var copy = await gp.PageAsync($"/records/{patient}/activity/copy");

        Assert.Contains(name, all.Text, StringComparison.Ordinal);
        Assert.Contains("Looked at: Resuscitation", all.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Hillside Practice", refusals.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Looked at", refusals.Text, StringComparison.Ordinal);
        Assert.Contains("A general practitioner at Riverside Surgery looked at your plan", copy.Text, StringComparison.Ordinal);
        Assert.Contains("Direct care: ", all.Text, StringComparison.Ordinal);
        Assert.Contains("This was to look after you.", copy.Text, StringComparison.Ordinal);
        Assert.Contains("tried to open your plan and was refused", copy.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(name, copy.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Printed", (await gp.PageAsync($"/records/{patient}/activity?kind=copies")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_privacy_notice_is_read_without_signing_in()
    {
        var page = await app.Browser().PageAsync("/help/privacy");

        Assert.Contains("Who has looked", page.Text, StringComparison.Ordinal);
        Assert.NotNull((await app.Browser().PageAsync("/account/sign-in")).Document.QuerySelector("footer a[href='/help/privacy']"));
    }
}

/// <summary>The trail with its NHS numbers leaves as a file only after a second factor that was shown lately.</summary>
public sealed class AuditStepUpTests(Account.StrictApp strict) : IClassFixture<Account.StrictApp>
{
    [Fact]
    public async Task The_links_to_the_file_lead_through_the_second_factor_and_on_to_the_file()
    {
        var app = strict.App;
        var officer = await Joined.WithAppAsync(app, "trail.officer@example.org", Role.PrivacyOfficer, "Y90070");
        var pages = new[] { "/admin/audit", $"/admin/audit/users/{await app.UserAsync(officer.Email)}" };
        var links = new List<string>();
        foreach (var page in pages)
        {
            var link = (await officer.Browser.PageAsync(page)).Document.QuerySelector("main a[href^='/admin/audit.csv']")!;
            // With it a browser would keep the page that asks for the factor as if that were the file.
            Assert.False(link.HasAttribute("download"));
            links.Add(link.GetAttribute("href")!);
        }

        await officer.Browser.PageAsync(links[0]);
        var exported = await ExportedAsync(app);
        app.Clock.Advance(TimeSpan.FromMinutes(11));

        foreach (var link in links)
        {
            var asked = await officer.Browser.PageAsync(link, expected: 302);
            Assert.StartsWith("/account/confirm?returnUrl=%2Fadmin%2Faudit.csv", asked.Location, StringComparison.Ordinal);
        }

        Assert.Equal(exported, await ExportedAsync(app));
        var confirm = await officer.Browser.PageAsync($"/account/confirm?returnUrl={Uri.EscapeDataString(links[1])}");
        var back = await officer.Browser.SubmitAsync(confirm, new() { ["Code"] = Totp.Code(officer.Key) }, expected: 302);
        Assert.Equal(links[1], back.Location);
        Assert.StartsWith("at,entry,", (await officer.Browser.PageAsync(back.Location!)).Html, StringComparison.Ordinal);
    }

    private static Task<long> ExportedAsync(TestApp app) =>
        app.Database.ValueAsync<long>("select count(*) from audit_entries where action = 'exported'");
}
