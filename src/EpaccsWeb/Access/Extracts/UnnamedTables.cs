using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using static EpaccsWeb.Access.Extracts.ExtractCells;

namespace EpaccsWeb.Access.Extracts;

/// <summary>The tables of a pseudonymised extract: coded answers only, every date coarsened to its quarter.</summary>
internal static class UnnamedTables
{
    private const string Key = "The person, under a pseudonym: the same in every file of this extract, another in any other extract.";

    private const string OrNotShown = " not-shown where too few people would be alike.";

    private const string OrNoDate = " not-shown where the quarter of a death is not.";

    public static ExtractTable<UnnamedPerson> People { get; } =
        new(
            "people",
            new("pseudonym", Key, row => row.Pseudonym),
            new(
                "age_band",
                "Age today, or at death: under-65, 65-74, 75-84, 85-and-over; under-75, 75-and-over or" + OrNotShown,
                row => row.Shown.AgeBand
            ),
            new("sex", "Person stated gender, not-recorded, or" + OrNotShown, row => row.Shown.Sex, CodeList.ListOf<Gender>()),
            new("ethnic_group", "white, mixed, asian, black, other, not-recorded, or" + OrNotShown, row => row.Shown.EthnicGroup),
            new(
                "imd_quintile",
                "Deprivation of the neighbourhood: 1 most to 5 least, not-recorded, or" + OrNotShown,
                row => row.Shown.ImdQuintile
            ),
            new(
                "died",
                "Quarter of death such as 2025-Q1; its year, or yes, where too few people would be alike; not-recorded when no death is.",
                row => row.Shown.Died
            ),
            new(
                "record_started",
                "Quarter in which the record was started, or" + OrNoDate,
                row => Beside(row, Recognisable.Quarter(LondonDay(row.Row.StartedAt)))
            ),
            new(
                "diagnosis_group",
                "Broad group of the main diagnosis; empty when not recorded.",
                row => row.Row.DiagnosisGroup,
                CodeList.ListOf<DiagnosisGroup>()
            ),
            new("consent_to_share", "Latest consent to share the plan.", row => row.Row.ConsentToShare, CodeList.ListOf<ConsentStatus>()),
            new(
                "in_care_home",
                "yes when a care home is recorded, else not-recorded; empty where the location is restricted.",
                row =>
                    row.Row.Restricted ? null
                    : row.Row.InCareHome ? "yes"
                    : Recognisable.NotRecorded
            )
        );

    public static ExtractTable<UnnamedPerson> Wishes { get; } =
        new(
            "wishes",
            new("pseudonym", Key, row => row.Pseudonym),
            new(
                "place_of_death",
                "How far the question has come: blank, recorded, unable, not-appropriate, declined, undecided.",
                row => row.Row.PpdStatus,
                CodeList.ListOf<PlaceFinding>()
            ),
            new("first_choice", "Kind of place of the first choice.", row => row.Row.PpdFirst, CodeList.ListOf<Place>()),
            new("second_choice", "Kind of place of the second choice.", row => row.Row.PpdSecond, CodeList.ListOf<Place>()),
            new(
                "expressed",
                "Quarter in which the preference was expressed; empty when it was not, or" + OrNoDate,
                row => Beside(row, Quarter(row.Row.PpdExpressedOn))
            ),
            new("cpr", "Decision about CPR; empty when not recorded.", row => row.Row.Cpr, CodeList.ListOf<CprDecision>()),
            new("cpr_endorsed", "A senior clinician has endorsed it.", row => row.Row.Cpr is null ? null : YesNo(row.Row.CprEndorsed)),
            new(
                "cpr_disagrees",
                "yes where another decision says something else; empty when none is recorded.",
                row => YesNo(row.CprDisagrees)
            ),
            new(
                "ceiling_of_treatment",
                "Ceiling of treatment; empty when not recorded.",
                row => row.Row.Ceiling,
                CodeList.ListOf<CeilingOfTreatment>()
            ),
            new(
                "ceiling_endorsed",
                "A senior clinician has endorsed it.",
                row => row.Row.Ceiling is null ? null : YesNo(row.Row.CeilingEndorsed)
            ),
            new(
                "ceiling_disagrees",
                "yes where another decision says something else; empty when none is recorded.",
                row => YesNo(row.CeilingDisagrees)
            ),
            new("prognosis", "Prognosis; empty when not recorded.", row => row.Row.Prognosis, CodeList.ListOf<Prognosis>()),
            new("stage", "Stage (GSF); empty when not recorded.", row => row.Row.Stage, CodeList.ListOf<GsfStage>()),
            new(
                "next_review",
                "Quarter of the next review; empty when not recorded, or" + OrNoDate,
                row => Beside(row, Quarter(row.Row.ReviewOn))
            )
        );

