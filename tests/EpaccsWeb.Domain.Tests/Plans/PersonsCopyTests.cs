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
                Assert.True(rule.Answer is null || answers.GetProperty(rule.Answer) is not null, $"{rule.Section} has no {rule.Answer}");
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

    private static Resuscitation Cpr(bool? aware, int days) =>
        new()
        {
            Decision = CprDecision.NotForCpr,
            DecidedAt = Now.AddDays(days),
            DecidedBy = "Dr A",
            PersonAware = aware,
        };

    private SectionVersion Save(ISectionAnswers answers, int basedOn) => plan.Record(answers, basedOn, Grant, SectionContext.At(Now));
}
