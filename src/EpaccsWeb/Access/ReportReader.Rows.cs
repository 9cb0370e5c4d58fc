using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Access;

/// <summary>One row of the view report_deaths.</summary>
internal sealed record DeathRow(
    DateOnly DiedOn,
    DateOnly StartedOn,
    DateOnly Born,
    string Organisation,
    string Wish,
    string? First,
    bool PlaceAt30Days,
    bool PlaceAt7Days,
    bool PlaceAt1Day,
    bool WishChanged,
    string? Actual,
    bool InUsualResidence,
    bool? FirstMet,
    bool? FirstOrSecondMet,
    bool? NamedPlaceMet,
    string? Variance,
    bool NotForCpr,
    bool SeenByUrgentCare,
    string? DiagnosisGroup,
    int? ImdDecile,
    string? Ethnicity,
    string? Sex,
    bool InCareHome,
    Guid PracticeId,
    Guid? AreaId,
    Guid RecordingOrganisationId,
    string? ConsentToShare,
    Guid[] CareOrganisationIds
)
{
    /// <summary>Every row; narrow it before reading it.</summary>
    public static FormattableString All =>
        $"""
            select died_on as "DiedOn", started_on as "StartedOn", born as "Born", practice_code as "Organisation", wish as "Wish",
                   first_place as "First", place_at_30_days as "PlaceAt30Days", place_at_7_days as "PlaceAt7Days",
                   place_at_1_day as "PlaceAt1Day", wish_changed as "WishChanged", actual_place as "Actual",
                   in_usual_residence as "InUsualResidence", first_met as "FirstMet", first_or_second_met as "FirstOrSecondMet",
                   named_place_met as "NamedPlaceMet", variance as "Variance", not_for_cpr as "NotForCpr",
                   seen_by_urgent_care as "SeenByUrgentCare", diagnosis_group as "DiagnosisGroup", imd_decile as "ImdDecile",
                   ethnicity as "Ethnicity", gender as "Sex", in_care_home as "InCareHome", practice_id as "PracticeId",
                   area_id as "AreaId", recording_organisation_id as "RecordingOrganisationId", consent_to_share as "ConsentToShare",
                   care_organisation_ids as "CareOrganisationIds"
            from report_deaths
            """;

    public DeathFacts ToFacts() =>
        new()
        {
            DiedOn = DiedOn,
            StartedOn = StartedOn,
            Born = Born,
            Organisation = Organisation,
            Wish = Coded<PlaceStatus>.Of(Wish)!.Value,
            First = Coded<Place>.Of(First),
            PlaceAt30Days = PlaceAt30Days,
            PlaceAt7Days = PlaceAt7Days,
            PlaceAt1Day = PlaceAt1Day,
            WishChanged = WishChanged,
            Actual = Coded<Place>.Of(Actual),
            InUsualResidence = InUsualResidence,
            FirstMet = FirstMet,
            FirstOrSecondMet = FirstOrSecondMet,
            NamedPlaceMet = NamedPlaceMet,
            Variance = Coded<VarianceReason>.Of(Variance),
            NotForCpr = NotForCpr,
            SeenByUrgentCare = SeenByUrgentCare,
            DiagnosisGroup = Coded<DiagnosisGroup>.Of(DiagnosisGroup),
            ImdDecile = ImdDecile,
            Ethnicity = Coded<Ethnicity>.Of(Ethnicity),
            Sex = Coded<Gender>.Of(Sex),
            InCareHome = InCareHome,
        };

    /// <summary>Slugs looked up, because a report reads some hundred thousand.</summary>
    private static class Coded<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string, T> BySlug = Enum.GetValues<T>().ToDictionary(value => Slug.Of(value));

        public static T? Of(string? slug) => slug is null ? null : BySlug[slug];
    }
}
