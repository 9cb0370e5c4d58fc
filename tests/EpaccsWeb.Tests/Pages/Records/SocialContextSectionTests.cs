using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Home, household and help.</summary>
public sealed class SocialContextSectionTests(SectionApp app) : SectionTests(app, "social-context")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Social context not recorded.");

    [Fact]
    public Task Saves_every_answer() =>
        SavesAsync(
            new()
            {
                ["Form.AccommodationStatus"] = "ShelteredOrExtraCare",
                ["Form.AccommodationDetails"] = "Ground floor, warden on site",
                ["Form.WhoElseLivesThere"] = "Her husband",
                ["Form.CarePackageAndServices"] = "Carers at 8:00\nMeals",
                ["Form.SocialIssues"] = "Worried about the rent",
            },
            "Sheltered or extra care housing",
            "More about the accommodation Ground floor, warden on site",
            "Who else lives there Her husband",
            "Care package and services Carers at 8:00 Meals",
            "Social issues Worried about the rent"
        );

    [Fact]
    public Task What_was_not_said_is_not_recorded() =>
        SavesAsync(new() { ["Form.SocialIssues"] = "None" }, "Accommodation status Not recorded", "Who else lives there Not recorded");

    [Fact]
    public Task Refuses_another_accommodation_without_words() =>
        RefusesAsync("AccommodationDetails", "Say what kind of accommodation it is.", new() { ["Form.AccommodationStatus"] = "Other" });

    [Fact]
    public async Task Is_hidden_whole_outside_the_team() =>
        Assert.Empty(
            await CardOutsideTheTeamAsync(
                new SocialContext { AccommodationStatus = AccommodationStatus.Rented, AccommodationDetails = "Orchard Court" }
            )
        );
}
