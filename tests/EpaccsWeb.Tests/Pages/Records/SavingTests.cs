using AngleSharp.Html.Dom;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>A save is said once, counts once, and loses nothing that was typed.</summary>
public sealed class SavingTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_same_form_sent_twice_is_one_save()
    {
        var (gp, address, form) = await OpenAsync();

        await gp.SubmitAsync(form, new() { ["Form.KeySafe"] = "Porch" }, expected: 302);
        await gp.SubmitAsync(form, new() { ["Form.KeySafe"] = "Porch" }, expected: 302);

        Assert.Equal("1", (await gp.PageAsync(address)).ValueOf("BasedOn"));
    }

    [Fact]
    public async Task The_same_form_with_other_words_is_a_conflict_and_not_a_false_receipt()
    {
        var (gp, address, form) = await OpenAsync();
        await gp.SubmitAsync(form, new() { ["Form.KeySafe"] = "Porch" }, expected: 302);

        var conflict = await gp.SubmitAsync(form, new() { ["Form.KeySafe"] = "Garage" }, expected: 409);
        Assert.Equal("Garage", conflict.ValueOf("Form.KeySafe"));
        Assert.Contains("Porch", conflict.Text, StringComparison.Ordinal);

        await gp.SubmitAsync(conflict, new() { ["Merge.KeySafe"] = "Mine" }, expected: 302);
        Assert.Equal("Garage", (await gp.PageAsync(address)).ValueOf("Form.KeySafe"));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_and_keeps_what_was_typed()
    {
        var (gp, _, form) = await OpenAsync();

        var refused = await gp.SubmitAsync(
            form,
            new() { ["Form.KeySafe"] = "Porch", ["SubmitToken"] = Guid.Empty.ToString() },
            expected: 400
        );

        Assert.Contains("came without its token", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal("Porch", refused.ValueOf("Form.KeySafe"));
        await gp.SubmitAsync(refused, [], expected: 302);
    }

    [Fact]
    public async Task A_method_that_no_page_handles_shows_nothing()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");

        foreach (var method in new[] { HttpMethod.Options, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Trace })
        {
            using var request = new HttpRequestMessage(method, new Uri($"/records/{patient}", UriKind.Relative));
            using var answer = await gp.Http.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(405, (int)answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_refusal_by_the_page_itself_is_audited_as_one()
    {
        var patient = await app.StartRecordAsync("gp", ConsentStatus.Given, person => person with { Restricted = true });
        var ooh = await app.SignInAsAsync("ooh");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");

        await ooh.PageAsync($"/records/{patient}/plan/access-to-home", expected: 403);

        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where patient_id = $1 and action = 'refused' and detail = 'plan access-to-home: no-permission'",
                patient
            )
        );
    }

    [Fact]
    public async Task Two_presses_at_once_are_one_visit()
    {
        var patient = await app.StartRecordAsync();
        var ooh = await app.SignInAsAsync("ooh");
        var page = await ooh.PageAsync($"/emergency/{patient}");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ooh.SubmitAsync(page, [], expected: 302, form: "#caring")));

        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from relationships where patient_id = $1 and source = 'caring-now'",
                patient
            )
        );
    }

    [Fact]
    public async Task The_plan_as_it_stood_shows_the_endorsed_decision_beside_a_later_one()
    {
        var patient = await app.StartRecordAsync("gp", ConsentStatus.Given, null, Decision(CprDecision.NotForCpr, 1));
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}"), [], expected: 302, form: "#resuscitation form");
        var edit = await gp.PageAsync($"/records/{patient}/plan/resuscitation");
        await gp.SubmitAsync(
            edit,
            new()
            {
                ["Form.Decision"] = "ForCpr",
                ["Form.DecidedOn.Day"] = "2",
                ["Form.DecidedOn.Month"] = "1",
                ["Form.DecidedOn.Year"] = "2026",
                ["Form.DecidedTime"] = " 14:30 ",
            },
            expected: 302
        );

        foreach (var page in new[] { "", "/urgent", "/history?as-at=2099-01-01T00:00" })
        {
            var text = (await gp.PageAsync($"/records/{patient}{page}")).Text;
            Assert.Contains("Decisions disagree: see both", text, StringComparison.Ordinal);
            Assert.Contains("Not for CPR", text, StringComparison.Ordinal);
            Assert.Contains("02-Jan-2026 14:30", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_code_of_no_care_home_is_refused_at_its_field()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var person = await gp.PageAsync($"/records/{patient}/person");

        foreach (var (field, code) in new[] { ("CareHomeCode", "NOWHERE"), ("CareHomeCode", "Y90020"), ("GpPracticeCode", "Y90020") })
        {
            var fields = TestBrowser.FieldsOf(
                (IHtmlFormElement)person.Document.QuerySelector("main form")!,
                new() { [$"Form.{field}"] = code }
            );
            var refused = await gp.PostAsync(person.Address, fields, expected: 400);
            Assert.Contains("from the list", Assert.Single(refused.Errors), StringComparison.Ordinal);
        }
    }

    private static Resuscitation Decision(CprDecision decision, int day) =>
        new()
        {
            Decision = decision,
            DecidedAt = new(2026, 1, day, 10, 0, 0, TimeSpan.Zero),
            DecidedBy = "Dr Stated",
            DiscussedWithPerson = Discussion.Yes,
        };

    private async Task<(TestBrowser Gp, string Address, TestPage Form)> OpenAsync()
    {
        var address = $"/records/{await app.StartRecordAsync()}/plan/access-to-home";
        var gp = await app.SignInAsAsync("gp");
        return (gp, address, await gp.PageAsync(address));
    }
}
