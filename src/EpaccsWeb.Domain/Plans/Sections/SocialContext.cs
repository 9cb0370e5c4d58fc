using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>How and with whom the person lives, and what help they have (PRSB social context; SCCI1580 item 58 in part).</summary>
public sealed record SocialContext : ISectionAnswers
{
    /// <summary>Null is "not recorded".</summary>
    public AccommodationStatus? AccommodationStatus { get; init; }
    public string? AccommodationDetails { get; init; }
    public string? WhoElseLivesThere { get; init; }
    public string? CarePackageAndServices { get; init; }
    public string? SocialIssues { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (AccommodationStatus is Terminology.AccommodationStatus.Other && string.IsNullOrWhiteSpace(AccommodationDetails))
        {
            yield return new(nameof(AccommodationDetails), "Say what kind of accommodation it is.");
        }
    }
}
