using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The copy for the person does not tell in one section what it leaves off in another; the clinician is told what is missing.</summary>
public sealed class PersonsCopyPrintTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Nothing_on_it_tells_how_long_the_person_may_live()
    {
        var (whole, copy, told) = await PrintAsync(
            new FinancialSupport { Kinds = [FinancialSupportKind.Sr1Completed, FinancialSupportKind.AttendanceAllowanceExam] },
            new AdvanceCarePlanning
            {
                Tools = [CareTool.GoldStandardsFramework, CareTool.PreferredPrioritiesForCare],
                OnPalliativeRegister = true,
                IdentifiedThrough = IdentificationTrigger.SurpriseQuestion,
                IdentifiedBy = "Dr Spotter",
            },
            new FunctionalStatus { Akps = 20, Frailty = 9 }
        );

        foreach (
            var words in new[]
            {
                "SR1 form completed",
                "Gold Standards Framework",
                "Surprise question",
                "Dr Spotter",
                "palliative care register",
                "frailty scale",
                "9 of 9",
            }
        )
        {
            Assert.Contains(words, whole, StringComparison.Ordinal);
            Assert.DoesNotContain(words, copy, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Recognised through", copy, StringComparison.Ordinal);
        Assert.Contains("Attendance allowance examination", copy, StringComparison.Ordinal);
        Assert.Contains("Preferred Priorities for Care document completed", copy, StringComparison.Ordinal);
        Assert.Contains("20: totally bedfast", copy, StringComparison.Ordinal);
        Assert.Contains("Functional status, frailty: It tells how long the person may live", told, StringComparison.Ordinal);
        Assert.Contains(", kinds: It tells how long the person may live", told, StringComparison.Ordinal);
        Assert.Contains(", identified through: It tells how long the person may live", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_functional_status_that_only_tells_of_dying_is_not_even_a_heading_on_it()
    {
        var (whole, copy, told) = await PrintAsync(new FunctionalStatus { Akps = 10, AssessedOn = new(2026, 1, 1) });

        Assert.Contains("10: comatose or barely rousable", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("Functional status", copy, StringComparison.Ordinal);
        Assert.Contains("Functional status: It tells how long the person may live", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cpr_decision_that_was_not_discussed_is_not_on_it_and_the_letter_says_that_the_person_may_not_know()
    {
        ISectionAnswers[] written =
        [
            new Resuscitation
            {
                Decision = CprDecision.NotForCpr,
                DecidedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                DecidedBy = "Dr Stated",
                Reason = "It would not work",
                DiscussedWithPerson = Discussion.No,
                WhyNotDiscussed = "It would do her lasting harm",
            },
        ];
        var (whole, copy, told) = await PrintAsync(written);

        Assert.Contains("Not for CPR", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("CPR", copy, StringComparison.Ordinal);
        Assert.DoesNotContain("Resuscitation", copy, StringComparison.Ordinal);
        Assert.Contains("Resuscitation: It was not discussed with the person", told, StringComparison.Ordinal);
        var letter = await (await app.SignInAsAsync("gp")).PageAsync($"/records/{await app.StartRecordAsync(sections: written)}/letter");
        Assert.Contains("It is not recorded that the person knows of it.", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_sr1_alone_is_not_even_a_heading_on_it()
    {
        var (whole, copy, _) = await PrintAsync(new FinancialSupport { Kinds = [FinancialSupportKind.Sr1Completed] });

        Assert.Contains("Financial support", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("Financial support", copy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_listed_cpr_form_is_on_it_only_when_the_person_knows_of_the_decision(bool aware, bool shown)
    {
        var (whole, copy, told) = await PrintAsync(
            new Resuscitation
            {
                Decision = CprDecision.NotForCpr,
                DecidedAt = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
                DecidedBy = "Dr Stated",
                Reason = "It would not work",
                PersonAware = aware,
            },
            new Documents
            {
                Listed =
                [
                    new() { Title = "Yellow form", Class = DocumentClass.CprForm },
                    new() { Title = "DNACPR of the hospital" },
                    new() { Title = "Clinic letter", Class = DocumentClass.Letter },
                ],
            }
        );

        Assert.Contains("Yellow form", whole, StringComparison.Ordinal);
        Assert.Contains("Clinic letter", copy, StringComparison.Ordinal);
        Assert.Equal(shown, copy.Contains("Yellow form", StringComparison.Ordinal));
        Assert.Equal(shown, copy.Contains("CPR", StringComparison.Ordinal));
        Assert.Equal(!shown, told.Contains(", listed: It tells of the CPR decision", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_remarked_of_a_contact_is_not_on_it()
    {
        var (whole, copy, told) = await PrintAsync(
            new PersonalContacts { Contacts = [new() { Name = "Meera Madeup", Comments = "They do not speak" }] }
        );

        Assert.Contains("They do not speak", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("They do not speak", copy, StringComparison.Ordinal);
        Assert.Contains("Meera Madeup", copy, StringComparison.Ordinal);
        Assert.Contains(", comments: A remark about other people.", told, StringComparison.Ordinal);
    }

    private async Task<(string Whole, string Copy, string Told)> PrintAsync(params ISectionAnswers[] sections)
    {
        var patient = await app.StartRecordAsync(sections: sections);
        var gp = await app.SignInAsAsync("gp");
        var copy = await gp.PageAsync($"/records/{patient}/print?for=person");
        return (
            Folded(await gp.PageAsync($"/records/{patient}/print"), ".app-copy"),
            Folded(copy, ".app-copy"),
            Folded(copy, ".app-no-print .nhsuk-card--warning")
        );
    }

    private static string Folded(TestPage page, string selector) =>
        string.Join(' ', page.Document.QuerySelector(selector)!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
