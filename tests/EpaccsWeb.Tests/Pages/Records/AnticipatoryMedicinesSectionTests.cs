using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Medicines kept in the home for symptoms to come.</summary>
public sealed class AnticipatoryMedicinesSectionTests(SectionApp app) : SectionTests(app, "anticipatory-medicines")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Anticipatory medicines not recorded.");

    [Fact]
    public Task Saves_which_where_and_until_when() =>
        SavesAsync(
            With(
                new()
                {
                    ["Form.Status"] = "BoxIssued",
                    ["Form.Medicines"] = "Morphine 10 mg/ml injection\nMidazolam 10 mg/2 ml injection",
                    ["Form.Location"] = "Kitchen cupboard",
                    ["Form.ChartLocation"] = "On the box",
                },
                Date("ExpiresOn", new(2099, 1, 31))
            ),
            "Just-in-case box issued",
            "Morphine 10 mg/ml injection Midazolam 10 mg/2 ml injection",
            "Where they are kept Kitchen cupboard",
            "Where the chart is kept On the box",
            "31-Jan-2099"
        );

    [Fact]
    public async Task Says_what_has_expired_and_not_what_expires_today()
    {
        var gone = await RecordAsync(new AnticipatoryMedicines { Status = AnticipatoryStatus.Prescribed, ExpiresOn = new(2026, 1, 31) });
        Assert.Contains("Expired on 31-Jan-2026", await CardAsync(gone), StringComparison.Ordinal);

        var good = await RecordAsync(new AnticipatoryMedicines { Status = AnticipatoryStatus.Prescribed, ExpiresOn = Today });
        Assert.DoesNotContain("Expired", await CardAsync(good), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_dose_that_can_be_misread_and_says_beforehand_how_to_write_it()
    {
        Assert.Contains("0.5 and not .5", (await FormAsync(await RecordAsync())).Text, StringComparison.Ordinal);

        await RefusesAsync(
            "Medicines",
            "Write \"when required\" in place of \"PRN\", which can be misread.",
            new() { ["Form.Status"] = "BoxIssued", ["Form.Medicines"] = "Morphine 2.5 mg PRN" }
        );
    }

    [Fact]
    public Task Refuses_no_answer() =>
        RefusesAsync("Status", "Choose whether medicines are in place.", new() { ["Form.Medicines"] = "Morphine" });

    [Theory]
    [InlineData("Medicines", "Leave the medicines blank when none are in place.")]
    [InlineData("Location", "Leave the location blank when no medicines are in place.")]
    [InlineData("ChartLocation", "Leave the chart's location blank when no medicines are in place.")]
    public Task Refuses_details_of_medicines_that_are_not_there(string field, string sentence) =>
        RefusesAsync(field, sentence, new() { ["Form.Status"] = "NotInPlace", [$"Form.{field}"] = "Kitchen" });

    [Fact]
    public Task Refuses_the_expiry_of_medicines_that_are_not_there() =>
        RefusesAsync(
            "ExpiresOn",
            "Leave the expiry date blank when no medicines are in place.",
            With(new() { ["Form.Status"] = "NotInPlace" }, Date("ExpiresOn", Today))
        );

    [Fact]
    public async Task Hides_where_they_are_outside_the_team()
    {
        var card = await CardOutsideTheTeamAsync(
            new AnticipatoryMedicines
            {
                Status = AnticipatoryStatus.Prescribed,
                Medicines = "Morphine",
                Location = "The Limes",
                ChartLocation = "The Limes",
            }
        );

        Assert.Contains("Medicines Morphine", card, StringComparison.Ordinal);
        Assert.Contains("Where they are kept Hidden: the person's location is restricted", card, StringComparison.Ordinal);
        Assert.DoesNotContain("The Limes", card, StringComparison.Ordinal);
    }
}
