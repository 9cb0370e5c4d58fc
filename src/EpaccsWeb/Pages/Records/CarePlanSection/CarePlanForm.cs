using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.CarePlanSection;

/// <summary>What is typed about strengths, needs, goals and actions.</summary>
public sealed class CarePlanForm : ISectionForm<CarePlanForm, CareAndSupportPlan>
{
    [Longest(4000)]
    public string? Strengths { get; set; }

    [Longest(4000)]
    public string? Needs { get; set; }

    [Longest(4000)]
    public string? Goals { get; set; }

    [Longest(4000)]
    public string? Actions { get; set; }

    public CarePlanAgreement? AgreedWith { get; set; }

    [Longest(4000)]
    public string? AdditionalSupportPlans { get; set; }

    public static CarePlanForm From(CareAndSupportPlan? answers) =>
        new()
        {
            Strengths = answers?.Strengths,
            Needs = answers?.Needs,
            Goals = answers?.Goals,
            Actions = answers?.Actions,
            AgreedWith = answers?.AgreedWith,
            AdditionalSupportPlans = answers?.AdditionalSupportPlans,
        };

    public CareAndSupportPlan ToAnswers() =>
        new()
        {
            Strengths = Strengths.OrNull(),
            Needs = Needs.OrNull(),
            Goals = Goals.OrNull(),
            Actions = Actions.OrNull(),
            AgreedWith = AgreedWith,
            AdditionalSupportPlans = AdditionalSupportPlans.OrNull(),
        };

    public sealed class Validator : FormValidator<CarePlanForm>;
}
