using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Import;

/// <summary>A recorded section with its blanks filled from the file; fields without a column stay as they are.</summary>
internal static class SectionMerge
{
    /// <summary>The column that stands for a section as a whole.</summary>
    public static string MainColumn(ISectionAnswers given) =>
        given switch
        {
            Resuscitation => "cpr_decision",
            LegalDecisions { Adrt: null, AdrtDiscussed: null } => "lpa",
            LegalDecisions => "adrt",
            Diagnoses => "primary_diagnosis",
            PrognosisAndStage prognosis => prognosis.Prognosis is null ? "gsf_stage" : "prognosis",
            Allergies => "allergies",
            AnticipatoryMedicines => "anticipatory_medicines",
            PersonalContacts => "carer_status",
            ProfessionalContacts => "key_worker",
            Disabilities => "disability",
            FunctionalStatus => "functional_status",
            Review => "review_date",
            PreferredPlaces => "ppd_first",
            _ => throw new NotSupportedException($"{given.GetType().Name} has no column."),
        };

    public static ISectionAnswers Merge(Comparison compare, ISectionAnswers recorded, ISectionAnswers given) =>
        (recorded, given) switch
        {
            (Resuscitation here, Resuscitation there) => Merge(compare, here, there),
            (LegalDecisions here, LegalDecisions there) => here with
            {
                Adrt = compare.Value("adrt", here.Adrt, there.Adrt),
                AdrtDiscussed = compare.Value("adrt", here.AdrtDiscussed, there.AdrtDiscussed),
                AdrtLocation = compare.Text("adrt_location", here.AdrtLocation, there.AdrtLocation),
                Lpa = compare.Value("lpa", here.Lpa, there.Lpa),
            },
            (Diagnoses here, Diagnoses there) => Merge(compare, here, there),
            (PrognosisAndStage here, PrognosisAndStage there) => here with
            {
                Prognosis = compare.Value("prognosis", here.Prognosis, there.Prognosis),
                Stage = compare.Value("gsf_stage", here.Stage, there.Stage),
            },
            (Allergies here, Allergies there) => Merge(compare, here, there),
            (AnticipatoryMedicines here, AnticipatoryMedicines there) => Merge(compare, here, there),
            (PersonalContacts here, PersonalContacts there) => here with
            {
                Carer = compare.Value("carer_status", here.Carer, there.Carer),
                CarerName = compare.Text("carer_name", here.CarerName, there.CarerName),
                CarerPhone = compare.Of("carer_phone", here.CarerPhone, there.CarerPhone, Comparison.SameLetters),
            },
            (ProfessionalContacts here, ProfessionalContacts there) => here with
            {
                KeyWorkerName = compare.Text("key_worker", here.KeyWorkerName, there.KeyWorkerName),
                KeyWorkerPhone = compare.Of("key_worker_phone", here.KeyWorkerPhone, there.KeyWorkerPhone, Comparison.SameLetters),
            },
            (Disabilities here, Disabilities there) => here with
            {
                NoneKnown = compare.Value("disability", here.NoneKnown, there.NoneKnown),
                Kinds = compare.Several("disability", here.Kinds, there.Kinds),
                Description = compare.Text("disability", here.Description, there.Description),
            },
            (FunctionalStatus here, FunctionalStatus there) => here with
            {
                Akps = compare.Value("functional_status", here.Akps, there.Akps),
            },
            (Review here, Review there) => here with { NextOn = compare.Stated("review_date", here.NextOn, there.NextOn) },
            _ => throw new NotSupportedException($"{given.GetType().Name} cannot be merged."),
        };

