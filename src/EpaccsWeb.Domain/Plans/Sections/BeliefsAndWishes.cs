using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Faith, culture, donation and other wishes (SCCI1580 item 58; PRSB organ and tissue donation).</summary>
public sealed record BeliefsAndWishes : ISectionAnswers
{
    public string? FaithAndCulturalNeeds { get; init; }

    /// <summary>Null is "not recorded", and neither consent nor refusal.</summary>
    public DonationWish? OrganAndTissueDonation { get; init; }
    public string? DonationDetails { get; init; }
    public string? TreatmentWishes { get; init; }
    public string? WishesAfterDeath { get; init; }
    public string? OtherWishes { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context) => [];
}
