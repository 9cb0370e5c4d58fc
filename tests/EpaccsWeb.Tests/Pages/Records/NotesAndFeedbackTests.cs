using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Notes from the night and what became of the plan: written at the door, read by the team first thing in the morning.</summary>
public sealed class NotesAndFeedbackTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Note = "Fell at two, no injury, settled with her daughter.";

    [Fact]
    public async Task A_note_of_the_night_is_read_by_the_team_in_the_morning_and_is_corrected_by_another()
    {
        var patient = await app.StartRecordAsync(with: person => person with { FamilyName = "Nightnote" });
        var crew = await AtTheDoorAsync("ambulance", patient);
        await WriteAsync(crew, patient, Note);

        var gp = await app.SignInAsAsync("gp");
        var home = await gp.PageAsync("/");
        Assert.Contains("NIGHTNOTE, Pat: Note: added", home.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("settled", home.Html, StringComparison.Ordinal);
        var link = home
            .Document.QuerySelectorAll("#night + ul a")
            .Single(a => a.TextContent.Contains("NIGHTNOTE", StringComparison.Ordinal));
        Assert.Contains(Note, (await gp.PageAsync(link.GetAttribute("href")!)).Text, StringComparison.Ordinal);
        Assert.Contains(Note, (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);

        var notes = await crew.PageAsync($"/records/{patient}/notes");
        var correcting = await crew.PageAsync(notes.Document.QuerySelector("main li a[href*='corrects=']")!.GetAttribute("href")!);
        await crew.SubmitAsync(correcting, new() { ["Form.Text"] = "Fell at three, not two." }, expected: 302, form: "#note");

        var both = await gp.PageAsync($"/records/{patient}/notes");
        Assert.Contains("Fell at two", both.Text, StringComparison.Ordinal);
        Assert.Contains("Fell at three", both.Text, StringComparison.Ordinal);
        Assert.Contains("Corrected", both.Text, StringComparison.Ordinal);
        var card = await gp.PageAsync($"/records/{patient}/urgent");
        Assert.Contains("Fell at three", card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Fell at two", card.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_sent_twice_is_one_and_an_empty_one_is_refused()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"/records/{patient}/notes");
        await gp.SubmitAsync(page, new() { ["Form.Text"] = Note }, expected: 302, form: "#note");
        await gp.SubmitAsync(page, new() { ["Form.Text"] = Note }, expected: 302, form: "#note");

        Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(*) from notes where patient_id = $1", patient));
        Assert.Contains("Write the note.", (await gp.SubmitAsync(page, new() { ["Form.Text"] = " " }, 400, "#note")).Errors);
        var tooLong = await gp.SubmitAsync(page, new() { ["Form.Text"] = new string('x', 1001) }, 400, "#note");
        Assert.Equal(1001, tooLong.ValueOf("Form.Text")!.Length);
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where patient_id = $1 and action = 'changed' and detail = 'note added'",
                patient
            )
        );
    }

    [Theory]
    [InlineData("callhandler")]
    [InlineData("coordinator")]
    [InlineData("practice")]
    public async Task Posts_without_notes_neither_read_nor_write_them(string account)
    {
        var patient = await app.StartRecordAsync();
        var browser = account == "callhandler" ? await AtTheDoorAsync(account, patient) : await app.SignInAsAsync(account);

        await browser.PageAsync($"/records/{patient}/notes", expected: 403);
        await browser.PageAsync($"/records/{patient}/feedback", expected: 403);
    }

    [Fact]
    public async Task Feedback_reaches_the_authors_and_the_report_counts_what_was_never_answered()
    {
        var patient = await app.StartRecordAsync(with: person => person with { FamilyName = "Feedbacker" });
        var crew = await AtTheDoorAsync("ambulance", patient);
        var form = await crew.PageAsync($"/records/{patient}/feedback");
        Assert.Equal(
            ["Choose what became of the plan."],
            (await crew.SubmitAsync(form, new() { ["Form.Words"] = "kept" }, 400, "#feedback")).Errors
        );
        var wrong = await crew.SubmitAsync(form, new() { ["Form.Kind"] = "PlanWrong" }, 400, "#feedback");
        Assert.Equal(2, wrong.Errors.Count);
        await crew.SubmitAsync(
            form,
            new()
            {
                ["Form.Kind"] = "PlanWrong",
                ["Form.Section"] = "anticipatory-medicines",
                ["Form.Words"] = "The box is in the hall now.",
            },
            302,
            "#feedback"
        );
        await AtTheDoorAsync("ooh", patient);

        var gp = await app.SignInAsAsync("gp");
        Assert.Contains("FEEDBACKER, Pat: Feedback: the plan is wrong", (await gp.PageAsync("/")).Text, StringComparison.Ordinal);
        var told = await gp.PageAsync($"/records/{patient}/feedback");
        Assert.Contains("The plan is wrong: Anticipatory medicines", told.Text, StringComparison.Ordinal);
        Assert.Contains("The box is in the hall now.", told.Text, StringComparison.Ordinal);

        // The report speaks of whole quarters: three months later the visit of today is in it.
        var day = London.Day(app.Clock.GetUtcNow());
        var quarter = $"{day.Year}-Q{((day.Month - 1) / 3) + 1}";
        app.Clock.Advance(TimeSpan.FromDays(100));
        try
        {
            var later = await app.SignInAsAsync("gp");
            using var file = await later.Http.GetAsync(
                new Uri("/reports/urgent-use.csv?group-by=quarter", UriKind.Relative),
                TestContext.Current.CancellationToken
            );
            var lines = (await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");
            Assert.Equal("measure,group,numerator,denominator,percentage,lower,upper", lines[0]);
            Assert.Contains(lines, line => line.StartsWith($"urgent-use-plan-wrong,{quarter},1,", StringComparison.Ordinal));
            var opened = int.Parse(
                lines.First(line => line.StartsWith($"urgent-use-opened,{quarter}", StringComparison.Ordinal)).Split(',')[2],
                null
            );
            var silent = int.Parse(
                lines.First(line => line.StartsWith($"urgent-use-no-answer,{quarter}", StringComparison.Ordinal)).Split(',')[2],
                null
            );
            Assert.True(silent >= 1 && opened > silent, $"{opened} opened, {silent} without an answer");
            Assert.Contains("Plans opened by urgent care", (await later.PageAsync("/reports/urgent-use")).Text, StringComparison.Ordinal);
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromDays(-100));
        }
    }

    private async Task<TestBrowser> AtTheDoorAsync(string account, Guid patient)
    {
        var browser = await app.SignInAsAsync(account);
        var way = await browser.PageAsync($"/emergency/{patient}");
        await browser.SubmitAsync(way, [], expected: 302, form: "#caring");
        await browser.PageAsync($"/records/{patient}/urgent");
        return browser;
    }

    private static async Task WriteAsync(TestBrowser browser, Guid patient, string text) =>
        await browser.SubmitAsync(await browser.PageAsync($"/records/{patient}/notes"), new() { ["Form.Text"] = text }, 302, "#note");
}
