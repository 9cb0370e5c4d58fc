using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Import;

/// <summary>Reads the columns of every section but the person and the preferred places.</summary>
internal static partial class SectionReader
{
    /// <summary>Stands where the standard needs a name that the register lacks; counts as blank when compared.</summary>
    public const string NotRecorded = "Not recorded in the imported register";

    /// <summary>A discussion of an advance decision with a professional (SCCI1580 item 49): it does not say that there is one.</summary>
    private static readonly string? AdrtDiscussed = CodeList.OwnCode(typeof(LegalDecisions), nameof(LegalDecisions.AdrtDiscussed), "yes");

    public static IEnumerable<ISectionAnswers> Read(CellReader cells, DateOnly created)
    {
        ISectionAnswers?[] read =
        [
            ReadResuscitation(cells, created),
            ReadLegal(cells),
            ReadDiagnoses(cells),
            ReadPrognosis(cells),
            WordedCells.ReadAllergies(cells),
            WordedCells.ReadMedicines(cells),
            ReadPersonalContacts(cells),
            ReadProfessionalContacts(cells),
            WordedCells.ReadDisability(cells),
            ReadFunctionalStatus(cells),
            ReadReview(cells),
        ];
        return read.OfType<ISectionAnswers>();
    }

    private static Resuscitation? ReadResuscitation(CellReader cells, DateOnly created)
    {
        var decision = cells.Code<CprDecision>("cpr_decision");
        var on = cells.Date("cpr_date") ?? created;
        var review = cells.Date("cpr_review_date");
        var by = cells.Line("cpr_decided_by");
        var location = cells.Text("cpr_location", CellReader.Location);
        if (
            !cells.States("cpr_decision")
            && cells.FirstStated("cpr_date", "cpr_review_date", "cpr_decided_by", "cpr_location") is { } column
        )
        {
            cells.Refuse(column, "Says something of a CPR decision, but cpr_decision is blank.");
        }

        return decision is { } known
            ? new()
            {
                Decision = known,
                DecidedAt = London.Moment(on, TimeOnly.MinValue),
                TimeNotKnown = true,
                DecidedBy = by ?? NotRecorded,
                ReviewOn = review,
                FormLocation = location,
            }
            : null;
    }

    private static LegalDecisions? ReadLegal(CellReader cells)
    {
        var discussed = AdrtDiscussed is not null && cells.Holds("adrt", AdrtDiscussed);
        var answers = new LegalDecisions
        {
            Adrt = discussed ? null : cells.Code("adrt", yes: AdrtStatus.HasAdrt, no: AdrtStatus.None),
            AdrtDiscussed = discussed ? true : null,
            AdrtLocation = cells.Text("adrt_location", CellReader.Location),
            Lpa = cells.Code("lpa", yes: LpaStatus.HealthAndWelfare, no: LpaStatus.None),
        };
        return answers == new LegalDecisions() ? null : answers;
    }

    private static Diagnoses? ReadDiagnoses(CellReader cells)
    {
        var group = cells.Code<DiagnosisGroup>("diagnosis_group");
        var primary = cells.Line("primary_diagnosis", CellReader.Diagnosis);
        if (primary is null)
        {
            return group is { } known ? new() { Primary = CodeList.Term(known), Group = known } : null;
        }

        return CodeAndWords().Match(primary) is { Success: true } coded && SnomedId.IsValid(coded.Groups[1].Value)
            ? new()
            {
                Primary = coded.Groups[2].Success ? coded.Groups[2].Value : $"SNOMED CT {coded.Groups[1].Value}",
                PrimaryCode = coded.Groups[1].Value,
                Group = group,
            }
            : new() { Primary = primary, Group = group };
    }

    private static PrognosisAndStage? ReadPrognosis(CellReader cells)
    {
        var answers = new PrognosisAndStage { Prognosis = cells.Code<Prognosis>("prognosis"), Stage = cells.Code<GsfStage>("gsf_stage") };
        return answers == new PrognosisAndStage() ? null : answers;
    }

    private static PersonalContacts? ReadPersonalContacts(CellReader cells)
    {
        var answers = new PersonalContacts
        {
            Carer = cells.Code("carer_status", yes: CarerStatus.HasCarer, no: CarerStatus.NoCarer),
            CarerName = cells.Line("carer_name"),
            CarerPhone = cells.Line("carer_phone"),
        };
        if (answers == new PersonalContacts())
        {
            return null;
        }

        // Whoever names a carer says that there is one.
        return cells.States("carer_status") ? answers : answers with { Carer = CarerStatus.HasCarer };
    }

    private static ProfessionalContacts? ReadProfessionalContacts(CellReader cells)
    {
        var answers = new ProfessionalContacts
        {
            KeyWorkerName = cells.Line("key_worker"),
            KeyWorkerPhone = cells.Line("key_worker_phone"),
        };
        return answers == new ProfessionalContacts() ? null : answers;
    }

    private static FunctionalStatus? ReadFunctionalStatus(CellReader cells) =>
        cells.Number("functional_status", "AKPS must be 0 to 100 in steps of ten.") is { } akps ? new() { Akps = akps } : null;

    private static Review? ReadReview(CellReader cells) =>
        cells.Date("review_date") is { } next
            ? new()
            {
                NextOn = next,
                LaterBecause = next > cells.Today.AddMonths(Review.UsualMonths) ? "As in the imported register" : null,
            }
            : null;

    [GeneratedRegex(@"^(\d{6,18})(?:[ |:]+(\S.*))?$", RegexOptions.Singleline)]
    private static partial Regex CodeAndWords();
}
