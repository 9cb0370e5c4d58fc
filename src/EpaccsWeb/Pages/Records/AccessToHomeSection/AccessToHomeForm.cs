using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.AccessToHomeSection;

/// <summary>What is typed about getting into the home.</summary>
public sealed class AccessToHomeForm : ISectionForm<AccessToHomeForm, AccessToHome>
{
    public string? KeySafe { get; set; }

    public string? LivesAlone { get; set; }

    [Longest(4000)]
    public string? Notes { get; set; }

    public static AccessToHomeForm From(AccessToHome? answers) =>
        new()
        {
            KeySafe = answers?.KeySafe,
            LivesAlone = YesNo.From(answers?.LivesAlone),
            Notes = answers?.Notes,
        };

    public AccessToHome ToAnswers() =>
        new()
        {
            KeySafe = KeySafe.OrNull(),
            LivesAlone = YesNo.To(LivesAlone),
            Notes = Notes.OrNull(),
        };

    public sealed class Validator : FormValidator<AccessToHomeForm>
    {
        public Validator()
        {
            this.YesNoOrBlank(form => form.LivesAlone);
        }
    }
}
