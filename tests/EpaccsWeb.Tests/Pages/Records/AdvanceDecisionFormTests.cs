namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The form about advance decisions does not let a refusal pass that does not hold, and says where it belongs.</summary>
public sealed class AdvanceDecisionFormTests(SectionApp app) : SectionTests(app, "legal")
{
    [Fact]
    public async Task Another_kind_does_not_get_round_the_formalities_of_a_refusal_of_cpr()
    {
        var patient = await RecordAsync();
        var missing = await Gp.SubmitAsync(
            await FormAsync(patient),
            new()
            {
                ["Form.Adrt"] = "HasAdrt",
                ["Form.AdrtRefuses"] = "CPR",
                ["Form.AdrtWitnessed"] = "no",
            },
            expected: 400
        );
        Assert.Contains("only holds in writing, signed, witnessed", Assert.Single(missing.Errors), StringComparison.Ordinal);

        // What the sentence says to do can be done.
        await Gp.SubmitAsync(
            missing,
            new()
            {
                ["Form.Adrt"] = "None",
                ["Form.AdrtRefuses"] = "",
                ["Form.AdrtWitnessed"] = "",
                ["Form.AdvanceStatementMade"] = "yes",
                ["Form.AdvanceStatement"] = "Does not wish for CPR",
            },
            expected: 302
        );
        Assert.Contains("Requests and preferences Does not wish for CPR", await CardAsync(patient), StringComparison.Ordinal);
    }
}
