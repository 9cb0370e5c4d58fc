using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Access;

/// <summary>Who may open a record: the rules, one by one.</summary>
public sealed class AccessRulesTests
{
    private static readonly Guid Here = Guid.NewGuid();
    private static readonly Guid Elsewhere = Guid.NewGuid();
    private static readonly DateOnly Today = new(2026, 6, 1);

    private static readonly AccessRequest Read = new(RecordPart.Overview, Writes: false);

    public static TheoryData<Role> ClinicalRoles =>
        [
            Role.GeneralPractitioner,
            Role.HospiceClinician,
            Role.HospitalClinician,
            Role.CommunityNurse,
            Role.OutOfHoursClinician,
            Role.AmbulanceClinician,
            Role.CallHandler,
        ];

    public static TheoryData<Role> OtherRoles => [Role.CareHomeStaff, Role.SocialCareWorker, Role.PracticeAdministrator, Role.Coordinator];

    [Fact]
    public void The_registered_practice_reads_and_writes()
    {
        var grant = Granted(Facts(Role.GeneralPractitioner, RelationshipSource.Registration), Read);

        Assert.True(grant.May(Permission.EditSections));
        Assert.Equal(RelationshipSource.Registration, grant.Route);
    }

    [Theory]
    [MemberData(nameof(ClinicalRoles))]
    public void A_clinician_without_relationship_is_told_of_the_way_in(Role role) =>
        Assert.IsType<AccessDecision.NeedsRelationship>(Decide(Facts(role), Read));

    [Theory]
    [MemberData(nameof(OtherRoles))]
    public void Other_posts_without_relationship_may_not_know_of_the_record(Role role) =>
        Assert.IsType<AccessDecision.Unknown>(Decide(Facts(role), Read));

    [Theory]
    [InlineData(ConsentStatus.Withdrawn)]
    [InlineData(ConsentStatus.Declined)]
    [InlineData(ConsentStatus.NotAsked)]
    [InlineData(null)]
    public void Without_a_positive_consent_only_the_recording_organisation_may_know(ConsentStatus? consent)
    {
        var facts = Facts(Role.HospiceClinician, RelationshipSource.Team) with { ConsentToShare = consent };

        Assert.Equal(RefusalReason.NotShared, Assert.IsType<AccessDecision.Unknown>(Decide(facts, Read)).Reason);
        Assert.IsType<AccessDecision.Granted>(Decide(facts with { RecordingOrganisationId = Here }, Read));
    }

    [Theory]
    [InlineData(ConsentStatus.Given)]
    [InlineData(ConsentStatus.BestInterests)]
    [InlineData(ConsentStatus.Lpa)]
    [InlineData(ConsentStatus.Deputy)]
    public void Each_positive_consent_opens_it_to_the_team(ConsentStatus consent) =>
        Granted(Facts(Role.HospiceClinician, RelationshipSource.Team) with { ConsentToShare = consent }, Read);

    [Theory]
    [InlineData(Role.OrganisationAdministrator)]
    [InlineData(Role.SystemAdministrator)]
    [InlineData(Role.PrivacyOfficer)]
    public void Posts_that_may_not_find_know_of_no_record(Role role) =>
        Assert.Equal(
            RefusalReason.NotAllowedToFind,
            Assert.IsType<AccessDecision.Unknown>(Decide(Facts(role, RelationshipSource.Registration), Read)).Reason
        );

    [Fact]
    public void A_record_entered_in_error_and_a_post_not_in_force_are_unknown_to_all()
    {
        var facts = Facts(Role.GeneralPractitioner, RelationshipSource.Registration);

        Assert.IsType<AccessDecision.Unknown>(Decide(facts with { EndedInError = true }, Read));
        Assert.IsType<AccessDecision.Unknown>(Decide(facts with { PostInForce = false }, Read));
        Assert.IsType<AccessDecision.Unknown>(Decide(facts with { RecordExists = false }, Read));
    }

    [Theory]
    [InlineData(Role.OutOfHoursClinician, RelationshipSource.Team)]
    [InlineData(Role.AmbulanceClinician, RelationshipSource.Registration)]
    [InlineData(Role.CareHomeStaff, RelationshipSource.Team)]
    [InlineData(Role.SocialCareWorker, RelationshipSource.Registration)]
    [InlineData(Role.PracticeAdministrator, RelationshipSource.Team)]
    [InlineData(Role.GeneralPractitioner, RelationshipSource.Area)]
    [InlineData(Role.Coordinator, RelationshipSource.Team)]
    public void A_relationship_of_the_wrong_kind_opens_nothing(Role role, RelationshipSource source) =>
        Assert.IsNotType<AccessDecision.Granted>(Decide(Facts(role, source), Read));

