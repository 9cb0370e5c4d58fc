using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>What others would see is told by the same rules, before anything is changed.</summary>
public sealed class PreviewTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("HospiceClinician", "", "Sees the record", true, true)]
    [InlineData("CareHomeStaff", "", "Sees the record", true, false)]
    [InlineData("AmbulanceClinician", "", "Sees only the urgent card", true, true)]
    [InlineData("Coordinator", "", "Sees only these parts", false, false)]
    [InlineData("HospiceClinician", "Withdrawn", "Is told nothing", false, false)]
    public async Task Each_role_sees_what_the_rules_say(string role, string consent, string words, bool allergies, bool prognosis)
    {
        var patient = await app.StartRecordAsync(
            "gp",
            ConsentStatus.Given,
            null,
            new Allergies { Status = AllergyStatus.Known, Details = "Allergyword" },
            new PrognosisAndStage { Prognosis = Prognosis.LastWeeks }
        );
        var gp = await app.SignInAsAsync("gp");

        var text = (await gp.PageAsync($"/records/{patient}/preview?role={role}&consent={consent}")).Text;

        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Equal(allergies, text.Contains("Allergyword", StringComparison.Ordinal));
        Assert.Equal(prognosis, text.Contains("Last weeks", StringComparison.Ordinal));
        await (await app.SignInAsAsync("gp2")).PageAsync($"/records/{patient}/preview", expected: 403);
    }
}
