using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Deaths;

/// <summary>Did the person die where they wished? The one place where this is decided.</summary>
/// <remarks>Null means that it cannot be said: no place was wished for, or the actual place is not recorded.</remarks>
public static class PreferenceOutcome
{
    /// <summary>Against the first choice, compared at the high level of the data dictionary.</summary>
    public static bool? FirstMet(PlaceStatement? wish, DeathAnswers death, bool inCareHome) =>
        wish?.First is { } first && death.ActualPlace is { } actual ? Meets(first, actual, death, inCareHome) : null;

    /// <summary>Against the first or second choice.</summary>
    public static bool? FirstOrSecondMet(PlaceStatement? wish, DeathAnswers death, bool inCareHome) =>
        wish?.First is { } first && death.ActualPlace is { } actual
            ? Meets(first, actual, death, inCareHome) || (wish.Second is { } second && Meets(second, actual, death, inCareHome))
            : null;

    /// <summary>Against the named place, when the first choice names one.</summary>
    public static bool? NamedPlaceMet(PlaceStatement? wish, DeathAnswers death) =>
        wish?.First is { Name: { } name } && death.ActualPlace is not null
            ? string.Equals(name.Trim(), death.ActualPlaceName?.Trim(), StringComparison.OrdinalIgnoreCase)
            : null;

    /// <summary>Home, or the care home the person lived in, or stated so.</summary>
    public static bool? InUsualResidence(DeathAnswers death, bool inCareHome) =>
        death.ActualPlace is { } actual ? DiedInUsualResidence(actual, death, inCareHome) : null;

    private static bool Meets(PlacePreference wish, Place actual, DeathAnswers death, bool inCareHome) =>
        wish.Place.Group() == actual.Group() || (wish.IsUsualResidence is true && DiedInUsualResidence(actual, death, inCareHome));

    private static bool DiedInUsualResidence(Place actual, DeathAnswers death, bool inCareHome) =>
        death.InUsualResidence is true
        || actual is Place.PrivateResidence or Place.OwnHome
        || (inCareHome && actual.Group() is PlaceGroup.CareHome);
}
