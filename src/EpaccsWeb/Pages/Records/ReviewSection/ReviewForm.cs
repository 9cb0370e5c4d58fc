using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.ReviewSection;

/// <summary>What is typed about the next review of the plan.</summary>
public sealed class ReviewForm : ISectionForm<ReviewForm, Review>
{
    public DateParts NextOn { get; set; } = new();

    public string? Responsible { get; set; }

    [Longest(1000)]
    public string? LaterBecause { get; set; }

    public static ReviewForm From(Review? answers) =>
        new()
        {
            NextOn = DateParts.From(answers?.NextOn),
            Responsible = answers?.Responsible,
            LaterBecause = answers?.LaterBecause,
        };

    public Review ToAnswers() =>
        new()
        {
            NextOn = NextOn.ToDay()!.Value,
            Responsible = Responsible.OrNull(),
            LaterBecause = LaterBecause.OrNull(),
        };

    public sealed class Validator : FormValidator<ReviewForm>
    {
        public Validator()
        {
            this.RequiredDate(form => form.NextOn, "Date of the next review");
        }
    }
}
