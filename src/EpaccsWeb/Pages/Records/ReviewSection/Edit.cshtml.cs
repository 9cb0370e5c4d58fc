using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.ReviewSection;

/// <summary>Records when the plan is next looked at, and by whom (SCCI1580 item 3).</summary>
[RecordPage(RecordPart.Plan, "review")]
public sealed class EditModel(OpenRecord record, IValidator<ReviewForm> validator, TimeProvider clock)
    : SectionPage<ReviewForm, Review>(record, validator)
{
    /// <summary>A plan without a review, or with one that is past, is offered three months from today.</summary>
    protected override Review? Start(Plan plan)
    {
        var today = London.Day(clock.GetUtcNow());
        var current = plan.Current<Review>();
        return current?.NextOn >= today
            ? current
            : new Review { NextOn = today.AddMonths(Review.UsualMonths), Responsible = current?.Responsible };
    }
}
