using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Import;

/// <summary>Compares one row with the record that exists: an import never changes what is recorded.</summary>
internal sealed class RecordComparer(
    RegisterPerson person,
    RecordedPerson record,
    ImportOrganisations organisations,
    OpenSections open,
    DateTimeOffset now
)
{
    private static readonly string[] DeathColumns =
    [
        "date_of_death",
        "death_status",
        "actual_place_of_death",
        "actual_place_name",
        "died_in_usual_residence",
        "variance_reason",
    ];

    private readonly Comparison compare = new(person.Row);
    private readonly SectionContext context = SectionContext.At(now, record.Details.DateOfBirth) with
    {
        HasDied = person.Death is not null,
    };

    /// <summary>What to add, or null when the record says all of it; with problems the row is refused.</summary>
    public (RecordFill? Fill, IReadOnlyList<RowProblem> Problems) Compare()
    {
        _ = compare.Stated("created_on", record.StartedOn, person.CreatedOn);
        var details = SectionMerge.Person(compare, record.Details, person.Details);
        var fill = new RecordFill
        {
            Record = record,
            Details = compare.Filled.Count > 0 ? details : null,
            Consents = [.. Consents()],
            Sections =
            [
                .. Places(),
                .. person.Sections.Where(given => given is not PreferredPlaces).Select(Section).OfType<ISectionAnswers>(),
            ],
            Team = Team(),
            Death = Death(),
        };
        RefuseWhenClosed();
        return compare.Problems.Count > 0 ? (null, compare.Problems) : (compare.Filled.Count > 0 ? fill : null, []);
    }

    /// <summary>The section to write, or null when there is nothing to add.</summary>
    private ISectionAnswers? Section(ISectionAnswers given)
    {
        var key = SectionCatalogue.Of(given).Key;
        var column = SectionMerge.MainColumn(given);
        if (record.Plan.CurrentRow(key) is not { Answers: { } recorded } row)
        {
            return BlankSection(key, column) ? given : null;
        }

        compare.Unseen = !open.Has(record.Plan, key);
        var filled = Filled(row, recorded, given, column);
        compare.Unseen = false;
        return filled;
    }

    /// <summary>The recorded section with its blanks filled; null when it had none of what is given.</summary>
    private ISectionAnswers? Filled(SectionVersion row, ISectionAnswers recorded, ISectionAnswers given, string column)
    {
        var before = compare.Filled.Count;
        var merged = SectionMerge.Merge(compare, recorded, given);
        if (compare.Filled.Count == before)
        {
            return null;
        }

        if (record.Plan.EndorsementOf(row) is not null)
        {
            compare.Refuse(compare.Filled[^1], "The decision is endorsed; change it on the record.");
        }

        foreach (var problem in SectionRules.Problems(merged, context))
        {
            compare.Refuse(SectionRules.ColumnOf(merged.GetType().Name, problem.Field) ?? column, problem.Sentence);
        }

        return merged;
    }

    private IEnumerable<PreferredPlaces> Places()
    {
        var given = person.Sections.OfType<PreferredPlaces>().ToList();
        var current = given.Count > 0 && PlacesReader.StatesCurrent(person.Row) ? given[^1] : null;
        if (given.Count == 0)
        {
            return [];
        }

        if (record.Plan.Current<PreferredPlaces>() is not { } recorded)
        {
            return BlankSection("preferred-places", "ppd_first") ? given : [];
        }

        PlacesMerge.History(compare, record.Plan, given.Where(places => places != current));
        var before = compare.Filled.Count;
        var merged = current is null ? recorded : PlacesMerge.Current(compare, recorded, current);
        return compare.Filled.Count > before ? [merged] : [];
    }

    /// <summary>True when the section is blank and is filled; a revoked decision is not brought back.</summary>
    private bool BlankSection(string key, string column)
    {
        if (record.Plan.EverRecorded(key))
        {
            compare.Refuse(column);
            return false;
        }

        compare.Fill(column);
        return true;
    }

    private IEnumerable<(ConsentPurpose, ConsentAnswers)> Consents()
    {
        foreach (
            var (purpose, column, given) in new[]
            {
                (ConsentPurpose.Share, "consent_status", (ConsentStatus?)person.Share),
                (ConsentPurpose.Record, "consent_to_record", person.Record),
            }
        )
        {
            var latest = record.Latest(purpose);
            if (given is not { } status)
            {
                continue;
            }

            if (latest is null)
            {
                compare.Fill(column);
                yield return (purpose, ImportedRecord.ConsentOf(status, person.ConsentOn));
            }
            else if (compare.Value(column, (ConsentStatus?)latest.Status, status) == status && purpose is ConsentPurpose.Share)
            {
                _ = compare.Stated("consent_date", latest.On, person.ConsentOn);
            }
        }
    }

    /// <summary>The organisations to add to a team that is still blank.</summary>
    private List<string> Team()
    {
        var others = record.Team.Where(member => member.OrganisationId != record.Plan.RecordingOrganisationId).ToList();
        var missing = person
            .CoreTeam.Where(code => !record.Team.Any(member => member.InForce && member.OrganisationId == organisations.IdOf(code)))
            .ToList();
        if (missing.Count > 0 && others.Count > 0)
        {
            compare.Refuse("core_team");
            return [];
        }

        if (missing.Count > 0)
        {
            compare.Fill("core_team");
        }

        return missing;
    }

    private DeathAnswers? Death()
    {
        if (person.Death is not { } given)
        {
            return null;
        }

        if (record.LatestDeath is not { } latest)
        {
            var says = record
                .Plan.InForce("preferred-places")
                .Concat(record.Plan.InForce("resuscitation"))
                .Any(row => London.Day(row.EffectiveAt) > given.DiedOn);
            compare.Fill("date_of_death");
            if (says)
            {
                compare.Refuse("date_of_death", "The record holds a preference or decision dated after this day.");
            }

            return Checked(given);
        }

        if (latest.Kind is DeathEntryKind.Undone)
        {
            compare.Refuse("date_of_death");
            return null;
        }

        var before = compare.Filled.Count;
        var here = latest.Answers;
        var merged = here with
        {
            DiedOn = compare.Stated("date_of_death", here.DiedOn, given.DiedOn),
            Status = compare.Value("death_status", here.Status, given.Status),
            ActualPlace = compare.Value("actual_place_of_death", here.ActualPlace, given.ActualPlace),
            ActualPlaceName = compare.Text("actual_place_name", here.ActualPlaceName, given.ActualPlaceName),
            InUsualResidence = compare.Value("died_in_usual_residence", here.InUsualResidence, given.InUsualResidence),
            Variance = compare.Value("variance_reason", here.Variance, given.Variance),
        };
        return compare.Filled.Count > before ? Checked(merged) : null;
    }

    private DeathAnswers Checked(DeathAnswers death)
    {
        var wish = PlanFacts.WishOn(record.Plan, death.DiedOn) ?? person.Section<PreferredPlaces>()?.Death;
        foreach (var problem in death.Problems(context, wish, (record.Details.CareHomeCode ?? person.Details.CareHomeCode) is not null))
        {
            if (!PersonReader.Lenient(problem, death))
            {
                compare.Refuse(SectionRules.ColumnOf(nameof(Death), problem.Field) ?? "date_of_death", problem.Sentence);
            }
        }

        return death;
    }

    private void RefuseWhenClosed()
    {
        if (record.DiedOn is not null && compare.Filled.FirstOrDefault(column => !DeathColumns.Contains(column)) is { } column)
        {
            compare.Refuse(column, "The person has died and the record is closed. Only facts of the death can be added.");
        }
    }
}
