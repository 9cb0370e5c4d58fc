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

/// <summary>From a place to its high-level group.</summary>
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

    /// <summary>Places that can be wished for; the others only happen.</summary>
    public static bool CanBePreferred(this Place place) => place is not (Place.Ambulance or Place.Street or Place.GeneralPracticePremises);
}
