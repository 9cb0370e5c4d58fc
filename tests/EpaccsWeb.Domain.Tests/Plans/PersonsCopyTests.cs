using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>What the person's own copy leaves off, by section and by what was answered.</summary>
public sealed class PersonsCopyTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Actor Gp = new(
        Guid.NewGuid(),
        "Dr A",
        Guid.NewGuid(),
        Role.GeneralPractitioner,
        Guid.NewGuid(),
        "Practice",
        Senior: true,
        Urgent: false
    );

    private readonly Plan plan = new()
    {
        Id = Guid.NewGuid(),
        PatientId = Guid.NewGuid(),
        StartedAt = Now.AddDays(-9),
        RecordingOrganisationId = Gp.OrganisationId,
    };

    private AccessGrant Grant => AccessRules.ForNewRecord(plan.PatientId, Gp);

    [Fact]
    public void Every_rule_names_a_section_and_an_answer_that_exist()
    {
        Assert.All(
            PersonsCopy.Rules,
            rule =>
            {
                var answers = rule.Section is PersonsCopy.Consent ? typeof(ConsentAnswers) : SectionCatalogue.Find(rule.Section)?.Answers;
                Assert.NotNull(answers);
                Assert.True(rule.Answer is null || Has(answers, rule.Answer), $"{rule.Section} has no {rule.Answer}");
                Assert.NotEmpty(rule.Why);
            }
        );
    }

    [Theory]
    [InlineData("prognosis", true)]
    [InlineData("alerts", true)]
    [InlineData("resuscitation", false)]
    [InlineData("access-to-home", false)]
    [InlineData("personal-contacts", false)]
    public void A_blank_plan_has_the_sections_that_are_always_left_off(string section, bool leftOff) =>
        Assert.Equal(leftOff, PersonsCopy.Of(plan).LeavesOff(section));

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(null, false)]
    public void A_cpr_decision_is_left_off_when_the_person_does_not_know_of_it(bool? aware, bool leftOff)
    {
        Save(Cpr(aware, -1), 0);

        var copy = PersonsCopy.Of(plan);

        Assert.Equal(leftOff, copy.LeavesOff("resuscitation"));
        Assert.Equal(aware is null, copy.ToTell(plan, []).Any(rule => rule is { Section: "resuscitation", OnlyWarns: true }));
    }

    [Theory]
    [InlineData(Discussion.No, null, true)]
    [InlineData(Discussion.No, false, true)]
    [InlineData(Discussion.No, true, false)]
    [InlineData(Discussion.LackedCapacity, null, false)]
    [InlineData(Discussion.Yes, null, false)]
    [InlineData(null, null, false)]
    public void A_cpr_decision_that_was_deliberately_not_discussed_is_left_off_unless_the_person_knows_of_it(
        Discussion? discussed,
        bool? aware,
        bool leftOff
    )
    {
        Save(Cpr(aware, -1) with { DiscussedWithPerson = discussed, WhyNotDiscussed = "It would harm her", WhoWasInvolved = "Son" }, 0);
        Save(new Documents { Listed = [new() { Title = "Yellow paper", Class = DocumentClass.CprForm }] }, 0);

        var copy = PersonsCopy.Of(plan);

        Assert.Equal(leftOff, copy.LeavesOff("resuscitation"));
        Assert.Equal(leftOff, copy.LeavesOff("documents"));
        var told = copy.ToTell(plan, []).Where(rule => rule is { Section: "resuscitation", Answer: null }).ToList();
        bool[] warns =
            leftOff ? [false]
            : aware is null ? [true]
            : [];
        Assert.Equal(warns, told.Select(rule => rule.OnlyWarns));
    }

    [Theory]
    [InlineData(10, null, true)]
    [InlineData(10, 9, true)]
    [InlineData(null, 9, true)]
    [InlineData(10, 8, false, nameof(FunctionalStatus.Akps))]
    [InlineData(20, 9, false, nameof(FunctionalStatus.Frailty))]
    [InlineData(20, 8, false)]
    [InlineData(null, null, false)]
    public void A_step_of_a_scale_that_tells_of_dying_goes_with_the_prognosis(int? akps, int? frailty, bool whole, params string[] answers)
    {
        Save(
            new FunctionalStatus
            {
                Akps = akps,
                Frailty = frailty,
                Notes = "Hoist",
            },
            0
        );

        var copy = PersonsCopy.Of(plan);

        Assert.Equal(whole, copy.LeavesOff("functional-status"));
        if (!whole)
        {
            Assert.Equal(
                answers.Append(nameof(FunctionalStatus.Notes)).Order(StringComparer.Ordinal),
                copy.AnswersLeftOff("functional-status").Order(StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public void Of_two_decisions_shown_one_the_person_does_not_know_of_is_enough_and_a_revoked_one_is_none()
    {
        plan.Endorse(Save(Cpr(aware: true, -5), 0), Grant, Now);
        var second = Save(Cpr(aware: false, -1), 1);
        Assert.True(PersonsCopy.Of(plan).LeavesOff("resuscitation"));

        plan.Revoke(second, "Mistake", Grant, Now);

        Assert.False(PersonsCopy.Of(plan).LeavesOff("resuscitation"));
    }

    [Fact]
    public void Remarks_are_left_off_and_told_only_when_they_were_made()
    {
        Save(new AccessToHome { KeySafe = "Porch", Notes = "Ask at number 3" }, 0);
        Save(new SocialContext { WhoElseLivesThere = "Wife" }, 0);

        var copy = PersonsCopy.Of(plan);

        Assert.Equal([nameof(AccessToHome.Notes)], copy.AnswersLeftOff("access-to-home"));
        Assert.Equal([nameof(SocialContext.SocialIssues)], copy.AnswersLeftOff("social-context"));
        Assert.Equal(
            [("prognosis", null), ("alerts", null), ("access-to-home", nameof(AccessToHome.Notes))],
            copy.ToTell(plan, []).Select(rule => (rule.Section, rule.Answer))
        );
    }

    [Fact]
    public void What_tells_how_long_the_person_may_live_goes_with_the_prognosis()
    {
        Save(new FinancialSupport { Kinds = [FinancialSupportKind.Sr1Completed, FinancialSupportKind.AttendanceAllowanceExam] }, 0);
        Save(
            new AdvanceCarePlanning
            {
                Tools = [CareTool.GoldStandardsFramework],
                OnPalliativeRegister = true,
                IdentifiedThrough = IdentificationTrigger.SurpriseQuestion,
            },
            0
        );

        var copy = PersonsCopy.Of(plan);

        Assert.False(copy.LeavesOff("financial-support"));
        Assert.Contains(nameof(FinancialSupport.Kinds), copy.AnswersLeftOff("financial-support"));
        Assert.Equal(
            [
                nameof(AdvanceCarePlanning.IdentifiedThrough),
                nameof(AdvanceCarePlanning.OnPalliativeRegister),
                nameof(AdvanceCarePlanning.Tools),
            ],
            copy.AnswersLeftOff("advance-care-planning").Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [
                nameof(FinancialSupport.Kinds),
                nameof(AdvanceCarePlanning.OnPalliativeRegister),
                nameof(AdvanceCarePlanning.IdentifiedThrough),
                nameof(AdvanceCarePlanning.Tools),
            ],
            copy.ToTell(plan, []).Select(rule => rule.Answer).OfType<string>()
        );
    }

    [Theory]
    [InlineData(true, FinancialSupportKind.Sr1Completed)]
    [InlineData(true, FinancialSupportKind.Ds1500Completed, FinancialSupportKind.Sr1Completed)]
    [InlineData(false, FinancialSupportKind.AttendanceAllowanceExam)]
    [InlineData(false)]
    public void Financial_support_that_is_only_for_the_dying_is_left_off_whole(bool leftOff, params FinancialSupportKind[] kinds)
    {
        Save(new FinancialSupport { Kinds = kinds }, 0);

        Assert.Equal(leftOff, PersonsCopy.Of(plan).LeavesOff("financial-support"));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(null, false)]
    public void A_listed_cpr_form_goes_with_the_decision_the_person_does_not_know_of(bool? aware, bool leftOff)
    {
        Save(Cpr(aware, -1), 0);
        Save(new Documents { Listed = [new() { Title = "Yellow paper", Class = DocumentClass.CprForm }] }, 0);
        Assert.Equal(leftOff, PersonsCopy.Of(plan).LeavesOff("documents"));

        Save(new Documents { Listed = [new() { Title = "DNACPR, signed" }, new() { Title = "A letter" }] }, 1);
        var copy = PersonsCopy.Of(plan);

        Assert.False(copy.LeavesOff("documents"));
        Assert.Equal(leftOff, copy.AnswersLeftOff("documents").Contains(nameof(Documents.Listed)));
        Assert.Equal([true, false], plan.Current<Documents>()!.Listed.Select(PersonsCopy.TellsCpr));
    }

    [Fact]
    public void What_is_remarked_of_a_contact_is_left_off_and_told_when_it_was_made()
    {
        Save(new PersonalContacts { Contacts = [new() { Name = "Meera" }] }, 0);
        Assert.DoesNotContain(PersonsCopy.Of(plan).ToTell(plan, []), rule => rule.Section == "personal-contacts");

        Save(new PersonalContacts { Contacts = [new() { Name = "Meera" }, new() { Name = "Jo", Comments = "They do not speak" }] }, 1);
        var copy = PersonsCopy.Of(plan);

        Assert.Equal([PersonsCopy.ContactComments], copy.AnswersLeftOff("personal-contacts"));
        Assert.Contains(copy.ToTell(plan, []), rule => rule.Answer == PersonsCopy.ContactComments);
    }

    private static bool Has(Type answers, string path)
    {
        var parts = path.Split('.', 2);
        var type = answers.GetProperty(parts[0])?.PropertyType;
        return type is not null && (parts.Length == 1 || Has(type.GetGenericArguments()[0], parts[1]));
    }

    private static Resuscitation Cpr(bool? aware, int days) =>
        new()
        {
            Decision = CprDecision.NotForCpr,
            DecidedAt = Now.AddDays(days),
            DecidedBy = "Dr A",
            Reason = "CPR would not work",
            PersonAware = aware,
        };

    private SectionVersion Save(ISectionAnswers answers, int basedOn) => plan.Record(answers, basedOn, Grant, SectionContext.At(Now));
}
