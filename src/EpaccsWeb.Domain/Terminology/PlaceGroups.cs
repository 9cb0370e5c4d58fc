namespace EpaccsWeb.Domain.Terminology;

/// <summary>The high level at which places are compared and counted (data dictionary codes 10, 20, 30, 40, 50).</summary>
public enum PlaceGroup
{
    Hospital,
    Home,
    Hospice,
    CareHome,
    Other,
}

/// <summary>From a place to its high-level group, and to the codes that depend on what the place is to the person.</summary>
public static class PlaceGroups
{
    public static PlaceGroup Group(this Place place) =>
        place switch
        {
            Place.Hospital or Place.CommunityHospital => PlaceGroup.Hospital,
            Place.PrivateResidence or Place.OwnHome or Place.OtherPrivateResidence => PlaceGroup.Home,
            Place.Hospice => PlaceGroup.Hospice,
            Place.CareHome or Place.NursingHome or Place.ResidentialHome => PlaceGroup.CareHome,
            _ => PlaceGroup.Other,
        };

    /// <summary>SNOMED CT code of "Died in …" such a place; null where the standard gives none.</summary>
    public static string? DiedCode(this Place place) =>
        CodeList
            .Everything.FirstOrDefault(term => term.Died && term.List == CodeList.ListOf<Place>() && term.Slug == Slug.Of(place))
            ?.Snomed;

    /// <summary>NHS data dictionary code: the place's own, else that of its group.</summary>
    public static string? DictionaryCode(this Place place) => CodeList.Entry(place).Dictionary ?? CodeList.Entry(place.Group()).Dictionary;

    /// <summary>Places that can be wished for; the others only happen.</summary>
    public static bool CanBePreferred(this Place place) => place is not (Place.Ambulance or Place.Street or Place.GeneralPracticePremises);
}