    [Fact]
    public void Caring_now_gives_the_roles_own_rights_but_neither_consent_nor_endorsement()
    {
        var grant = Granted(Facts(Role.GeneralPractitioner, RelationshipSource.CaringNow), Read);

        Assert.True(grant.May(Permission.EditSections));
        Assert.Equal(
            [
                Permission.Find,
                Permission.UrgentCard,
                Permission.WholeRecord,
                Permission.EditSections,
                Permission.RecordCpr,
                Permission.Notes,
            ],
            grant.Permissions.Order()
        );
    }

    [Fact]
    public void The_organisation_that_holds_the_record_needs_no_other_relationship()
    {
        var facts = Facts(Role.GeneralPractitioner) with { RecordingOrganisationId = Here, ConsentToShare = ConsentStatus.Withdrawn };

        Assert.True(Granted(facts, Read).May(Permission.EditSections));
        Assert.IsType<AccessDecision.Unknown>(Decide(facts with { RecordingOrganisationId = Elsewhere }, Read));
        Assert.IsNotType<AccessDecision.Granted>(Decide(facts with { Actor = facts.Actor with { Role = Role.OutOfHoursClinician } }, Read));
    }

    [Fact]
    public void A_mere_report_of_a_death_closes_nothing()
    {
        var facts = Facts(Role.HospiceClinician, RelationshipSource.Team) with { DiedOn = Today.AddDays(-40) };

        Assert.True(Granted(facts, Read).May(Permission.EditSections));
    }

    [Fact]
    public void A_coordinator_reads_the_same_parts_after_a_death()
    {
        var facts = Facts(Role.Coordinator, RelationshipSource.Area) with { DiedOn = Today, DeathConfirmed = true };

        Granted(facts, Read);
        Granted(facts, new(RecordPart.Consent, false));
        Assert.False(Granted(facts, new(RecordPart.Death, false)).May(Permission.EditPerson));
    }

    [Fact]
    public void Being_senior_in_the_team_counts_beside_a_referral()
    {
        var facts = Facts(Role.HospiceClinician, RelationshipSource.Referral, RelationshipSource.Team);

        Assert.True(Granted(facts with { Actor = facts.Actor with { Senior = true } }, Read).May(Permission.EditPrognosis));
    }

    [Fact]
    public void Break_glass_reads_and_writes_notes_only()
    {
        var grant = Granted(Facts(Role.HospitalClinician, RelationshipSource.BreakGlass), Read);

        Assert.Equal([Permission.Find, Permission.UrgentCard, Permission.WholeRecord, Permission.Notes], grant.Permissions.Order());
    }

    [Theory]
    [InlineData(Role.CommunityNurse, true, true)]
    [InlineData(Role.CommunityNurse, false, false)]
    [InlineData(Role.HospiceClinician, true, true)]
    [InlineData(Role.OutOfHoursClinician, true, false)]
    public void Being_senior_endorses_only_in_the_roles_that_may(Role role, bool senior, bool endorses)
    {
        var source = role is Role.OutOfHoursClinician ? RelationshipSource.CaringNow : RelationshipSource.Team;
        var facts = Facts(role, source);
        var grant = Granted(facts with { Actor = facts.Actor with { Senior = senior } }, Read);

        Assert.Equal(endorses, grant.May(Permission.Endorse));
        Assert.Equal(endorses, grant.May(Permission.EditPrognosis));
    }

    [Fact]
    public void A_key_worker_edits_the_prognosis() =>
        Assert.True(
            Granted(Facts(Role.CommunityNurse, RelationshipSource.Team) with { KeyWorker = true }, Read).May(Permission.EditPrognosis)
        );

    [Theory]
    [InlineData(28, true)]
    [InlineData(29, false)]
    public void After_a_death_the_team_reads_for_28_days(int days, bool reads)
    {
        var facts = Facts(Role.HospiceClinician, RelationshipSource.Team) with { DiedOn = Today.AddDays(-days), DeathConfirmed = true };

        Assert.Equal(reads, Decide(facts, Read) is AccessDecision.Granted);
        var own = Granted(facts with { RecordingOrganisationId = Here }, Read);
        Assert.False(own.May(Permission.EditSections));
        Assert.True(own.May(Permission.RecordDeath));
        Assert.True(own.Closed);
    }

    [Fact]
    public void A_coordinator_reads_consent_team_and_preferred_places_and_nothing_clinical()
    {
        var facts = Facts(Role.Coordinator, RelationshipSource.Area);

        Granted(facts, new(RecordPart.Consent, false));
        Granted(facts, new(RecordPart.Team, false));
        var grant = Granted(facts, Read);
        Assert.Equal(["person", "preferred-places", "review"], Keys(section => Domain.Plans.SectionCatalogue.MayRead(grant, section)));
        Assert.IsType<AccessDecision.Forbidden>(Decide(facts, new(RecordPart.History, false)));
        Assert.IsType<AccessDecision.Forbidden>(Decide(facts, new(RecordPart.Plan, false, "resuscitation")));
    }

