namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Where the person wishes to be cared for and to die.</summary>
public sealed class PreferredPlacesSectionTests(SectionApp app) : SectionTests(app, "preferred-places")
{
    private Dictionary<string, string?> Said => Date("ExpressedOn", Today);

    [Fact]
    public Task Saves_every_answer() =>
        SavesAsync(
            With(
                Said,
                new Dictionary<string, string?>
                {
                    ["Form.Death.First.Place"] = "OwnHome",
                    ["Form.Death.First.UsualResidence"] = "yes",
                    ["Form.Death.Second.Place"] = "Hospice",
                    ["Form.Death.Second.Name"] = "Valley Hospice",
                    ["Form.Care.First.Place"] = "OwnHome",
                    ["Form.WhoWasPresent"] = "Her daughter",
                    ["Form.Notes"] = "Downstairs, by the window",
                }
            ),
            "Valley Hospice",
            "Her daughter",
            "Downstairs, by the window"
        );

    [Fact]
    public Task Someone_who_cannot_say_is_not_someone_of_whom_nothing_is_recorded() =>
        SavesAsync(
            With(Said, new Dictionary<string, string?> { ["Form.Death.Finding"] = "Undecided" }),
            "Place of death, first choice Undecided",
            "Place of care, first choice Not recorded"
        );

    [Fact]
    public Task Refuses_a_wish_without_the_day_on_which_it_was_said() =>
        RefusesAsync("ExpressedOn", "Enter the date the person said so.", new() { ["Form.Death.First.Place"] = "OwnHome" });

    [Fact]
    public async Task Offers_no_place_that_cannot_be_wished_for()
    {
        var form = await FormAsync(await RecordAsync());

        var offered = form.Document.QuerySelectorAll("#Form_Death_First_Place option").Select(option => option.GetAttribute("value"));

        Assert.Contains("NursingHome", offered);
        Assert.DoesNotContain("Ambulance", offered);
    }
}
