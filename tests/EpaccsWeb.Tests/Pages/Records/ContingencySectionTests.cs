using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Emergencies that may come, and an expected death.</summary>
public sealed class ContingencySectionTests(SectionApp app) : SectionTests(app, "contingency")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Contingency plans not recorded.");

    [Fact]
    public async Task Saves_what_may_happen_and_what_to_do()
    {
        var patient = await SavesAsync(
            With(
                new()
                {
                    ["Form.Emergencies[0].Trigger"] = "Bleeding",
                    ["Form.Emergencies[0].WhatShouldHappen"] = "Dark towels\nStay with her",
                    ["Form.Emergencies[0].WhoToContact"] = "Hospice 01632 960021",
                    ["Form.EarlyWarningSigns"] = "More tired",
                    ["Form.CopingStrategies"] = "Music",
                    ["Form.PalliativeLine"] = "01632 960022",
                    ["Form.Equipment"] = "Hospital bed",
                    ["Form.WhoMayVerify"] = "Night nurse",
                    ["Form.WhoWillCertify"] = "Dr A Madeup",
                },
                Date("DoctorLastSawOn", Today)
            ),
            "If: Bleeding Dark towels Stay with her Ring: Hospice 01632 960021",
            "24-hour palliative care line 01632 960022",
            "Early warning signs More tired",
            "What helps the person to cope Music",
            "Equipment Hospital bed",
            "Who may verify the death Night nurse",
            "Who will certify the death Dr A Madeup"
        );

        var card = await CardHtmlAsync(patient);
        Assert.Contains("tel:01632960021", card, StringComparison.Ordinal);
        Assert.Contains("tel:01632960022", card, StringComparison.Ordinal);
        Assert.Contains("If: Bleeding", (await Gp.PageAsync($"/records/{patient}/urgent")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public Task Says_what_is_not_recorded() =>
        SavesAsync(
            new() { ["Form.Emergencies[0].Trigger"] = "Bleeding" },
            "What should be done: not recorded. Ring: not recorded.",
            "24-hour palliative care line Not recorded",
            "Who may verify the death Not recorded"
        );

    [Fact]
    public Task Refuses_what_to_do_about_nothing() =>
        RefusesAsync(
            "Emergencies_0__Trigger",
            "Enter what may happen.",
            new() { ["Form.Emergencies[0].WhatShouldHappen"] = "Ring the hospice" }
        );

    [Fact]
    public Task Refuses_a_visit_in_the_future() =>
        RefusesAsync(
            "DoctorLastSawOn",
            "The date the doctor last saw the person must be today or in the past.",
            Date("DoctorLastSawOn", Today.AddDays(2))
        );

    [Fact]
    public async Task Hides_telephones_outside_the_team()
    {
        var card = await CardOutsideTheTeamAsync(
            new ContingencyPlans
            {
                Emergencies = [new() { Trigger = "Bleeding", WhoToContact = "The Limes 01632 960021" }],
                PalliativeLine = "01632 960022",
            }
        );

        Assert.Contains("If: Bleeding", card, StringComparison.Ordinal);
        Assert.DoesNotContain("The Limes", card, StringComparison.Ordinal);
        Assert.DoesNotContain("960021", card, StringComparison.Ordinal);
        Assert.Contains("960022", card, StringComparison.Ordinal);
    }
}