    [Fact]
    public void Who_keeps_the_demographics_keeps_the_personal_contacts_and_nothing_clinical()
    {
        var (role, source) = (Role.PracticeAdministrator, RelationshipSource.Registration);
        var grant = Granted(Facts(role, source), Read);
        var contacts = Domain.Plans.SectionCatalogue.Find("personal-contacts")!;

        Assert.Equal(["person", "personal-contacts"], Keys(section => Domain.Plans.SectionCatalogue.MayEdit(grant, section)));
        Domain.Plans.SectionCatalogue.RequireEdit(grant, grant.PatientId, contacts);
        Assert.Throws<AccessDeniedException>(() => Domain.Plans.SectionCatalogue.RequireEdit(grant, Guid.NewGuid(), contacts));
        var professionals = Domain.Plans.SectionCatalogue.Find("professional-contacts")!;
        Assert.Throws<AccessDeniedException>(() => Domain.Plans.SectionCatalogue.RequireEdit(grant, grant.PatientId, professionals));
        var died = Decide(
            Facts(role, source) with
            {
                DiedOn = Today,
                DeathConfirmed = true,
            },
            new(RecordPart.Plan, true, "personal-contacts")
        );
        Assert.IsNotType<AccessDecision.Granted>(died);
    }

    [Theory]
    [InlineData(Role.CareHomeStaff, RelationshipSource.Residence)]
    [InlineData(Role.SocialCareWorker, RelationshipSource.Referral)]
    public void Care_homes_and_social_care_write_only_what_they_know_best_and_read_nothing_of_the_prognosis(
        Role role,
        RelationshipSource source
    )
    {
        var grant = Granted(Facts(role, source), Read);

        Assert.Equal(
            ["about-me", "personal-contacts", "professional-contacts"],
            Keys(section => Domain.Plans.SectionCatalogue.MayEdit(grant, section))
        );
        // An SR1 form says as much as a prognosis; everything else of the record is theirs to read.
        Assert.Equal(["financial-support", "prognosis"], Keys(section => !Domain.Plans.SectionCatalogue.MayRead(grant, section)));
        Assert.Equal(["financial-support", "prognosis"], Keys(section => !Domain.Plans.SectionCatalogue.MayReadOnCard(grant, section)));
        Assert.True(Domain.Plans.SectionCatalogue.MayAskForKeySafe(grant));
    }

    [Fact]
    public void A_grant_is_for_one_person_and_what_it_says()
    {
        var grant = Granted(Facts(Role.AmbulanceClinician, RelationshipSource.CaringNow), new(RecordPart.Urgent, false));

        Assert.Throws<AccessDeniedException>(() => grant.Require(Guid.NewGuid(), Permission.UrgentCard));
        Assert.Throws<AccessDeniedException>(() => grant.Require(grant.PatientId, Permission.EditSections));
        grant.Require(grant.PatientId, Permission.UrgentCard);
    }

    [Theory]
    [InlineData(RelationshipSource.CaringNow, true, true)]
    [InlineData(RelationshipSource.CaringNow, false, false)]
    [InlineData(RelationshipSource.BreakGlass, false, true)]
    public void The_ways_in_are_for_urgent_posts_and_roles_with_break_glass(RelationshipSource source, bool urgent, bool allowed)
    {
        var facts = Facts(Role.GeneralPractitioner);
        facts = facts with { Actor = facts.Actor with { Urgent = urgent } };

        if (allowed)
        {
            Assert.False(AccessRules.ForEmergency(facts, source).May(Permission.WholeRecord));
            Assert.Throws<AccessDeniedException>(() =>
                AccessRules.ForEmergency(facts with { ConsentToShare = ConsentStatus.Withdrawn }, source)
            );
        }
        else
        {
            Assert.Throws<AccessDeniedException>(() => AccessRules.ForEmergency(facts, source));
        }
    }

    private static AccessFacts Facts(Role role, params RelationshipSource[] relationships) =>
        new()
        {
            PatientId = Guid.NewGuid(),
            Actor = new(Guid.NewGuid(), "Name", Guid.NewGuid(), role, Here, "Organisation", Senior: false, Urgent: false),
            PostInForce = true,
            RecordExists = true,
            RecordingOrganisationId = Elsewhere,
            ConsentToShare = ConsentStatus.Given,
            Today = Today,
            Relationships = relationships.ToHashSet(),
        };

#pragma warning disable RS0030 // the rules themselves are under test
    private static AccessDecision Decide(AccessFacts facts, AccessRequest request) => AccessRules.Decide(facts, request);
#pragma warning restore RS0030

    private static IEnumerable<string> Keys(Func<Domain.Plans.SectionDefinition, bool> which) =>
        Domain.Plans.SectionCatalogue.All.Where(which).Select(section => section.Key).Order();

    private static AccessGrant Granted(AccessFacts facts, AccessRequest request) =>
        Assert.IsType<AccessDecision.Granted>(Decide(facts, request)).Grant;
}
