using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>The plan's history: versions, conflicts, endorsement, revocation, the plan at a moment.</summary>
public sealed class PlanTests
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
    public void Each_save_is_the_next_version_of_its_own_section()
    {
        Assert.Equal(1, Save(Decision(CprDecision.ForCpr, -5), 0).Number);
        Assert.Equal(2, Save(Decision(CprDecision.NotForCpr, -4), 1).Number);
        Assert.Equal(1, Save(Places(), 0).Number);
    }

    [Fact]
    public void A_save_on_an_old_version_is_a_conflict()
    {
        Save(Places(), 0);

        Assert.Equal(1, Assert.Throws<PlanConflictException>(() => Save(Places(), 0)).Current);
    }

    [Fact]
    public void What_is_saved_last_holds_though_its_nodes_clock_is_behind()
    {
        static AboutMe Dog(string name) => new() { MostImportantToMe = $"My dog {name}" };
        Save(Dog("Rex"), 0);
        Save(Dog("Bess"), 1, Now.AddMinutes(-10));

        Assert.Equal("My dog Bess", plan.Current<AboutMe>()!.MostImportantToMe);
        Assert.Equal(Now.AddMinutes(-10), plan.CurrentRow("about-me")!.At);
    }

    [Fact]
    public void The_latest_decision_holds_not_the_latest_typing()
    {
        Save(Decision(CprDecision.NotForCpr, -1), 0);
        Save(Decision(CprDecision.ForCpr, -8), 1);

        Assert.Equal(CprDecision.NotForCpr, plan.Current<Resuscitation>()!.Decision);
    }

    [Fact]
    public void An_unendorsed_decision_never_hides_an_endorsed_one()
    {
        var first = Save(Decision(CprDecision.NotForCpr, -5), 0);
        plan.Endorse(first, Grant, Now);
        Save(Decision(CprDecision.ForCpr, -1), 1);

        var state = DecisionState.Of<Resuscitation>(plan);

        Assert.Equal([1, 2], state.Shown.Select(row => row.Number));
        Assert.True(state.Endorsed);
        Assert.True(state.Disagrees);
    }

    [Fact]
    public void Two_decisions_of_one_moment_that_differ_disagree()
    {
        Save(Decision(CprDecision.NotForCpr, -5), 0);
        Save(Decision(CprDecision.ForCpr, -5), 1);

        var state = DecisionState.Of<Resuscitation>(plan);

        Assert.True(state.Disagrees);
        Assert.Equal([2, 1], state.Shown.Select(row => row.Number));
    }

    [Fact]
    public void A_decision_whose_time_is_not_known_ties_with_every_one_of_its_day()
    {
        var timed = Decision(CprDecision.ForCpr, -5);
        Save(timed, 0);
        Save(
            timed with
            {
                Decision = CprDecision.NotForCpr,
                DecidedAt = London.Moment(London.Day(timed.DecidedAt), default),
                TimeNotKnown = true,
            },
            1
        );

        var state = DecisionState.Of<Resuscitation>(plan);

        Assert.True(state.Disagrees);
        Assert.Equal(2, state.Shown.Count);
    }

    [Fact]
    public void A_later_endorsed_decision_supersedes_all_before_it()
    {
        Save(Decision(CprDecision.ForCpr, -5), 0);
        plan.Endorse(Save(Decision(CprDecision.NotForCpr, -4), 1), Grant, Now);

        var state = DecisionState.Of<Resuscitation>(plan);

        Assert.Equal(2, Assert.Single(state.Shown).Number);
        Assert.False(state.Disagrees);
    }

    [Fact]
    public void A_version_of_one_moment_that_repeats_or_adds_to_the_one_before_takes_its_place()
    {
        var day = London.Moment(London.Day(Decision(CprDecision.NotForCpr, -5).DecidedAt), default);
        Save(Decision(CprDecision.NotForCpr, -5) with { DecidedAt = day, TimeNotKnown = true }, 0);
        Save(Decision(CprDecision.NotForCpr, -5), 1);
        Save(Decision(CprDecision.NotForCpr, -5), 2);
        var added = Save(Decision(CprDecision.NotForCpr, -5) with { FormLocation = "Hall" }, 3);

        Assert.Equal(4, Assert.Single(DecisionState.Of<Resuscitation>(plan).Shown).Number);
        Assert.False(DecisionState.Of<Resuscitation>(plan).Disagrees);

        plan.Endorse(added, Grant, Now);
        Save(Decision(CprDecision.NotForCpr, -5) with { FormLocation = "Hall", Reason = "It would not work" }, 4);

        var state = DecisionState.Of<Resuscitation>(plan);
        Assert.Equal([4, 5], state.Shown.Select(row => row.Number));
        Assert.False(state.Disagrees);
    }

    [Fact]
    public void Like_decisions_of_one_moment_that_say_different_things_are_both_shown_and_disagree()
    {
        var first = Save(Decision(CprDecision.NotForCpr, -5) with { FormLocation = "Hall" }, 0);
        Save(Decision(CprDecision.NotForCpr, -5) with { FormLocation = "Kitchen" }, 1);
        Save(Decision(CprDecision.NotForCpr, -5) with { FormLocation = "Kitchen", DecidedBy = "Dr B" }, 2);

        var state = DecisionState.Of<Resuscitation>(plan);
        Assert.Equal([3, 2, 1], state.Shown.Select(row => row.Number));
        Assert.True(state.Disagrees);

        plan.Endorse(first, Grant, Now);
        state = DecisionState.Of<Resuscitation>(plan);
        Assert.Equal([1, 3, 2], state.Shown.Select(row => row.Number));
        Assert.True(state.Disagrees);

        plan.Revoke(plan.Row("resuscitation", 2)!, "Mistyped", Grant, Now);
        plan.Revoke(plan.Row("resuscitation", 3)!, "Mistyped", Grant, Now);
        state = DecisionState.Of<Resuscitation>(plan);
        Assert.Equal(1, Assert.Single(state.Shown).Number);
        Assert.False(state.Disagrees);
    }

    [Fact]
    public void A_version_that_leaves_out_what_the_one_before_said_does_not_hide_it()
    {
        Save(Decision(CprDecision.NotForCpr, -5) with { FormLocation = "Hall" }, 0);
        Save(Decision(CprDecision.NotForCpr, -5), 1);

        var state = DecisionState.Of<Resuscitation>(plan);

        Assert.Equal([2, 1], state.Shown.Select(row => row.Number));
        Assert.True(state.Disagrees);
    }

    [Fact]
    public void A_later_like_decision_does_not_disagree_with_the_endorsed_one_beside_it()
    {
        plan.Endorse(Save(Decision(CprDecision.NotForCpr, -5) with { FormLocation = "Hall" }, 0), Grant, Now);
        Save(Decision(CprDecision.NotForCpr, -1) with { FormLocation = "Kitchen" }, 1);

        var state = DecisionState.Of<Resuscitation>(plan);

        Assert.Equal([1, 2], state.Shown.Select(row => row.Number));
        Assert.False(state.Disagrees);
    }

    [Fact]
    public void A_revoked_version_is_not_endorsed()
    {
        var row = Save(Decision(CprDecision.NotForCpr, -5), 0);
        plan.Revoke(row, "asked to", Grant, Now);

        Assert.Throws<PlanConflictException>(() => plan.Endorse(row, Grant, Now));
    }

    [Fact]
    public void Endorsement_belongs_to_one_version()
    {
        plan.Endorse(Save(Decision(CprDecision.NotForCpr, -5), 0), Grant, Now);
        var second = Save(Decision(CprDecision.NotForCpr, -4), 1);

        Assert.Null(plan.EndorsementOf(second));
    }

    [Fact]
    public void Revoking_acts_at_once_and_gives_back_the_one_before()
    {
        Save(Decision(CprDecision.ForCpr, -5), 0);
        var second = Save(Decision(CprDecision.NotForCpr, -4), 1);
        plan.Revoke(second, "asked to", Grant, Now);

        Assert.Equal(CprDecision.ForCpr, plan.Current<Resuscitation>()!.Decision);
    }

    [Fact]
    public void The_plan_at_a_moment_knows_nothing_of_later()
    {
        Save(Places(), 0);

        Assert.Null(plan.AsAt(Now.AddMinutes(-1)).Current<PreferredPlaces>());
        Assert.NotNull(plan.AsAt(Now).Current<PreferredPlaces>());
    }

    [Theory]
    [InlineData(true, false, "Choose a place or say why there is none, not both.")]
    [InlineData(false, true, "Enter a first choice before a second choice.")]
    public void A_statement_that_contradicts_itself_is_refused(bool findingToo, bool onlySecond, string sentence)
    {
        var statement = new PlaceStatement
        {
            First = onlySecond ? null : new() { Place = Place.OwnHome },
            Second = onlySecond ? new() { Place = Place.Hospice } : null,
            Finding = findingToo ? PlaceFinding.Declined : null,
        };

        Assert.Contains(
            Assert.Throws<PlanRuleException>(() => Save(Places() with { Death = statement }, 0)).Problems,
            problem => problem.Sentence == sentence
        );
    }

    [Fact]
    public void The_second_choice_must_differ_but_two_named_homes_do()
    {
        static PlaceStatement Two(string? first, string? second) =>
            new()
            {
                First = new() { Place = Place.CareHome, Name = first },
                Second = new() { Place = Place.CareHome, Name = second },
            };

        Assert.NotEmpty(Two(null, null).Problems("Death"));
        Assert.NotEmpty(Two("The Limes", "the limes ").Problems("Death"));
        Assert.Empty(Two("The Limes", "The Oaks").Problems("Death"));
    }

    private SectionVersion Save(ISectionAnswers answers, int basedOn, DateTimeOffset? now = null) =>
        plan.Record(answers, basedOn, Grant, SectionContext.At(now ?? Now, new(1940, 1, 1)));

    private static Resuscitation Decision(CprDecision decision, int days) =>
        new()
        {
            Decision = decision,
            DecidedAt = Now.AddDays(days),
            DecidedBy = "Dr A",
            DiscussedWithPerson = Discussion.Yes,
        };

    private static PreferredPlaces Places() =>
        new()
        {
            ExpressedOn = new(2026, 5, 1),
            Death = new() { First = new() { Place = Place.OwnHome } },
        };
}
