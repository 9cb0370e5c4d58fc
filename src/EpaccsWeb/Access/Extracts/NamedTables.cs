using System.Globalization;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using static EpaccsWeb.Access.Extracts.ExtractCells;

namespace EpaccsWeb.Access.Extracts;

/// <summary>The tables of an identifiable extract. What may tell where a restricted person is, is not in it.</summary>
internal static class NamedTables
{
    private const string Hidden = "Not given here: it may tell where the person is, and the record is restricted. Read it on the plan.";

    /// <summary>What "in the usual residence" is, in both kinds of extract.</summary>
    public const string InUsualResidence =
        "yes where it is stated, at home, and in the care home that the person lived in; else no; empty when the place is not recorded.";

    public static ExtractTable<NamedPerson> People { get; } =
        new(
            "people",
            new("nhs_number", "NHS number, 10 digits.", row => row.Row.NhsNumber),
            new(
                "nhs_number_status",
                "How far the number is traced.",
                row => Slug.Of(row.Details?.NhsNumberStatus),
                CodeList.ListOf<NhsNumberStatus>()
            ),
            new("family_name", "Family name.", row => row.Row.FamilyName),
            new("given_name", "Given name.", row => row.Row.GivenName),
            new("preferred_name", "What the person likes to be called.", row => row.Details?.PreferredName),
            new("title", "Title.", row => row.Details?.Title),
            new("date_of_birth", "YYYY-MM-DD.", row => Day(row.Row.DateOfBirth)),
            new("gender", "Person stated gender.", row => row.Row.Gender, CodeList.ListOf<Gender>()),
            new("ethnicity", "Ethnic category.", row => row.Row.Ethnicity, CodeList.ListOf<Ethnicity>()),
            new("religion", "Religion, as typed.", row => row.Details?.Religion),
            Where("address_line_1", "Address.", row => row.AddressLine1),
            Where("address_line_2", "Address.", row => row.AddressLine2),
            Where("address_line_3", "Address.", row => row.AddressLine3),
            Where("town", "Town.", row => row.Town),
            Where("postcode", "Postcode.", row => row.Postcode),
            Where("phone", "Telephone.", row => row.Phone),
            Where("gp_practice_code", "ODS code of the registered practice.", row => row.GpPracticeCode),
            Where("usual_gp", "Usual GP.", row => row.UsualGp),
            Where("care_home_code", "ODS code of the care home the person lives in.", row => row.CareHomeCode),
            Where("other_identifiers", "Numbers of other organisations, as typed.", row => row.OtherIdentifiers),
            Where(
                "imd_decile",
                "Deprivation of the neighbourhood: 1 most to 10 least.",
                row => row.ImdDecile?.ToString(CultureInfo.InvariantCulture)
            ),
            new(
                "restricted",
                "yes: location and contacts are restricted, and their columns are empty here.",
                row => YesNo(row.Row.Restricted)
            ),
            new("national_opt_out", "National data opt-out, where it is recorded.", row => YesNo(row.Details?.NationalOptOut)),
            new("consent_to_record", "Latest consent to keep a plan.", row => row.Row.ConsentToRecord, ExtractCodes.ConsentToRecord),
            new("consent_status", "Latest consent to share it.", row => row.Row.ConsentToShare, CodeList.ListOf<ConsentStatus>()),
            new("created_on", "Day the record was started.", row => Day(LondonDay(row.Row.StartedAt))),
            new("ended_as", "How the record ended; empty when it has not.", row => row.Row.EndedAs, CodeList.ListOf<EndingKind>()),
            new("review_date", "Day of the next review.", row => Day(row.Row.ReviewOn)),
            new("date_of_death", "YYYY-MM-DD; empty when no death is recorded.", row => Day(row.Row.DiedOn)),
            new(
                "death_confirmed",
                "yes, or no while it is only reported.",
                row => row.Row.DiedOn is null ? null : YesNo(row.Row.DeathConfirmed)
            ),
            new("actual_place_of_death", "Kind of place.", row => row.Row.ActualPlace, ExtractCodes.ActualPlace),
            new("actual_place_name", "Its name.", row => row.Row.Restricted ? null : row.Row.ActualPlaceName),
            new("died_in_usual_residence", InUsualResidence, row => YesNo(row.Row.InUsualResidence)),
            new("variance_reason", "Why the first choice was not met.", row => row.Row.Variance, CodeList.ListOf<VarianceReason>()),
            new(
                "cpr_disagrees",
                "yes where decisions about CPR disagree: see both in plan.csv; empty when none is recorded.",
                row => YesNo(row.CprDisagrees)
            ),
            new(
                "ceiling_disagrees",
                "yes where decisions about the ceiling of treatment disagree: see both in plan.csv; empty when none is recorded.",
                row => YesNo(row.CeilingDisagrees)
            )
        );

