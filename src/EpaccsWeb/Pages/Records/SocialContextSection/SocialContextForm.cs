using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.SocialContextSection;

/// <summary>What is typed about home, household and help.</summary>
public sealed class SocialContextForm : ISectionForm<SocialContextForm, SocialContext>
{
    public AccommodationStatus? AccommodationStatus { get; set; }

    public string? AccommodationDetails { get; set; }

    [Longest(1000)]
    public string? WhoElseLivesThere { get; set; }

    [Longest(4000)]
    public string? CarePackageAndServices { get; set; }

    [Longest(4000)]
    public string? SocialIssues { get; set; }

    public static SocialContextForm From(SocialContext? answers) =>
        new()
        {
            AccommodationStatus = answers?.AccommodationStatus,
            AccommodationDetails = answers?.AccommodationDetails,
            WhoElseLivesThere = answers?.WhoElseLivesThere,
            CarePackageAndServices = answers?.CarePackageAndServices,
            SocialIssues = answers?.SocialIssues,
        };

    public SocialContext ToAnswers() =>
        new()
        {
            AccommodationStatus = AccommodationStatus,
            AccommodationDetails = AccommodationDetails.OrNull(),
            WhoElseLivesThere = WhoElseLivesThere.OrNull(),
            CarePackageAndServices = CarePackageAndServices.OrNull(),
            SocialIssues = SocialIssues.OrNull(),
        };

    public sealed class Validator : FormValidator<SocialContextForm>;
}
