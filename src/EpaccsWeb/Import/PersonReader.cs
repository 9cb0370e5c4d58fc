using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Import;

/// <summary>Turns one row into a person, or into the list of what is wrong with it.</summary>
internal sealed class PersonReader(DateTimeOffset now)
{
    private const string AfterDeath = "Is after the date of death.";

    private readonly DateOnly today = London.Day(now);

    /// <summary>The person, or null with the problems.</summary>
    public (RegisterPerson? Person, IReadOnlyList<RowProblem> Problems) Read(RegisterRow row)
    {
        if (row.Malformed is { } malformed)
        {
            return (null, [new(row.Line, null, malformed)]);
        }

        var cells = new CellReader(row, today);
        var details = Details(cells);
        var created = cells.Date("created_on") ?? today;
        var death = ReadDeath(cells);
        IReadOnlyList<ISectionAnswers> sections = [.. PlacesReader.Read(cells, created), .. SectionReader.Read(cells, created)];
        var share = cells.Code<ConsentStatus>("consent_status");
        if (!cells.States("consent_status"))
        {
            cells.Refuse("consent_status", "Must not be blank.");
        }

        var record = cells.Code<ConsentStatus>("consent_to_record");
        var consentOn = cells.Date("consent_date") ?? created;
        IReadOnlyList<string> team = [.. cells.List("core_team").Select(code => cells.Ods("core_team", code)).OfType<string>().Distinct()];
        if (cells.States("nhs_number") && !NhsNumber.TryParse(details.NhsNumber, out _))
        {
            cells.Refuse("nhs_number", "Must be an NHS number of 10 digits with a valid check digit, such as 999 000 0018.");
        }

        if (cells.Problems.Count > 0)
        {
            // A cell that could not be read would only make the rules between cells speak nonsense.
            return (null, cells.Problems);
        }

        var context = new SectionContext(today, now, details.DateOfBirth) { HasDied = death is not null };
        SectionRules.Check(cells, [details, .. sections], context);
        CheckDays(cells, details, created, consentOn, sections, death);
        var lacksVariance = death is not null && CheckDeath(cells, death, details, sections, context);
        return cells.Problems.Count > 0
            ? (null, cells.Problems)
            : (
                new RegisterPerson
                {
                    Row = row,
                    Details = details with { NhsNumber = NhsNumber.Parse(details.NhsNumber).Digits },
                    CoreTeam = team,
                    CreatedOn = created,
                    Share = share!.Value,
                    Record = record,
                    ConsentOn = consentOn,
                    Sections = sections,
                    Death = death,
                    LacksVariance = lacksVariance,
                },
                []
            );
    }

    private static PersonDetails Details(CellReader cells) =>
        new()
        {
            NhsNumber = cells.Needed("nhs_number"),
            NhsNumberStatus = cells.Code<NhsNumberStatus>("nhs_number_status") ?? NhsNumberStatus.NotTraced,
            FamilyName = cells.Needed("family_name", CellReader.Name),
            GivenName = cells.Needed("given_name", CellReader.Name),
            PreferredName = cells.Line("preferred_name", CellReader.Name),
            Title = cells.Line("title"),
            DateOfBirth = NeededDate(cells, "date_of_birth"),
            Gender = cells.Code<Gender>("gender"),
            Ethnicity = cells.Code<Ethnicity>("ethnicity"),
            Religion = cells.Line("religion"),
            AddressLine1 = cells.Line("address_line_1"),
            AddressLine2 = cells.Line("address_line_2"),
            AddressLine3 = cells.Line("address_line_3"),
            Town = cells.Line("town"),
            Postcode = cells.Line("postcode")?.ToUpperInvariant(),
            Phone = cells.Line("phone"),
            GpPracticeCode = NeededOds(cells, "gp_practice_code"),
            UsualGp = cells.Line("usual_gp"),
            CareHomeCode = cells.Ods("care_home_code"),
            Restricted = cells.YesNo("restricted") ?? false,
            ImdDecile = cells.Number("imd_decile", "Must be a number from 1 (most deprived) to 10."),
            NationalOptOut = cells.YesNo("national_opt_out"),
            TestPatient = cells.YesNo("test_patient") ?? false,
        };

