using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Pages.Records.DeathReviews;

/// <summary>What the record has of a death that is looked at again: the wish of that day, what came of it, and earlier reviews.</summary>
public sealed record DeathReviewView(
    Guid PatientId,
    Death Death,
    PlanFacts Facts,
    PreferredPlaces? Places,
    IReadOnlyList<DeathReview> Reviews,
    IReadOnlySet<Guid> OfThisDeath,
    bool HidesLocation,
    bool MayWrite
)
{
    /// <summary>The review that holds; one of a death that was taken back is not filled in again.</summary>
    public DeathReview? Latest => Reviews.FirstOrDefault(review => OfThisDeath.Contains(review.Id));

    public int Number => Reviews.Count == 0 ? 0 : Reviews[0].Number;

    /// <summary>The wish in force on the day of death: a place, a finding, or nothing, which the page calls "Not recorded".</summary>
    public string? FirstChoice =>
        Places?.Death.First is { } first ? PlaceWords(first)
        : Places?.Death.Finding is { } finding ? CodeList.Term(finding)
        : null;

    public string? SecondChoice => Places?.Death.Second is { } second ? PlaceWords(second) : null;

    /// <summary>Null when there is no death to review.</summary>
    public static async Task<DeathReviewView?> OfAsync(OpenRecord record, CancellationToken cancel)
    {
        var deaths = await record.DeathsAsync(cancel);
        if (deaths.FirstOrDefault() is not { Kind: not DeathEntryKind.Undone } death)
        {
            return null;
        }

        var reviews = await record.DeathReviewsAsync(cancel);
        return new(
            record.PatientId,
            death,
            await record.FactsAsync(cancel),
            PlanFacts.PlacesOn(await record.PlanAsync(cancel), death.Answers.DiedOn),
            reviews,
            DeathReview.OfThisDeath(reviews, deaths).Select(review => review.Id).ToHashSet(),
            await RecordBanner.HidesLocationAsync(record, cancel),
            record.Grant.May(Permission.RecordDeath)
        );
    }

    /// <summary>What became of the death that a review looked at; null while that still stands.</summary>
    public string? ChangedSince(DeathReview review) =>
        !OfThisDeath.Contains(review.Id) ? "Of a death that was taken back"
        : review.DeathNumber != Death.Number ? "The death was changed since"
        : null;

    private string PlaceWords(PlacePreference place) => HidesLocation ? CodeList.Term(place.Place) : place.ToString();
}
