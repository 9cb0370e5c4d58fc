using AngleSharp.Html.Dom;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Buttons without a form of their own say that something was done only when it was.</summary>
public sealed class ReceiptTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_decision_that_has_changed_since_it_was_read_is_not_endorsed_and_the_page_says_so()
    {
        var patient = await app.StartRecordAsync(sections: NotForCpr);
        var gp = await app.SignInAsAsync("gp");
        var read = await gp.PageAsync($"/records/{patient}");
        var revoke = await gp.PageAsync($"/records/{patient}/resuscitation/1/revoke");
        await gp.SubmitAsync(revoke, new() { ["Form.Reason"] = "A mistake" }, expected: 302);
        Assert.Contains("Decision revoked.", (await gp.PageAsync($"/records/{patient}")).Text, StringComparison.Ordinal);

        var answer = await gp.SubmitAsync(read, [], expected: 409, form: "form[action*='Endorse']");

        Assert.Contains(answer.Errors, error => error.Contains("nothing was endorsed", StringComparison.Ordinal));
        Assert.Null(answer.Document.QuerySelector(".nhsuk-notification-banner--success"));
        Assert.Equal(0L, await CountAsync("select count(*) from section_versions where patient_id = $1 and kind = 'endorsed'", patient));
    }

    [Fact]
    public async Task A_change_of_practice_is_taken_back_once_however_often_it_is_asked_and_never_after_the_answer()
    {
        var number = TestApp.NextNhsNumber();
        var patient = await app.StartRecordAsync(with: person => person with { NhsNumber = number, FamilyName = "Stays" });
        var gp = await app.SignInAsAsync("gp");
        var waiting = await AskAsync(gp, patient);
        await gp.SubmitAsync(waiting, [], expected: 302, form: "#withdraw");
        await gp.SubmitAsync(waiting, [], expected: 302, form: "#withdraw");

        var again = await AskAsync(gp, patient);
        var other = await app.SignInAsAsync("gp2");
        var desk = (IHtmlFormElement)(await other.PageAsync("/registrations")).Document.QuerySelector("#answer")!;
        await other.PostAsync("/registrations?handler=Decline", TestBrowser.FieldsOf(desk, new() { ["Number"] = number }), expected: 302);

        var answer = await gp.SubmitAsync(again, [], expected: 409, form: "#withdraw");

        Assert.Contains(answer.Errors, error => error.Contains("nothing was taken back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_referral_that_has_ended_is_not_kept()
    {
        var patient = await app.StartRecordAsync(with: person => person with { FamilyName = "Over" });
        var gp = await app.SignInAsAsync("gp");
        await app.Database.RunAsync(
            $"""
            insert into relationships (id, patient_id, organisation_id, source, started_at, ends_at, started_by, key_worker)
            values (gen_random_uuid(), '{patient}', '{(await app.ActorAsync("socialcare")).OrganisationId}', 'referral',
                    now() - interval '1 day', now() + interval '20 days', 'Test', false)
            """
        );
        var team = await gp.PageAsync($"/records/{patient}/team");
        await app.Database.RunAsync($"update relationships set ends_at = now() where patient_id = '{patient}' and source = 'referral'");

        var answer = await gp.SubmitAsync(team, [], expected: 400, form: "form[action*='Keep']");

        Assert.Contains(answer.Errors, error => error.Contains("That referral has ended", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_practice_that_records_the_change_itself_takes_the_record_and_the_one_that_was_left_is_told()
    {
        var patient = await app.StartRecordAsync(with: person => person with { FamilyName = "Crosser" });
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/team"),
            new() { ["Organisation"] = $"{(await app.ActorAsync("gp2")).OrganisationId}" },
            expected: 302,
            form: "#add"
        );
        var other = await app.SignInAsAsync("gp2");

        await other.SubmitAsync(
            await other.PageAsync($"/records/{patient}/person"),
            new() { ["Form.GpPracticeCode"] = "Y90002" },
            expected: 302,
            form: "#person"
        );

        Assert.Contains("Registrations that passed to another practice", (await gp.PageAsync("/inbox")).Text, StringComparison.Ordinal);
        await other.PageAsync($"/records/{patient}");
    }

    [Fact]
    public async Task Who_cares_for_the_person_now_is_led_to_the_urgent_card()
    {
        var patient = await app.StartRecordAsync();
        var ooh = await app.SignInAsAsync("ooh");

        var answer = await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");

        Assert.Equal($"/records/{patient}/urgent", answer.Location);
    }

    private static Resuscitation NotForCpr =>
        new()
        {
            Decision = CprDecision.NotForCpr,
            DecidedAt = new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero),
            DecidedBy = "Dr Green",
            Reason = "Frail",
        };

    private Task<long> CountAsync(string sql, Guid patient) => app.Database.ValueAsync<long>(sql, patient);

    private static async Task<TestPage> AskAsync(TestBrowser gp, Guid patient)
    {
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/person"),
            new() { ["Form.GpPracticeCode"] = "Y90002" },
            expected: 302,
            form: "#person"
        );
        return await gp.PageAsync($"/records/{patient}/person");
    }
}
