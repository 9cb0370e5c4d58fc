using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.BeliefsAndWishesSection;

/// <summary>What is typed about beliefs and wishes.</summary>
public sealed class BeliefsAndWishesForm : ISectionForm<BeliefsAndWishesForm, BeliefsAndWishes>
{
    [Longest(4000)]
    public string? FaithAndCulturalNeeds { get; set; }

    public DonationWish? OrganAndTissueDonation { get; set; }

    [Longest(1000)]
    public string? DonationDetails { get; set; }

    [Longest(4000)]
    public string? TreatmentWishes { get; set; }

    [Longest(4000)]
    public string? WishesAfterDeath { get; set; }

    [Longest(4000)]
    public string? OtherWishes { get; set; }

    public static BeliefsAndWishesForm From(BeliefsAndWishes? answers) =>
        new()
        {
            FaithAndCulturalNeeds = answers?.FaithAndCulturalNeeds,
            OrganAndTissueDonation = answers?.OrganAndTissueDonation,
            DonationDetails = answers?.DonationDetails,
            TreatmentWishes = answers?.TreatmentWishes,
            WishesAfterDeath = answers?.WishesAfterDeath,
            OtherWishes = answers?.OtherWishes,
        };

    public BeliefsAndWishes ToAnswers() =>
        new()
        {
            FaithAndCulturalNeeds = FaithAndCulturalNeeds.OrNull(),
            OrganAndTissueDonation = OrganAndTissueDonation,
            DonationDetails = DonationDetails.OrNull(),
            TreatmentWishes = TreatmentWishes.OrNull(),
            WishesAfterDeath = WishesAfterDeath.OrNull(),
            OtherWishes = OtherWishes.OrNull(),
        };

    public sealed class Validator : FormValidator<BeliefsAndWishesForm>;
}
