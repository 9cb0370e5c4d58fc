using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.DisabilitySection;

/// <summary>What is typed about disabilities and what they mean for care.</summary>
public sealed class DisabilityForm : ISectionForm<DisabilityForm, Disabilities>
{
    public string? NoneKnown { get; set; }

    public Disability[] Kinds { get; set; } = [];

    [Longest(4000)]
    public string? Description { get; set; }

    public static DisabilityForm From(Disabilities? answers) =>
        new()
        {
            NoneKnown = YesNo.From(answers?.NoneKnown),
            Kinds = [.. answers?.Kinds ?? []],
            Description = answers?.Description,
        };

    public Disabilities ToAnswers()
    {
        var answers = new Disabilities
        {
            NoneKnown = YesNo.To(NoneKnown),
            Kinds = [.. Kinds.Distinct()],
            Description = Description.OrNull(),
        };

        // Whoever names a disability says that there is one.
        return answers.NoneKnown is null && answers.NamesOne() ? answers with { NoneKnown = false } : answers;
    }

    public sealed class Validator : FormValidator<DisabilityForm>
    {
        public Validator()
        {
            this.YesNoOrBlank(form => form.NoneKnown);
        }
    }
}
