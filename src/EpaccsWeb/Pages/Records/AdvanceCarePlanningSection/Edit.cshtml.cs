using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.AdvanceCarePlanningSection;

/// <summary>Records how the plan came about, and which plans and tools are in use (SCCI1580 item 33; PRSB).</summary>
[RecordPage(RecordPart.Plan, "advance-care-planning")]
public sealed class EditModel(OpenRecord record, IValidator<AdvanceCarePlanningForm> validator)
    : SectionPage<AdvanceCarePlanningForm, AdvanceCarePlanning>(record, validator);
