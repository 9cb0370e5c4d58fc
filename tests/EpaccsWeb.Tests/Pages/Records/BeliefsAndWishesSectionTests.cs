namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Faith, culture, donation and other wishes.</summary>
public sealed class BeliefsAndWishesSectionTests(SectionApp app) : SectionTests(app, "beliefs-and-wishes")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Beliefs and wishes not recorded.");

    [Fact]
    public Task Saves_every_answer() =>
        SavesAsync(
            new()
            {
                ["Form.FaithAndCulturalNeeds"] = "Washed by women",
                ["Form.OrganAndTissueDonation"] = "WishesToDonate",
                ["Form.DonationDetails"] = "Corneas",
                ["Form.TreatmentWishes"] = "No dialysis",
                ["Form.WishesAfterDeath"] = "Cremation\nwithin a day",
                ["Form.OtherWishes"] = "To see the sea",
            },
            "Faith and cultural needs Washed by women",
            "Organ and tissue donation Wishes to donate",
            "Details of donation Corneas",
            "Wishes about treatment No dialysis",
            "Wishes after death Cremation within a day",
            "Other wishes To see the sea"
        );

    [Theory]
    [InlineData("DoesNotWish", "Organ and tissue donation Does not wish to donate")]
    [InlineData("Undecided", "Organ and tissue donation Undecided")]
    [InlineData("", "Organ and tissue donation Not recorded")]
    public Task No_undecided_and_not_asked_are_three_answers(string chosen, string shown) =>
        SavesAsync(new() { ["Form.OrganAndTissueDonation"] = chosen }, shown);

    [Fact]
    public Task Refuses_a_text_that_is_too_long() =>
        RefusesAsync(
            "DonationDetails",
            "Must be 1,000 characters or fewer; this has 1,001.",
            new() { ["Form.DonationDetails"] = new string('x', 1001) }
        );
}
