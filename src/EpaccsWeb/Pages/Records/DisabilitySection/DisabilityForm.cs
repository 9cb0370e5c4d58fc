using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.DisabilitySection;

/// <summary>What is typed about disabilities and what they mean for care.</summary>
public sealed class DisabilityForm : ISectionForm<DisabilityForm, Disabilities>
{
    public string? NoneKnown { get; set; }

    [Longest(4000)]
    public string? Description { get; set; }

    public static DisabilityForm From(Disabilities? answers) =>
        new() { NoneKnown = YesNo.From(answers?.NoneKnown), Description = answers?.Description };

    public Disabilities ToAnswers() => new() { NoneKnown = YesNo.To(NoneKnown), Description = Description.OrNull() };

    public sealed class Validator : FormValidator<DisabilityForm>
    {
        public Validator()
        {
            this.YesNoOrBlank(form => form.NoneKnown);
        }
    }
}
