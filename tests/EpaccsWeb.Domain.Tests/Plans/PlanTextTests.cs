using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>The plan as text with codes, whole or since a version.</summary>
public sealed class PlanTextTests
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
    public void An_unendorsed_decision_stands_beside_the_endorsed_one_and_they_disagree()
    {
        plan.Endorse(Save(Cpr(CprDecision.NotForCpr, -5), 0), Grant, Now);
        Save(Cpr(CprDecision.ForCpr, -1), 1);

        var text = PlanText.Of(plan, SectionCatalogue.All, hidesLocation: false, since: null);

        Assert.Contains("RESUSCITATION\nDecisions disagree: see both.\nDecision: Not for CPR", text, StringComparison.Ordinal);
        Assert.Contains(
            "Endorsed 01-Jun-2026 13:00 by Dr A (General practitioner, Practice)\nDecision: For CPR",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("awaiting endorsement: check the form\n\nTREATMENT ESCALATION\nNot recorded.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Since_a_version_only_what_was_written_after_it_is_given()
    {
        plan.Version = 1;
        var home = Save(new AccessToHome { KeySafe = "Porch" }, 0);
        plan.Version = 2;
        Save(new Devices { Oxygen = true }, 0);
        plan.Version = 3;
        plan.Confirm(home, Grant, Now);

        Assert.Equal(3, plan.ContentVersion());
        Assert.StartsWith("DEVICES\nOxygen: Yes\n", Since(1), StringComparison.Ordinal);
        Assert.Equal(string.Empty, Since(2));
        Assert.Contains("Confirmed, no change, ", Since(0), StringComparison.Ordinal);
    }

    [Fact]
    public void A_section_that_may_tell_where_a_restricted_person_is_gives_no_word()
    {
        Save(Cpr(CprDecision.NotForCpr, -1) with { FormLocation = "Kitchen" }, 0);

        var text = PlanText.Of(plan, SectionCatalogue.Plan, hidesLocation: true, since: null);

        Assert.DoesNotContain("Kitchen", text, StringComparison.Ordinal);
        Assert.Contains("RESUSCITATION\nNot given here", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Consent_to_keep_a_plan_leaves_without_the_code_of_consent_to_share() =>
        Assert.Equal(
            "CONSENT\nConsent to keep a plan: Consent given, 31-May-2026\nConsent to share it: Consent given [882921000000109], 31-May-2026\n\n",
            PlanText.Of([Given(ConsentPurpose.Record), Given(ConsentPurpose.Share)])
        );

    private Consent Given(ConsentPurpose purpose) =>
        new()
        {
            Id = Guid.NewGuid(),
            PatientId = plan.PatientId,
            Purpose = purpose,
            Number = 1,
            Status = ConsentStatus.Given,
            On = new(2026, 5, 31),
            At = Now,
            AuthorId = Gp.UserId,
            AuthorName = Gp.Name,
            PostId = Gp.PostId,
            AuthorRole = Gp.Role,
            AuthorOrganisation = Gp.OrganisationName,
        };

    private string Since(int version) => PlanText.Of(plan, SectionCatalogue.All, hidesLocation: false, version);

    private static Resuscitation Cpr(CprDecision decision, int days) =>
        new()
        {
            Decision = decision,
            DecidedAt = Now.AddDays(days),
            DecidedBy = "Dr A",
            DiscussedWithPerson = Discussion.Yes,
        };

    private SectionVersion Save(ISectionAnswers answers, int basedOn) => plan.Record(answers, basedOn, Grant, SectionContext.At(Now));
}
