using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using static EpaccsWeb.Domain.Tests.Access.AccessFixture;

namespace EpaccsWeb.Domain.Tests.Access;

/// <summary>The table, roles and decisions in words: what people read must be what the rules do.</summary>
public sealed class AccessWordsTests
{
    [Fact]
    public void The_table_has_every_role_and_every_letter_once()
    {
        Assert.Equal(Enum.GetValues<Role>(), PermissionTable.Rows.Select(row => row.Role));
        Assert.Equal("FURSDGECKMXVZNBWPIAL", string.Concat(PermissionNames.All.Select(name => name.Letter)));
        Assert.Equal(
            Enum.GetValues<Permission>().Where(permission => permission is not (Permission.Coordinate or Permission.Meet)),
            PermissionNames.All.Select(name => name.Permission)
        );
        Assert.All(PermissionNames.All, name => Assert.Equal(name.Permission, PermissionNames.Of(name.Letter)));
        Assert.Equal(
            PermissionNames.All.Count,
            PermissionNames.All.Select(name => name.Words).Where(words => words.Length > 0).Distinct().Count()
        );
        Assert.All(PermissionTable.Rows, row => Assert.All(row.Limits, limit => Assert.EndsWith(".", limit, StringComparison.Ordinal)));
        Assert.All(PermissionTable.Rows, row => Assert.NotEmpty(row.Limits));
        Assert.Equal(
            ["A"],
            new[] { Role.OrganisationAdministrator, Role.SystemAdministrator }.Select(role => Letters(PermissionTable.Of(role))).Distinct()
        );
        Assert.Equal("L", Letters(PermissionTable.Of(Role.PrivacyOfficer)));
    }

    [Fact]
    public void Every_role_organisation_relationship_and_reason_has_a_name_of_its_own()
    {
        Assert.Equal(
            "General practitioner, Hospice clinician, Hospital clinician, Community nurse, Out-of-hours clinician, Ambulance clinician, Call handler, "
                + "Care home staff, Social care worker, Practice administrator, Coordinator, Organisation administrator, System administrator, Privacy officer",
            string.Join(", ", Enum.GetValues<Role>().Select(RoleNames.Of))
        );
        Assert.Equal(
            "GP practice, Community nursing, Hospice, Hospital, Out of hours, Ambulance service, Care home, Social care, Care board",
            string.Join(", ", Enum.GetValues<OrganisationKind>().Select(RoleNames.Of))
        );
        Assert.Equal(
            "Registered GP practice, Referral, Care team, Lives there, Coordinates the area, Caring for the person now, Emergency access (break-glass)",
            string.Join(", ", Enum.GetValues<RelationshipSource>().Select(RoleNames.Of))
        );
        Assert.Equal(
            "Emergency, The person asked, Best interests, Other",
            string.Join(", ", Enum.GetValues<BreakGlassReason>().Select(RoleNames.Of))
        );
    }

    [Theory]
    [InlineData(
        Role.GeneralPractitioner,
        ConsentStatus.Given,
        "Sees the record, with a relationship to the person, as follows.",
        true,
        true
    )]
    [InlineData(Role.CareHomeStaff, ConsentStatus.Given, "Sees the record, with a relationship to the person, as follows.", false, false)]
    [InlineData(Role.Coordinator, ConsentStatus.Given, "Sees only these parts.", false, true)]
    [InlineData(Role.CallHandler, ConsentStatus.Given, "Sees only the urgent card, while caring for the person, as follows.", true, true)]
    [InlineData(Role.GeneralPractitioner, ConsentStatus.Withdrawn, "Is told nothing: for them the record does not exist.", false, false)]
    public void The_preview_says_what_a_role_would_see(Role role, ConsentStatus consent, string words, bool prognosis, bool hides)
    {
        var seen = RecordSeen.By(role, consent);

        Assert.Equal(words, seen.Words);
        Assert.Equal(prognosis, seen.Shows(SectionCatalogue.Find("prognosis")!));
        Assert.Equal(hides && role is not Role.GeneralPractitioner, seen.HidesLocation(restricted: true));
        Assert.False(seen.HidesLocation(restricted: false));
    }

    [Fact]
    public void A_yes_is_explained_by_role_organisation_consent_and_relationship()
    {
        var facts = Facts(Role.CommunityNurse, RelationshipSource.Team);
        facts = facts with { Actor = facts.Actor with { Senior = true, Urgent = true } };
        var explained = Explain(
            facts,
            new HeldLink(RelationshipSource.Team, false, Now, null, true),
            new HeldLink(RelationshipSource.BreakGlass, true, Now, Now.AddHours(1), false),
            new HeldLink(RelationshipSource.Area, false, Now, null, true)
        );

        Assert.True(explained.Opens);
        Assert.Equal("Yes: this post opens the record, as far as its role goes.", explained.Answer);
        Assert.Equal(
            [
                "Role: Community nurse, senior, urgent",
                "Post: In force",
                "Organisation: Organisation",
                "Opens a record through: Registered GP practice, Referral, Care team, Lives there, Caring for the person now, Emergency access (break-glass)",
                "Record: Held by another organisation",
                "Consent to share: " + CodeList.Term(ConsentStatus.Given),
                "Objection to this organisation: None",
                "Care team: In force, since 01-Jun-2026 13:00, until further notice",
                "Emergency access (break-glass): Ended, since 01-Jun-2026 13:00, until 01-Jun-2026 14:00, this user only",
                "Coordinates the area: In force, since 01-Jun-2026 13:00, until further notice, which does not count for this role",
                "Result: Opened by: Care team",
            ],
            explained.Steps.Select(step => $"{step.What}: {step.Words}")
        );
    }