    public static ExtractTable<NamedAnswer> Plan { get; } =
        new(
            "plan",
            new("nhs_number", "NHS number: the key to people.csv.", row => row.NhsNumber),
            new("section", "Short name of the section.", row => row.Section),
            new("section_title", "Its title.", row => row.Title),
            new("question", "What was asked.", row => row.Question),
            new("answer", "What was recorded; coded answers with their SNOMED CT code in brackets.", row => row.Answer),
            new("state", "in force; for decisions endorsed, or awaiting endorsement.", row => row.State),
            new("disagrees", "yes on decisions that disagree: see both; empty where nothing was decided.", row => YesNo(row.Disagrees)),
            new("recorded_on", "Day it was recorded.", row => Day(row.RecordedOn)),
            new("recorded_by_role", "Role of whoever recorded it.", row => row.Role),
            new("recorded_by_organisation", "Their organisation; empty where the location is restricted.", row => row.Organisation)
        );

    /// <summary>Every answer of a person's plan that is in force, one a row.</summary>
    /// <param name="decisions">Every decision that was not revoked: all that hold are given, so that none hides another.</param>
    public static IEnumerable<NamedAnswer> AnswersOf(
        ExtractedPerson person,
        IEnumerable<ExtractedPart> parts,
        IEnumerable<ExtractedPart> decisions
    )
    {
        var bySection = parts.ToLookup(part => part.Section);
        var decided = decisions.ToList();
        foreach (var section in SectionCatalogue.Plan)
        {
            var (inForce, disagree) = section.IsDecision
                ? ExtractedDecisions.Of(section.Key, decided)
                : (Latest(bySection[section.Key]), false);
            foreach (var part in inForce)
            {
                var lines =
                    person.Restricted && section.HoldsLocation
                        ? [new AnswerLine(string.Empty, Hidden)]
                        : SectionWords.Lines(Data.SectionAnswersJson.Read(part.Answers), withCodes: true);
                foreach (var line in lines)
                {
                    yield return new(
                        person.NhsNumber,
                        section.Key,
                        section.Title,
                        line.Label,
                        line.Value,
                        !section.IsDecision ? "in force"
                            : part.Endorsed ? "endorsed"
                            : "awaiting endorsement",
                        section.IsDecision ? disagree : null,
                        LondonDay(part.At),
                        Slug.Parse<Role>(part.AuthorRole) is { } role ? RoleNames.Of(role) : part.AuthorRole,
                        person.Restricted ? null : part.AuthorOrganisation
                    );
                }
            }
        }
    }

    private static IReadOnlyList<ExtractedPart> Latest(IEnumerable<ExtractedPart> parts) =>
        [.. parts.OrderByDescending(part => part.EffectiveAt).ThenByDescending(part => part.Number).Take(1)];

    private static ExtractColumn<NamedPerson> Where(string name, string meaning, Func<PersonDetails, string?> cell) =>
        new(name, meaning, row => row.Row.Restricted || row.Details is null ? null : cell(row.Details));
}

/// <summary>One row of people.csv.</summary>
internal sealed record NamedPerson(ExtractedPerson Row, PersonDetails? Details, bool? CprDisagrees, bool? CeilingDisagrees)
{
    public static NamedPerson Of(ExtractedPerson row, IEnumerable<ExtractedPart> decisions) =>
        new(
            row,
            row.Details,
            ExtractedDecisions.Disagree<Resuscitation>(decisions),
            ExtractedDecisions.Disagree<TreatmentEscalation>(decisions)
        );
}

/// <summary>One row of plan.csv.</summary>
internal sealed record NamedAnswer(
    string NhsNumber,
    string Section,
    string Title,
    string Question,
    string Answer,
    string State,
    bool? Disagrees,
    DateOnly RecordedOn,
    string Role,
    string? Organisation
);
