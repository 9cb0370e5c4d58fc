using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>A wrong NHS number is put right in the open: both numbers are kept, and both find the person.</summary>
public sealed class NumberCorrectionTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Mark = "Found by a former NHS number";
    private const string Reason = "The hospital letter of 3 May shows the right one";

    [Fact]
    public async Task Both_numbers_are_kept_shown_and_found_the_former_one_with_a_mark()
    {
        var patient = await app.StartRecordAsync();
        var (wrong, right) = (await NumberAsync(patient), Shown(TestApp.NextNhsNumber()));
        var gp = await app.SignInAsAsync("gp");

        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/nhs-number"),
            new()
            {
                ["Form.NhsNumber"] = right,
                ["Form.NhsNumberStatus"] = "Verified",
                ["Form.Reason"] = Reason,
            },
            expected: 302
        );

        var person = await gp.PageAsync($"/records/{patient}/person");
        Assert.Equal(right, person.ValueOf("Form.NhsNumber"));
        Assert.Contains($"Former NHS number {wrong}", person.Text, StringComparison.Ordinal);
        var history = (await gp.PageAsync($"/records/{patient}/history")).Text;
        Assert.Contains(Reason, history, StringComparison.Ordinal);
        Assert.Contains("NHS number corrected", (await gp.PageAsync($"/records/{patient}/activity")).Text, StringComparison.Ordinal);

        foreach (var (typed, marked) in new[] { (wrong, true), (right, false) })
        {
            var found = await gp.SubmitAsync(await gp.PageAsync("/patients"), new() { ["q"] = typed }, expected: 200);
            Assert.Contains($"/records/{patient}", found.Html, StringComparison.Ordinal);
            Assert.Equal(marked, found.Text.Contains(Mark, StringComparison.Ordinal));
        }

        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where detail like '%' || $1 || '%' or detail like '%' || $2 || '%'",
                NhsNumber.Parse(wrong).Digits,
                NhsNumber.Parse(right).Digits
            )
        );
    }

    [Fact]
    public async Task What_cannot_be_right_is_said_at_the_field_and_nothing_typed_is_lost()
    {
        var patient = await app.StartRecordAsync();
        var taken = await NumberAsync(await app.StartRecordAsync());
        var own = await NumberAsync(patient);
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"/records/{patient}/nhs-number");

        foreach (
            var (typed, reason, sentence) in new[]
            {
                ("999 000 0019", Reason, "its check digit does not fit"),
                ("12345", Reason, "Enter an NHS number of 10 digits"),
                (own, Reason, "This is the number that is recorded already."),
                (Shown(TestApp.NextNhsNumber()), "", "Say how you know that the recorded number is wrong."),
                (taken, Reason, "A record cannot be started here."),
            }
        )
        {
            var refused = await gp.SubmitAsync(page, new() { ["Form.NhsNumber"] = typed, ["Form.Reason"] = reason }, expected: 400);
            Assert.Contains(sentence, Assert.Single(refused.Errors), StringComparison.Ordinal);
            Assert.Equal(typed, refused.ValueOf("Form.NhsNumber"));
            Assert.Equal(reason, refused.ValueOf("Form.Reason"));
        }

        Assert.Equal(own, await NumberAsync(patient));
    }

    [Fact]
    public async Task Whoever_asks_by_corrections_whose_number_it_is_gets_no_more_answers()
    {
        var patient = await app.StartRecordAsync();
        var taken = await NumberAsync(await app.StartRecordAsync());
        var own = await NumberAsync(patient);
        await app.RelateAsync(patient, "hospital");
        var hospital = await app.SignInAsAsync("hospital");
        var addresses = new[] { $"/records/{patient}/nhs-number", $"/records/{patient}/person" };
        var pages = new[] { await hospital.PageAsync(addresses[0]), await hospital.PageAsync(addresses[1]) };
        for (var asked = 0; asked < 20; asked++)
        {
            await AskAsync(asked % 2, taken);
        }

        // A free number now gets the same words as a taken one.
        foreach (var place in new[] { 0, 1 })
        {
            Assert.StartsWith(
                "A record cannot be started here. Ring the coordination service, reference ",
                Assert.Single(await AskAsync(place, Shown(TestApp.NextNhsNumber()))),
                StringComparison.Ordinal
            );
        }

        Assert.Equal(own, await NumberAsync(patient));
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(
            await gp.PageAsync(addresses[0]),
            new() { ["Form.NhsNumber"] = Shown(TestApp.NextNhsNumber()), ["Form.Reason"] = Reason },
            expected: 302
        );

        async Task<IReadOnlyList<string>> AskAsync(int place, string number)
        {
            var typed = new Dictionary<string, string?> { ["Form.NhsNumber"] = number };
            if (place == 0)
            {
                typed["Form.Reason"] = Reason;
            }

            var form = place == 0 ? "main form" : "#person";
            return (await hospital.SubmitAsync(pages[place], typed, expected: 400, form: form)).Errors;
        }
    }

    [Fact]
    public async Task A_number_that_changes_with_the_details_is_kept_too_and_who_may_not_is_refused()
    {
        var patient = await app.StartRecordAsync(with: person => person with { CareHomeCode = "Y90060" });
        var wrong = await NumberAsync(patient);
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/person"),
            new() { ["Form.NhsNumber"] = TestApp.NextNhsNumber() },
            expected: 302,
            form: "#person"
        );

        var home = await app.SignInAsAsync("carehome");
        Assert.Contains($"Former NHS number {wrong}", (await home.PageAsync($"/records/{patient}/person")).Text, StringComparison.Ordinal);
        await home.PageAsync($"/records/{patient}/nhs-number", expected: 403);
    }

    private async Task<string> NumberAsync(Guid patient) =>
        Shown(await app.Database.ValueAsync<string>("select nhs_number from patients where id = $1", patient));

    private static string Shown(string digits) => NhsNumber.Parse(digits).Display;
}