    private static DeathAnswers? ReadDeath(CellReader cells)
    {
        var answers = new DeathAnswers
        {
            DiedOn = cells.Date("date_of_death") ?? default,
            Status = cells.Code<DeathStatus>("death_status"),
            ActualPlace = cells.Code<Place>("actual_place_of_death"),
            ActualPlaceName = cells.Line("actual_place_name"),
            InUsualResidence = cells.YesNo("died_in_usual_residence", "887801000000106"),
            Variance = cells.Code<VarianceReason>("variance_reason"),
        };
        if (cells.States("date_of_death"))
        {
            return answers;
        }

        if (
            cells.FirstStated("death_status", "actual_place_of_death", "actual_place_name", "died_in_usual_residence", "variance_reason") is
            { } column
        )
        {
            cells.Refuse(column, "Says something of a death, but date_of_death is blank.");
        }

        return null;
    }

    /// <summary>Days that must not be in the future, before birth or after death.</summary>
    private void CheckDays(
        CellReader cells,
        PersonDetails details,
        DateOnly created,
        DateOnly consentOn,
        IReadOnlyList<ISectionAnswers> sections,
        DeathAnswers? death
    )
    {
        if (created > today)
        {
            cells.Refuse("created_on", "Must be today or in the past.");
        }
        else if (cells.States("created_on") && created < details.DateOfBirth)
        {
            cells.Refuse("created_on", "Must not be before the date of birth.");
        }

        if (cells.States("consent_date") && consentOn > today)
        {
            cells.Refuse("consent_date", "Must be today or in the past.");
        }
        else if (cells.States("consent_date") && consentOn < details.DateOfBirth)
        {
            cells.Refuse("consent_date", "Must not be before the date of birth.");
        }

        if (death is null)
        {
            return;
        }

        // A record may be started after a death; a consent dated by that default is no statement of the person's.
        if (cells.States("consent_date") && consentOn > death.DiedOn)
        {
            cells.Refuse("consent_date", AfterDeath);
        }

        foreach (var places in sections.OfType<PreferredPlaces>().Where(places => places.ExpressedOn > death.DiedOn))
        {
            cells.Refuse(
                places == sections.OfType<PreferredPlaces>().Last() && PlacesReader.StatesCurrent(cells)
                    ? "ppd_recorded_on"
                    : "ppd_history",
                DatedAfterDeath(cells, "ppd_recorded_on")
            );
        }

        if (sections.OfType<Resuscitation>().Any(cpr => London.Day(cpr.DecidedAt) > death.DiedOn))
        {
            cells.Refuse("cpr_date", DatedAfterDeath(cells, "cpr_date"));
        }
    }

    private static string DatedAfterDeath(CellReader cells, string column) =>
        cells.States(column) ? AfterDeath : $"{AfterDeath} A blank date counts as created_on, or as today if that is blank too.";

    /// <summary>Checks what is said of the death; true when a reason is missing that the standard would ask for.</summary>
    private static bool CheckDeath(
        CellReader cells,
        DeathAnswers death,
        PersonDetails details,
        IReadOnlyList<ISectionAnswers> sections,
        SectionContext context
    )
    {
        var wish = sections.OfType<PreferredPlaces>().LastOrDefault(places => places.ExpressedOn <= death.DiedOn)?.Death;
        foreach (var problem in death.Problems(context, wish, details.CareHomeCode is not null).Where(problem => !Lenient(problem, death)))
        {
            cells.Refuse(SectionRules.ColumnOf(nameof(Death), problem.Field), problem.Sentence);
        }

        return death.Variance is null && PreferenceOutcome.FirstMet(wish, death, details.CareHomeCode is not null) is false;
    }

    /// <summary>An old register may lack the reason, and has no column for the words to "other".</summary>
    public static bool Lenient(SectionProblem problem, DeathAnswers death) =>
        problem.Field is nameof(DeathAnswers.VarianceNotes) || (problem.Field is nameof(DeathAnswers.Variance) && death.Variance is null);

    private static DateOnly NeededDate(CellReader cells, string column)
    {
        _ = cells.Needed(column);
        return cells.Date(column) ?? default;
    }

    private static string NeededOds(CellReader cells, string column)
    {
        _ = cells.Needed(column);
        return cells.Ods(column) ?? string.Empty;
    }
}
