using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.TreatmentEscalationSection;

/// <summary>Records how far treatment should go, and whether hospital is wanted.</summary>
[RecordPage(RecordPart.Plan, "treatment-escalation")]
public sealed class EditModel(OpenRecord record, IValidator<TreatmentEscalationForm> validator)
    : SectionPage<TreatmentEscalationForm, TreatmentEscalation>(record, validator);
