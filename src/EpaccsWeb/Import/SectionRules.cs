using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Import;

/// <summary>Runs the sections' own rules and names the column that a broken one is about.</summary>
internal static class SectionRules
{
    private static readonly Dictionary<(string Section, string Field), string> Columns = new()
    {
        [(nameof(PersonDetails), nameof(PersonDetails.NhsNumber))] = "nhs_number",
        [(nameof(PersonDetails), nameof(PersonDetails.DateOfBirth))] = "date_of_birth",
        [(nameof(PersonDetails), nameof(PersonDetails.ImdDecile))] = "imd_decile",
        [(nameof(PreferredPlaces), nameof(PreferredPlaces.ExpressedOn))] = "ppd_recorded_on",
        [(nameof(PreferredPlaces), "Death.Finding")] = "ppd_first",
        [(nameof(PreferredPlaces), "Death.First.Place")] = "ppd_first",
        [(nameof(PreferredPlaces), "Death.Second.Place")] = "ppd_second",
        [(nameof(Resuscitation), "DecidedOn")] = "cpr_date",
        [(nameof(Resuscitation), nameof(Resuscitation.DecidedBy))] = "cpr_decided_by",
        [(nameof(Resuscitation), nameof(Resuscitation.ReviewOn))] = "cpr_review_date",
        [(nameof(LegalDecisions), nameof(LegalDecisions.Adrt))] = "adrt",
        [(nameof(LegalDecisions), nameof(LegalDecisions.Lpa))] = "lpa",
        [(nameof(AnticipatoryMedicines), nameof(AnticipatoryMedicines.Location))] = "anticipatory_location",
        [(nameof(Allergies), nameof(Allergies.Details))] = "allergies",
        [(nameof(Diagnoses), nameof(Diagnoses.Primary))] = "primary_diagnosis",
        [(nameof(Disabilities), nameof(Disabilities.Kinds))] = "disability",
        [(nameof(Disabilities), nameof(Disabilities.Description))] = "disability",
        [(nameof(FunctionalStatus), nameof(FunctionalStatus.Akps))] = "functional_status",
        [(nameof(PersonalContacts), nameof(PersonalContacts.Carer))] = "carer_status",
        [(nameof(ProfessionalContacts), nameof(ProfessionalContacts.KeyWorkerName))] = "key_worker",
        [(nameof(Death), nameof(DeathAnswers.DiedOn))] = "date_of_death",
        [(nameof(Death), nameof(DeathAnswers.Variance))] = "variance_reason",
    };

    public static string? ColumnOf(string section, string field) => Columns.GetValueOrDefault((section, field));

    public static void Check(CellReader cells, IEnumerable<ISectionAnswers> sections, SectionContext context)
    {
        foreach (var section in sections)
        {
            foreach (var problem in Problems(section, context))
            {
                cells.Refuse(ColumnOf(section.GetType().Name, problem.Field), problem.Sentence);
            }
        }
    }

    /// <summary>The rules of a section, but for those of a day that has passed: a register may hold an overdue review.</summary>
    public static IEnumerable<SectionProblem> Problems(ISectionAnswers section, SectionContext context) =>
        section is Review ? [] : section.Problems(section is PersonDetails ? context with { Born = null } : context);
}
