using EpaccsWeb.Import;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Import;

/// <summary>What an import tells of records that exist: no more than its post is shown on their pages.</summary>
public sealed class ImportSightTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Recorded = "Is already recorded; change it on the record.";

    [Theory]
    [InlineData("prognosis", "last-months", "last-weeks")]
    [InlineData("gsf_stage", "b", "c")]
    [InlineData("cpr_decision", "not-for-cpr", "for-cpr")]
    [InlineData("primary_diagnosis", "254637007 Non-small cell lung cancer", "Heart failure")]
    [InlineData("diagnosis_group", "cancer", "dementia-frailty")]
    [InlineData("allergies", "none known", "Latex: rash")]
    [InlineData("anticipatory_medicines", "Morphine", "Midazolam")]
    [InlineData("adrt", "yes", "no")]
    public async Task A_right_guess_at_what_the_post_may_not_read_looks_like_a_wrong_one(string column, string recorded, string wrong)
    {
        var number = TestApp.NextNhsNumber();
        await app.ImportAsync(Register.Csv(Register.Row(number, (column, recorded))));

        var right = await AskAsync(number, (column, recorded));
        var guess = await AskAsync(number, (column, wrong));

        Assert.Equal((0, 0, 0, 1), right.Counts());
        Assert.Equal((0, 0, 0, 1), guess.Counts());
        Assert.Equal(guess.Problems, right.Problems);
        Assert.Equal(new RowProblem(2, column, Recorded), Assert.Single(right.Problems));
    }

    [Fact]
    public async Task What_the_post_is_shown_is_compared_as_ever_and_a_blank_is_filled()
    {
        var number = TestApp.NextNhsNumber();
        await app.ImportAsync(
            Register.Csv(Register.Row(number, ("review_date", "2024-04-05"), ("ppd_first", "hospice"), ("prognosis", "last-months")))
        );
        var coordinator = await app.ActorAsync("coordinator");

        Assert.Equal((0, 1, 0, 0), (await AskAsync(number, ("review_date", "2024-04-05"), ("ppd_first", "hospice"))).Counts());
        Assert.Equal((0, 0, 0, 1), (await AskAsync(number, ("review_date", "2024-04-06"))).Counts());
        var fills = await app.ImportAsync(
            Register.Csv(Register.Row(number, ("gsf_stage", "b"), ("cpr_decision", "not-for-cpr"))),
            coordinator
        );
        Assert.Equal((0, 0, 1, 0), fills.Counts());

        // To have filled a blank beside it does not open what somebody else recorded.
        Assert.Equal((0, 0, 0, 1), (await AskAsync(number, ("prognosis", "last-months"))).Counts());
        Assert.Equal("last-months", await app.AnswerAsync(number, "prognosis", "prognosis"));
        Assert.Equal("b", await app.AnswerAsync(number, "prognosis", "stage"));
    }

    [Fact]
    public async Task The_organisations_own_file_is_the_same_until_somebody_else_writes_in_the_section()
    {
        var number = TestApp.NextNhsNumber();
        var coordinator = await app.ActorAsync("coordinator");
        (string, string)[] own = [("prognosis", "last-months"), ("allergies", "none known"), ("cpr_decision", "not-for-cpr")];
        Assert.Equal((1, 0, 0, 0), (await app.ImportAsync(Register.Csv(Register.Row(number, own)), coordinator)).Counts());
        Assert.Equal((0, 1, 0, 0), (await app.ImportAsync(Register.Csv(Register.Row(number, own)), coordinator)).Counts());

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var gp = await app.SignInAsAsync("gp");
        var edit = await gp.PageAsync($"/records/{await app.PersonAsync(number)}/plan/allergies");
        await gp.SubmitAsync(edit, new() { ["Form.Status"] = "Known", ["Form.Details"] = "Latex" }, expected: 302);

        var after = await AskAsync(number, ("prognosis", "last-months"), ("allergies", "Latex"));
        Assert.Equal(new RowProblem(2, "allergies", Recorded), Assert.Single(after.Problems));
    }

    [Fact]
    public async Task The_audit_of_a_check_and_of_an_import_names_whose_records_were_compared()
    {
        var number = TestApp.NextNhsNumber();
        await app.ImportAsync(Register.Csv(Register.Row(number)));
        var text = Register.Csv(Register.Row(number, ("town", "Valley")), Register.Row());

        await app.ImportAsync(text, await app.ActorAsync("coordinator"), reference: "compared");

        foreach (var step in new[] { "preview", "written" })
        {
            Assert.Equal(
                [await app.PersonAsync(number)],
                await app.Database.ValueAsync<Guid[]>(
                    "select people from audit_entries where request_id = 'compared' and detail like $1",
                    $"register import {step}:%"
                )
            );
        }
    }

    [Fact]
    public async Task A_record_that_has_ended_is_neither_compared_nor_filled()
    {
        var number = TestApp.NextNhsNumber();
        await app.ImportAsync(Register.Csv(Register.Row(number)));
        var person = await app.PersonAsync(number);
        var gp = await app.SignInAsAsync("gp");
        var end = await gp.PageAsync($"/records/{person}/end");
        await gp.SubmitAsync(end, new() { ["Form.Kind"] = "MovedAway", ["Form.Reason"] = "Moved out of the area" }, expected: 302);
        await (await app.SignInAsAsync("coordinator")).PageAsync($"/records/{person}", expected: 404);
        var rows = await app.CountAsync("section_versions");
        var text = Register.Csv(Register.Row(number, ("town", "Valley"), ("prognosis", "last-months")));

        var asCoordinator = await app.ImportAsync(text, await app.ActorAsync("coordinator"), skipRefused: true);
        var asHolder = await app.ImportAsync(text, skipRefused: true);

        Assert.Equal(
            "Line 2, nhs_number: A record cannot be started here. Ring the coordination service, reference reference-of-this-test",
            Assert.Single(asCoordinator.Problems).ToString()
        );
        Assert.Equal("Line 2, nhs_number: The record has ended; open it again first.", Assert.Single(asHolder.Problems).ToString());
        Assert.Equal(rows, await app.CountAsync("section_versions"));
        Assert.False(await app.Database.ValueAsync<bool>("select open from counted_plans where patient_id = $1", person));
    }

    private async Task<ImportReport> AskAsync(string number, params (string Column, string Cell)[] cells) =>
        await app.ImportAsync(
            Register.Csv(Register.Row(number, cells)),
            await app.ActorAsync("coordinator"),
            skipRefused: true,
            dryRun: true
        );
}
