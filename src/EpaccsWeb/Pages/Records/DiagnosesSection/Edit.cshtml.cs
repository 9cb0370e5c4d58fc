using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.DiagnosesSection;

/// <summary>Records the main diagnosis and other problems that matter now (SCCI1580 items 26 and 27).</summary>
[RecordPage(RecordPart.Plan, "diagnoses")]
public sealed class EditModel(OpenRecord record, IValidator<DiagnosesForm> validator)
    : SectionPage<DiagnosesForm, Diagnoses>(record, validator)
{
    /// <summary>The groups; the list's own "not recorded" is the blank answer.</summary>
    public static IReadOnlyList<Choice> Groups { get; } =
    [.. FormParts.OptionalChoicesOf<DiagnosisGroup>().Where(choice => choice.Value != nameof(DiagnosisGroup.NotRecorded))];
}
