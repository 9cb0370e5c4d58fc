using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Records.DeathReviews;

/// <summary>What is typed in an after-death review.</summary>
public sealed class DeathReviewForm
{
    [Longest(DeathReviewAnswers.LongestWords)]
    public string? WhatHappened { get; set; }

    public RightPlace? RightPlace { get; set; }

    public InTheWay? InTheWay { get; set; }

    [Longest(DeathReviewAnswers.LongestWords)]
    public string? WentWell { get; set; }

    [Longest(DeathReviewAnswers.LongestWords)]
    public string? ToLearn { get; set; }

    [Longest(DeathReviewAnswers.LongestWords)]
    public string? WillChange { get; set; }

    public static DeathReviewForm From(DeathReviewAnswers? answers) =>
        new()
        {
            WhatHappened = answers?.WhatHappened,
            RightPlace = answers?.RightPlace,
            InTheWay = answers?.InTheWay,
            WentWell = answers?.WentWell,
            ToLearn = answers?.ToLearn,
            WillChange = answers?.WillChange,
        };

    public DeathReviewAnswers ToAnswers() =>
        new()
        {
            WhatHappened = WhatHappened ?? string.Empty,
            RightPlace = RightPlace,
            InTheWay = InTheWay,
            WentWell = WentWell.OrNull(),
            ToLearn = ToLearn ?? string.Empty,
            WillChange = WillChange.OrNull(),
        };

    public sealed class Validator : FormValidator<DeathReviewForm>
    {
        public Validator() =>
            RuleFor(form => form)
                .Custom(
                    (form, context) =>
                    {
                        foreach (var problem in form.ToAnswers().Problems())
                        {
                            context.AddFailure(problem.Field, problem.Sentence);
                        }
                    }
                );
    }
}
