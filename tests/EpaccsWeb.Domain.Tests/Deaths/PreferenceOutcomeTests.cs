using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Deaths;

/// <summary>Whether a person died where they wished.</summary>
public sealed class PreferenceOutcomeTests
{
    [Theory]
    [InlineData(Place.OwnHome, Place.OwnHome, false, true)]
    [InlineData(Place.OwnHome, Place.PrivateResidence, false, true)]
    [InlineData(Place.CareHome, Place.NursingHome, false, true)]
    [InlineData(Place.NursingHome, Place.ResidentialHome, false, true)]
    [InlineData(Place.Hospital, Place.CommunityHospital, false, true)]
    [InlineData(Place.Hospice, Place.Hospital, false, false)]
    [InlineData(Place.OwnHome, Place.NursingHome, false, false)]
    [InlineData(Place.Other, Place.Ambulance, false, true)]
    public void Places_are_compared_at_the_high_level(Place wished, Place actual, bool inCareHome, bool met) =>
        Assert.Equal(met, PreferenceOutcome.FirstMet(Wish(new() { Place = wished }), Died(actual), inCareHome));

    [Theory]
    [InlineData(Place.CareHome, true, true)]
    [InlineData(Place.CareHome, false, false)]
    public void A_wish_for_the_usual_residence_is_met_by_the_recorded_residence(Place actual, bool inCareHome, bool met) =>
        Assert.Equal(
            met,
            PreferenceOutcome.FirstMet(Wish(new() { Place = Place.OwnHome, IsUsualResidence = true }), Died(actual), inCareHome)
        );

    [Fact]
    public void A_wish_for_the_usual_residence_is_met_by_every_death_that_counts_as_one_in_it()
    {
        // A wish of another kind, so that nothing but the residence can meet it.
        var wish = Wish(new() { Place = Place.Hospice, IsUsualResidence = true });
        foreach (var actual in Enum.GetValues<Place>().Where(place => place is not Place.Hospice))
        {
            foreach (var inCareHome in new[] { true, false })
            {
                foreach (bool? stated in new bool?[] { true, false, null })
                {
                    var death = Died(actual) with { InUsualResidence = stated };
                    Assert.Equal(
                        PreferenceOutcome.InUsualResidence(death, inCareHome),
                        PreferenceOutcome.FirstMet(wish, death, inCareHome)
                    );
                }
            }
        }

        Assert.True(PreferenceOutcome.FirstMet(wish, Died(Place.OwnHome), inCareHome: true));
    }

    [Fact]
    public void Without_a_wish_or_a_place_it_cannot_be_said()
    {
        Assert.Null(PreferenceOutcome.FirstMet(null, Died(Place.OwnHome), false));
        Assert.Null(PreferenceOutcome.FirstMet(new PlaceStatement { Finding = PlaceFinding.Declined }, Died(Place.OwnHome), false));
        Assert.Null(PreferenceOutcome.FirstMet(Wish(new() { Place = Place.OwnHome }), Died(null), false));
        Assert.Null(PreferenceOutcome.InUsualResidence(Died(null), true));
    }

    [Fact]
    public void The_second_choice_counts_only_where_it_is_asked_for()
    {
        var wish = Wish(new() { Place = Place.OwnHome }) with { Second = new() { Place = Place.Hospice } };

        Assert.False(PreferenceOutcome.FirstMet(wish, Died(Place.Hospice), false));
        Assert.True(PreferenceOutcome.FirstOrSecondMet(wish, Died(Place.Hospice), false));
    }

    [Theory]
    [InlineData("St Clare's", "st clare's ", true)]
    [InlineData("St Clare's", "St Hilda's", false)]
    [InlineData("St Clare's", null, false)]
    [InlineData(null, "St Clare's", null)]
    public void A_named_place_is_compared_by_name(string? wished, string? actual, bool? met) =>
        Assert.Equal(
            met,
            PreferenceOutcome.NamedPlaceMet(
                Wish(new() { Place = Place.Hospice, Name = wished }),
                Died(Place.Hospice) with
                {
                    ActualPlaceName = actual,
                }
            )
        );

    private static PlaceStatement Wish(PlacePreference first) => new() { First = first };

    private static DeathAnswers Died(Place? actual) => new() { DiedOn = new(2026, 1, 2), ActualPlace = actual };
}
