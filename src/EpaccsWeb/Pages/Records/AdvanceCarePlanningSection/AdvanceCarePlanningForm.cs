using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.AdvanceCarePlanningSection;

/// <summary>What is typed about how the plan came about, and which plans and tools are in use.</summary>
public sealed class AdvanceCarePlanningForm : ISectionForm<AdvanceCarePlanningForm, AdvanceCarePlanning>
{
    public List<PlanningInvolvement> Involvement { get; set; } = [];

    [Longest(1000)]
    public string? WhoWasInvolved { get; set; }

    public List<CareTool> Tools { get; set; } = [];

    public List<CarePlanName> Plans { get; set; } = [];

    public string? OnPalliativeRegister { get; set; }

    public IdentificationTrigger? IdentifiedThrough { get; set; }

    public DateParts IdentifiedOn { get; set; } = new();

    public string? IdentifiedBy { get; set; }

    public PlanCopy? Copy { get; set; }

    public static AdvanceCarePlanningForm From(AdvanceCarePlanning? answers) =>
        new()
        {
            Involvement = [.. answers?.Involvement ?? []],
            WhoWasInvolved = answers?.WhoWasInvolved,
            Tools = [.. answers?.Tools ?? []],
            Plans = [.. answers?.Plans ?? []],
            OnPalliativeRegister = YesNo.From(answers?.OnPalliativeRegister),
            IdentifiedThrough = answers?.IdentifiedThrough,
            IdentifiedOn = DateParts.From(answers?.IdentifiedOn),
            IdentifiedBy = answers?.IdentifiedBy,
            Copy = answers?.Copy,
        };

    public AdvanceCarePlanning ToAnswers() =>
        new()
        {
            Involvement = [.. Involvement.Distinct()],
            WhoWasInvolved = WhoWasInvolved.OrNull(),
            Tools = [.. Tools.Distinct()],
            Plans = [.. Plans.Distinct()],
            OnPalliativeRegister = YesNo.To(OnPalliativeRegister),
            IdentifiedThrough = IdentifiedThrough,
            IdentifiedOn = IdentifiedOn.ToDay(),
            IdentifiedBy = IdentifiedBy.OrNull(),
            Copy = Copy,
        };

    public sealed class Validator : FormValidator<AdvanceCarePlanningForm>
    {
        public Validator()
        {
            this.YesNoOrBlank(form => form.OnPalliativeRegister);
            this.OptionalDate(form => form.IdentifiedOn, "Date");
        }
    }
}
