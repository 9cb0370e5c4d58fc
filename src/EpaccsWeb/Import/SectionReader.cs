using System.Globalization;
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

    /// <summary>Disabilities of SCCI1580 item 28 in words.</summary>
    private static readonly Dictionary<string, string> DisabilityWords = new()
    {
        ["15188001"] = "Hearing loss",
        ["397540003"] = "Visual impairment",
        ["288579009"] = "Difficulty communicating",
        ["386806002"] = "Impaired cognition",
        ["325541000000106"] = "Unable to summon help in an emergency",
        ["914271000000103"] = "Impaired ability to recognise safety risks",
    };

    public static IEnumerable<ISectionAnswers> Read(CellReader cells, DateOnly created)
    {
        ISectionAnswers?[] read =
        [
            ReadResuscitation(cells, created),
            ReadLegal(cells),
            ReadDiagnoses(cells),
            ReadPrognosis(cells),
            ReadAllergies(cells),
            ReadMedicines(cells),
            ReadPersonalContacts(cells),
            ReadProfessionalContacts(cells),
            ReadDisability(cells),
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
        var answers = new LegalDecisions
        {
            Adrt = cells.Code("adrt", yes: AdrtStatus.HasAdrt, no: AdrtStatus.None),
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

        return CodeAndWords().Match(primary) is { Success: true } coded && Snomed.IsValid(coded.Groups[1].Value)
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

    private static Allergies? ReadAllergies(CellReader cells)
    {
        if (cells.Text("allergies") is not { } text)
        {
            return null;
        }

        if (CellReader.Is(text, "none known", "no known allergies", "none", "no", "nkda", "716186003", "none-known"))
        {
            return new() { Status = AllergyStatus.NoneKnown };
        }

        if (CellReader.Is(text, "unavailable", "allergies unavailable"))
        {
            return new() { Status = AllergyStatus.Unavailable };
        }

        if (CellReader.Is(text, "known", "yes", "unknown", "not known", "not recorded"))
        {
            cells.Refuse(
                "allergies",
                "Enter what the person is allergic to, or \"none known\", or leave it blank when it is not recorded."
            );
        }

        return new() { Status = AllergyStatus.Known, Details = text };
    }

    private static AnticipatoryMedicines? ReadMedicines(CellReader cells)
    {
        var location = cells.Text("anticipatory_location", CellReader.Location);
        if (cells.Text("anticipatory_medicines") is not { } text)
        {
            if (location is not null)
            {
                cells.Refuse("anticipatory_location", "Says where medicines are, but anticipatory_medicines is blank.");
            }

            return null;
        }

        if (CellReader.Is(text, "unknown", "not known", "not recorded"))
        {
            cells.Refuse(
                "anticipatory_medicines",
                "Enter yes, no, or which medicines are in place, or leave it blank when it is not recorded."
            );
            return null;
        }

        var status =
            CellReader.Is(text, "yes") ? AnticipatoryStatus.Prescribed
            : CellReader.Is(text, "no", "none", "not in place") ? AnticipatoryStatus.NotInPlace
            : Codes<AnticipatoryStatus>.Find(text);
        return new()
        {
            Status = status ?? AnticipatoryStatus.Prescribed,
            Medicines = status is null ? text : null,
            Location = location,
        };
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

    private static Disabilities? ReadDisability(CellReader cells)
    {
        if (cells.Text("disability") is not { } text)
        {
            return null;
        }

        if (CellReader.Is(text, "no", "none", "none known", "no known disability", "750691000000106", "703154009"))
        {
            return new() { NoneKnown = true };
        }

        if (CellReader.Is(text, "yes"))
        {
            cells.Refuse("disability", "Describe the disability in words, or give its SNOMED CT id.");
        }

        var parts = text.Split(';', StringSplitOptions.TrimEntries).Select(part => DisabilityWords.GetValueOrDefault(part, part)).ToList();
        if (parts.Exists(part => part.Length > 5 && part.All(char.IsAsciiDigit)))
        {
            cells.Refuse(
                "disability",
                $"Holds a code that is not in the list: {string.Join(", ", DisabilityWords.Keys)}, 750691000000106, 703154009."
            );
        }

        return new() { NoneKnown = false, Description = DisabilityWords.Values.Any(parts.Contains) ? string.Join("; ", parts) : text };
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
