using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Reports;

/// <summary>Deaths for tests of counting, as alike as can be apart from what is stated.</summary>
internal static class SomeDeaths
{
    public static DeathFacts Of(
        Place? wish = null,
        Place? actual = null,
        VarianceReason? variance = null,
        PlaceStatus status = PlaceStatus.Blank
    )
    {
        bool? met = wish is { } hoped && actual is { } real ? hoped.Group() == real.Group() : null;
        return new()
        {
            DiedOn = new(2025, 2, 10),
            StartedOn = new(2025, 1, 1),
            Born = new(1940, 1, 1),
            Organisation = "Y90001",
            Wish = wish is null ? status : PlaceStatus.Recorded,
            First = wish,
            Actual = actual,
            FirstMet = met,
            FirstOrSecondMet = met,
            Variance = met is false ? variance ?? VarianceReason.NotKnown : null,
            InUsualResidence = actual is Place.OwnHome,
        };
    }

    public static IEnumerable<DeathFacts> Times(this DeathFacts death, int count) => Enumerable.Repeat(death, count);
}