    public static ExtractTable<UnnamedPerson> Deaths { get; } =
        new(
            "deaths",
            new("pseudonym", Key, row => row.Pseudonym),
            new("confirmed", "yes, or no while the death is only reported.", row => YesNo(row.Row.DeathConfirmed)),
            new("actual_place", "Kind of place of death; empty when not recorded.", row => row.Row.ActualPlace, ExtractCodes.ActualPlace),
            new("in_usual_residence", NamedTables.InUsualResidence, row => YesNo(row.Row.InUsualResidence)),
            new("first_choice_met", "At the first choice; empty when it cannot be told.", row => YesNo(row.Row.FirstMet)),
            new(
                "first_or_second_choice_met",
                "At the first or the second choice; empty when it cannot be told.",
                row => YesNo(row.Row.FirstOrSecondMet)
            ),
            new("variance_reason", "Why the first choice was not met.", row => row.Row.Variance, CodeList.ListOf<VarianceReason>()),
            new(
                "time_with_a_plan",
                "From the start of the record to death: up-to-7-days, up-to-30-days, up-to-a-year, longer, after-death, or" + OrNoDate,
                row => Beside(row, Time(row.Row))
            )
        );

    /// <summary>What the person could be recognised by. Where somebody's location is restricted, so is their neighbourhood.</summary>
    public static Recognisable RecognisableOf(ExtractedPerson row, DateOnly today) =>
        Recognisable.Of(
            Domain.Patients.London.Age(row.DateOfBirth, row.DiedOn ?? today),
            Slug.Parse<Gender>(row.Gender),
            Slug.Parse<Ethnicity>(row.Ethnicity),
            row.Restricted ? null : row.ImdDecile,
            row.DiedOn
        );

    /// <summary>A date, or a time from it, as far as the death beside it lets it be shown.</summary>
    private static string? Beside(UnnamedPerson row, string? cell) =>
        cell is not null && row.Shown.HidesQuarterOfDeath ? Recognisable.NotShown : cell;

    private static string? Quarter(DateOnly? day) => day is { } known ? Recognisable.Quarter(known) : null;

    private static string Time(ExtractedPerson row) =>
        (row.DiedOn!.Value.DayNumber - LondonDay(row.StartedAt).DayNumber) switch
        {
            < 0 => "after-death",
            <= 7 => "up-to-7-days",
            <= 30 => "up-to-30-days",
            <= 365 => "up-to-a-year",
            _ => "longer",
        };
}

/// <summary>A person under a pseudonym, and what they could be recognised by as far as it is shown.</summary>
internal sealed record UnnamedPerson(string Pseudonym, Recognisable Shown, ExtractedPerson Row, bool? CprDisagrees, bool? CeilingDisagrees)
{
    public static UnnamedPerson Of(string pseudonym, Recognisable shown, ExtractedPerson row, IEnumerable<ExtractedPart> decisions) =>
        new(
            pseudonym,
            shown,
            row,
            ExtractedDecisions.Disagree<Resuscitation>(decisions),
            ExtractedDecisions.Disagree<TreatmentEscalation>(decisions)
        );
}