    public static PersonDetails Person(Comparison compare, PersonDetails here, PersonDetails there) =>
        here with
        {
            NhsNumberStatus = compare.Stated("nhs_number_status", here.NhsNumberStatus, there.NhsNumberStatus),
            FamilyName = compare.Text("family_name", here.FamilyName, there.FamilyName)!,
            GivenName = compare.Text("given_name", here.GivenName, there.GivenName)!,
            PreferredName = compare.Text("preferred_name", here.PreferredName, there.PreferredName),
            Title = compare.Text("title", here.Title, there.Title),
            DateOfBirth = compare.Stated("date_of_birth", here.DateOfBirth, there.DateOfBirth),
            Gender = compare.Value("gender", here.Gender, there.Gender),
            Ethnicity = compare.Value("ethnicity", here.Ethnicity, there.Ethnicity),
            Religion = compare.Text("religion", here.Religion, there.Religion),
            AddressLine1 = compare.Text("address_line_1", here.AddressLine1, there.AddressLine1),
            AddressLine2 = compare.Text("address_line_2", here.AddressLine2, there.AddressLine2),
            AddressLine3 = compare.Text("address_line_3", here.AddressLine3, there.AddressLine3),
            Town = compare.Text("town", here.Town, there.Town),
            Postcode = compare.Of("postcode", here.Postcode, there.Postcode, Comparison.SameLetters),
            Phone = compare.Of("phone", here.Phone, there.Phone, Comparison.SameLetters),
            GpPracticeCode = compare.Text("gp_practice_code", here.GpPracticeCode, there.GpPracticeCode)!,
            UsualGp = compare.Text("usual_gp", here.UsualGp, there.UsualGp),
            CareHomeCode = compare.Text("care_home_code", here.CareHomeCode, there.CareHomeCode),
            Restricted = compare.Stated("restricted", here.Restricted, there.Restricted),
            ImdDecile = compare.Value("imd_decile", here.ImdDecile, there.ImdDecile),
            NationalOptOut = compare.Value("national_opt_out", here.NationalOptOut, there.NationalOptOut),
            TestPatient = compare.Stated("test_patient", here.TestPatient, there.TestPatient),
        };

    private static Resuscitation Merge(Comparison compare, Resuscitation here, Resuscitation there)
    {
        _ = compare.Stated("cpr_decision", here.Decision, there.Decision);
        _ = compare.Stated("cpr_date", London.Day(here.DecidedAt), London.Day(there.DecidedAt));
        return here with
        {
            DecidedBy = compare.Text("cpr_decided_by", here.DecidedBy, there.DecidedBy, SectionReader.NotRecorded),
            ReviewOn = compare.Value("cpr_review_date", here.ReviewOn, there.ReviewOn),
            FormLocation = compare.Text("cpr_location", here.FormLocation, there.FormLocation),
        };
    }

    private static Diagnoses Merge(Comparison compare, Diagnoses here, Diagnoses there)
    {
        // A section that began with the group alone has the group's words where the diagnosis belongs.
        var words = here.Group is { } group ? CodeList.Term(group) : string.Empty;
        var alone = there.Group is { } given && there.Primary == CodeList.Term(given);
        var sameCode = !compare.Unseen && here.PrimaryCode is not null && here.PrimaryCode == there.PrimaryCode;
        return here with
        {
            Primary = alone || sameCode ? here.Primary : compare.Text("primary_diagnosis", here.Primary, there.Primary, words),
            PrimaryCode = alone || sameCode ? here.PrimaryCode : compare.Text("primary_diagnosis", here.PrimaryCode, there.PrimaryCode),
            Group = compare.Value("diagnosis_group", here.Group, there.Group),
        };
    }

    private static Allergies Merge(Comparison compare, Allergies here, Allergies there)
    {
        if (
            compare.Unseen
            || here.Status != there.Status
            || !Comparison.SameText(here.Details ?? string.Empty, there.Details ?? string.Empty)
        )
        {
            compare.Refuse("allergies");
        }

        return here;
    }

    private static AnticipatoryMedicines Merge(Comparison compare, AnticipatoryMedicines here, AnticipatoryMedicines there)
    {
        // A list of medicines says that they are in place, not how they came there.
        var inPlace = there.Medicines is not null && here.Status is not AnticipatoryStatus.NotInPlace;
        if (compare.Unseen || (here.Status != there.Status && !inPlace))
        {
            compare.Refuse("anticipatory_medicines");
        }

        return here with
        {
            Medicines = compare.Text("anticipatory_medicines", here.Medicines, there.Medicines),
            Location = compare.Text("anticipatory_location", here.Location, there.Location),
        };
    }
}
