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
