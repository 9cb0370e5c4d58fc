using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.CarePlanSection;

/// <summary>Records strengths, needs, goals and actions (PRSB care and support plan).</summary>
[RecordPage(RecordPart.Plan, "care-plan")]
public sealed class EditModel(OpenRecord record, IValidator<CarePlanForm> validator)
    : SectionPage<CarePlanForm, CareAndSupportPlan>(record, validator);