    [Fact]
    public void Each_no_has_its_reason()
    {
        var facts = Facts(Role.CommunityNurse);
        Assert.Equal(("No: there is no relationship. The post may know that the plan exists.", "No relationship in force"), No(facts));
        Assert.Equal("None", Step(Explain(facts), "Relationship"));
        Assert.Equal("Community nurse", Step(Explain(facts), "Role"));
        const string unknown = "No: for this post the record does not exist.";
        Assert.Equal((unknown, "The role opens no record"), No(Facts(Role.SystemAdministrator)));
        Assert.Equal("Nothing: this role opens no record", Step(Explain(Facts(Role.SystemAdministrator)), "Opens a record through"));
        Assert.Equal((unknown, "The post is not in force, or the account is disabled"), No(facts with { PostInForce = false }));
        Assert.Equal("Not in force, or the account is disabled", Step(Explain(facts with { PostInForce = false }), "Post"));
        Assert.Equal((unknown, "There is no record"), No(facts with { RecordExists = false }));
        Assert.Equal("There is none with this number.", Step(Explain(facts with { RecordExists = false }), "Record"));
        Assert.Equal((unknown, "The record was entered in error"), No(facts with { EndedInError = true }));
        Assert.Equal("Ended as entered in error", Step(Explain(facts with { EndedInError = true }), "Record"));
        Assert.Equal((unknown, "The record was ended"), No(facts with { Ended = true }));
        Assert.Equal("Ended", Step(Explain(facts with { Ended = true }), "Record"));
        Assert.Equal((unknown, "The person's consent to share is not positive"), No(facts with { ConsentToShare = null }));
        Assert.Equal("Not recorded", Step(Explain(facts with { ConsentToShare = null }), "Consent to share"));
        Assert.Equal((unknown, "The person objects to sharing with this organisation"), No(facts with { Objected = true }));
        Assert.Equal(
            "Yes: the person does not want to share with it.",
            Step(Explain(facts with { Objected = true }), "Objection to this organisation")
        );
        Assert.Equal((unknown, "No relationship in force"), No(Facts(Role.CareHomeStaff)));
        var practice = Facts(Role.PracticeAdministrator, RelationshipSource.Registration) with { DiedOn = Today, DeathConfirmed = true };
        Assert.Equal((unknown, "The person has died and the record has closed"), No(practice));
    }

    [Fact]
    public void A_card_the_holder_and_the_area_are_explained()
    {
        var card = Explain(
            Facts(Role.AmbulanceClinician, RelationshipSource.CaringNow),
            new HeldLink(RelationshipSource.CaringNow, true, Now, Now, true)
        );
        Assert.True(card.Opens);
        Assert.Equal(
            ("Yes: this post opens the urgent card.", "Opened by: Caring for the person now"),
            (card.Answer, card.Steps[^1].Words)
        );

        var holder = Explain(Facts(Role.GeneralPractitioner) with { RecordingOrganisationId = Here });
        Assert.Equal("Opened by: the organisation holds the record", holder.Steps[^1].Words);
        Assert.Equal("Held by this organisation", Step(holder, "Record"));

        var area = Explain(Facts(Role.Coordinator, RelationshipSource.Area));
        Assert.Equal("In force: the registered practice lies in the area", Step(area, "Coordinates the area"));
        Assert.DoesNotContain(area.Steps, step => step.What == "Relationship");
    }

    [Fact]
    public void An_administrator_is_told_the_same_of_every_post_that_opens_nothing()
    {
        var facts = Facts(Role.CommunityNurse);
        var explained = AccessExplanation.OfNothing(facts);

        Assert.False(explained.Opens);
        Assert.Equal("No: this post opens no record with this number.", explained.Answer);
        Assert.Equal(["Role", "Post", "Organisation", "Opens a record through", "Result"], explained.Steps.Select(step => step.What));
        Assert.Equal(
            explained.Steps,
            AccessExplanation.OfNothing(facts with { RecordExists = false, ConsentToShare = null, Objected = true }).Steps
        );
        Assert.Contains("A privacy officer can say which.", explained.Steps[^1].Words, StringComparison.Ordinal);
    }

    private static AccessExplanation Explain(AccessFacts facts, params HeldLink[] links) =>
        AccessExplanation.Of(facts, Decide(facts, Read), Decide(facts, new(RecordPart.Urgent, false)), links);

    private static (string Answer, string Reason) No(AccessFacts facts)
    {
        var explained = Explain(facts);
        Assert.False(explained.Opens);
        return (explained.Answer, explained.Steps[^1].Words);
    }

    private static string Step(AccessExplanation explained, string what) => explained.Steps.Single(step => step.What == what).Words;
}
