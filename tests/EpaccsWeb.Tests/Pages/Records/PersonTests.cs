using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The person page's own questions, which are not asked when a record is started.</summary>
[Collection(nameof(SectionApp))]
public sealed class PersonTests(SectionApp shared)
{
    [Fact]
    public async Task Marital_status_and_other_identifiers_are_kept()
    {
        var patient = await shared.App.StartRecordAsync();
        var form = await shared.Gp.PageAsync($"/records/{patient}/person");
        Assert.Equal("", form.ValueOf("Form.MaritalStatus"));

        await shared.Gp.SubmitAsync(
            form,
            new() { ["Form.MaritalStatus"] = "WidowedOrSurvivingPartner", ["Form.OtherIdentifiers"] = "Northfield N0042\nSouthfield S17" },
            expected: 302
        );

        var again = await shared.Gp.PageAsync($"/records/{patient}/person");
        Assert.Equal("WidowedOrSurvivingPartner", again.ValueOf("Form.MaritalStatus"));
        Assert.Equal("Northfield N0042\nSouthfield S17", again.ValueOf("Form.OtherIdentifiers"));
    }

    [Fact]
    public async Task Readers_see_them_and_not_disclosed_differs_from_not_recorded()
    {
        var told = await ResidentAsync(MaritalStatus.NotDisclosed);
        var blank = await ResidentAsync(null);

        Assert.Contains("Marital status Not disclosed", told, StringComparison.Ordinal);
        Assert.Contains("Marital status Not recorded", blank, StringComparison.Ordinal);
        Assert.Contains("Other identifiers N0042", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starting_a_record_does_not_ask_for_them()
    {
        var form = await shared.Gp.PageAsync("/patients/new");

        Assert.Null(form.ValueOf("Person.MaritalStatus"));
        Assert.Null(form.ValueOf("Person.OtherIdentifiers"));
    }

    [Theory]
    [InlineData("AddressLine1", "Enter the first line of the address, or “not known” or “no fixed abode”.")]
    [InlineData("UsualGp", "Enter the usual GP's name, or “not known”.")]
    [InlineData("NhsNumberStatus", "Choose the NHS number status.")]
    public async Task What_the_standard_demands_is_asked_for_when_it_is_blanked_and_nothing_is_lost(string field, string sentence)
    {
        var patient = await shared.App.StartRecordAsync(with: person => person with { NhsNumberStatus = NhsNumberStatus.Verified });

        var refused = await shared.Gp.SubmitAsync(
            await shared.Gp.PageAsync($"/records/{patient}/person"),
            new() { [$"Form.{field}"] = "", ["Form.PreferredName"] = "Patty" },
            expected: 400
        );

        Assert.Equal(sentence, Assert.Single(refused.Errors));
        Assert.Contains(sentence, refused.Document.GetElementById($"Form_{field}-error")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(("", "Patty"), (refused.ValueOf($"Form.{field}"), refused.ValueOf("Form.PreferredName")));
        var kept = await shared.Gp.PageAsync($"/records/{patient}/person");
        Assert.Equal(("Verified", ""), (kept.ValueOf("Form.NhsNumberStatus"), kept.ValueOf("Form.PreferredName")));
    }

    [Fact]
    public async Task What_an_import_left_open_may_stay_open_beside_what_may_not()
    {
        var patient = await shared.App.StartRecordAsync(with: person => person with { AddressLine1 = null });
        var refused = await shared.Gp.SubmitAsync(
            await shared.Gp.PageAsync($"/records/{patient}/person"),
            new() { ["Form.UsualGp"] = "" },
            expected: 400
        );

        Assert.Equal("Enter the usual GP's name, or “not known”.", Assert.Single(refused.Errors));
        await shared.Gp.SubmitAsync(refused, new() { ["Form.UsualGp"] = "Not known" }, expected: 302);
    }

    [Fact]
    public async Task The_practice_and_the_home_are_named_beside_their_codes_also_on_the_persons_own_copy()
    {
        var patient = await shared.App.StartRecordAsync(with: person => person with { CareHomeCode = "Y90060" });

        foreach (var page in new[] { "", "/print?for=person" })
        {
            var text = (await shared.Gp.PageAsync($"/records/{patient}{page}")).Text;
            Assert.Contains("GP practice Riverside Surgery (Y90001)", text, StringComparison.Ordinal);
            Assert.Contains("Care home The Limes (Y90060)", text, StringComparison.Ordinal);
        }
    }

    /// <summary>The person page of a resident of The Limes as the home's staff read it.</summary>
    private async Task<string> ResidentAsync(MaritalStatus? status)
    {
        var patient = await shared.App.StartRecordAsync(with: person =>
            person with
            {
                CareHomeCode = "Y90060",
                MaritalStatus = status,
                OtherIdentifiers = "N0042",
            }
        );
        return (await (await shared.App.SignInAsAsync("carehome")).PageAsync($"/records/{patient}/person")).Text;
    }
}
