using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.AboutMeSection;

/// <summary>What is typed about the person in their own words.</summary>
public sealed class AboutMeForm : ISectionForm<AboutMeForm, AboutMe>
{
    [Longest(4000)]
    public string? MostImportantToMe { get; set; }

    [Longest(4000)]
    public string? PeopleImportantToMe { get; set; }

    [Longest(4000)]
    public string? HowICommunicate { get; set; }

    [Longest(4000)]
    public string? MyWellness { get; set; }

    [Longest(4000)]
    public string? PleaseDoAndPleaseDont { get; set; }

    [Longest(4000)]
    public string? HowAndWhenToSupportMe { get; set; }

    [Longest(4000)]
    public string? AlsoWorthKnowing { get; set; }

    public DateParts Date { get; set; } = new();

    public string? SupportedToWriteThisBy { get; set; }

    public static AboutMeForm From(AboutMe? answers) =>
        new()
        {
            MostImportantToMe = answers?.MostImportantToMe,
            PeopleImportantToMe = answers?.PeopleImportantToMe,
            HowICommunicate = answers?.HowICommunicate,
            MyWellness = answers?.MyWellness,
            PleaseDoAndPleaseDont = answers?.PleaseDoAndPleaseDont,
            HowAndWhenToSupportMe = answers?.HowAndWhenToSupportMe,
            AlsoWorthKnowing = answers?.AlsoWorthKnowing,
            Date = DateParts.From(answers?.Date),
            SupportedToWriteThisBy = answers?.SupportedToWriteThisBy,
        };

    public AboutMe ToAnswers() =>
        new()
        {
            MostImportantToMe = MostImportantToMe.OrNull(),
            PeopleImportantToMe = PeopleImportantToMe.OrNull(),
            HowICommunicate = HowICommunicate.OrNull(),
            MyWellness = MyWellness.OrNull(),
            PleaseDoAndPleaseDont = PleaseDoAndPleaseDont.OrNull(),
            HowAndWhenToSupportMe = HowAndWhenToSupportMe.OrNull(),
            AlsoWorthKnowing = AlsoWorthKnowing.OrNull(),
            Date = Date.ToDay(),
            SupportedToWriteThisBy = SupportedToWriteThisBy.OrNull(),
        };

    public sealed class Validator : FormValidator<AboutMeForm>
    {
        public Validator()
        {
            this.OptionalDate(form => form.Date, "Date");
        }
    }
}
