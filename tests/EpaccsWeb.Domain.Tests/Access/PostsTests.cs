using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;
using static EpaccsWeb.Domain.Tests.Access.AccessFixture;

namespace EpaccsWeb.Domain.Tests.Access;

/// <summary>Which posts there can be, what is said of impossible ones, and the grants of the office.</summary>
public sealed class PostsTests
{
    private static readonly PostTerms Terms = new(Role.CommunityNurse, Here, Senior: false, Urgent: false, Today, null);

    [Theory]
    [InlineData(OrganisationKind.GeneralPractice, "GeneralPractitioner CommunityNurse PracticeAdministrator")]
    [InlineData(OrganisationKind.CommunityNursing, "CommunityNurse")]
    [InlineData(OrganisationKind.Hospice, "HospiceClinician CommunityNurse")]
    [InlineData(OrganisationKind.Hospital, "HospitalClinician")]
    [InlineData(OrganisationKind.OutOfHours, "OutOfHoursClinician CallHandler")]
    [InlineData(OrganisationKind.AmbulanceService, "AmbulanceClinician CallHandler")]
    [InlineData(OrganisationKind.CareHome, "CareHomeStaff")]
    [InlineData(OrganisationKind.SocialCare, "SocialCareWorker")]
    [InlineData(OrganisationKind.CareBoard, "Coordinator SystemAdministrator")]
    public void Each_kind_of_organisation_employs_its_roles_and_the_office(OrganisationKind kind, string roles) =>
        Assert.Equal($"{roles} OrganisationAdministrator PrivacyOfficer", string.Join(' ', PostRules.RolesAt(kind)));

    [Fact]
    public void Only_some_roles_are_senior_urgent_or_take_two_people()
    {
        Assert.Equal(
            [Role.GeneralPractitioner, Role.HospiceClinician, Role.HospitalClinician, Role.CommunityNurse],
            Enum.GetValues<Role>().Where(PostRules.MayBeSenior)
        );
        Assert.Equal(
            [Role.HospitalClinician, Role.OutOfHoursClinician, Role.AmbulanceClinician, Role.CallHandler],
            Enum.GetValues<Role>().Where(PostRules.MayBeUrgent)
        );
        Assert.Equal(
            [Role.OrganisationAdministrator, Role.SystemAdministrator, Role.PrivacyOfficer],
            Enum.GetValues<Role>().Where(PostRules.TakesTwoPeople)
        );
        Assert.Equal([Role.SystemAdministrator, Role.PrivacyOfficer], Enum.GetValues<Role>().Where(PostRules.IsForSystemAdministrators));
    }

    [Fact]
    public void Impossible_terms_are_said_at_their_field()
    {
        Assert.Empty(Terms.Problems(OrganisationKind.CommunityNursing));
        Assert.Empty((Terms with { Senior = true, EndsOn = Today }).Problems(OrganisationKind.Hospice));
        Assert.Empty((Terms with { Role = Role.CallHandler, Urgent = true }).Problems(OrganisationKind.OutOfHours));
        Assert.Equal(
            [("Role", "There is no community nurse at an organisation of the kind \"Care home\".")],
            Terms.Problems(OrganisationKind.CareHome)
        );
        Assert.Equal(
            [("Senior", "A post as call handler cannot be senior: it does not endorse decisions.")],
            (Terms with { Role = Role.CallHandler, Senior = true }).Problems(OrganisationKind.OutOfHours)
        );
        Assert.Equal(
            [("Urgent", "A post as community nurse cannot be an urgent one.")],
            (Terms with { Urgent = true }).Problems(OrganisationKind.Hospice)
        );
        Assert.Equal(
            [("EndsOn", "The last day is before the first day.")],
            (Terms with { EndsOn = Today.AddDays(-1) }).Problems(OrganisationKind.Hospice)
        );
    }

    [Fact]
    public void The_office_of_the_system_passes_a_record_on_and_nothing_else()
    {
        var patient = Guid.NewGuid();
        var office = Facts(Role.SystemAdministrator).Actor;
        var grant = AccessRules.ForClosing(patient, office);

        Assert.Equal(
            (patient, office, "CM", null, false),
            (grant.PatientId, grant.Actor, Letters(grant.Permissions), grant.Route, grant.Closed)
        );
        foreach (var role in Enum.GetValues<Role>().Where(role => role is not Role.SystemAdministrator))
        {
            Assert.Equal(
                "Only the office of the system closes an organisation.",
                Assert.Throws<AccessDeniedException>(() => AccessRules.ForClosing(patient, office with { Role = role })).Message
            );
        }
    }

    [Fact]
    public void Refused_ways_in_say_why()
    {
        var facts = Facts(Role.CareHomeStaff);

        Assert.Equal("This post may not start a record.", Refused(() => AccessRules.ForNewRecord(facts.PatientId, facts.Actor)));
        Assert.Equal("This post has no such way in.", Refused(() => AccessRules.ForEmergency(facts, RelationshipSource.BreakGlass)));
        Assert.Equal("This post is not caring for the person now.", Refused(() => AccessRules.ForFinishing(facts)));
        Assert.Equal("This practice was not asked to confirm the registration.", Refused(() => AccessRules.ForConfirming(facts)));
    }

    [Fact]
    public void An_emergency_needs_a_record_that_the_post_may_find_and_know_of()
    {
        var facts = Facts(Role.GeneralPractitioner);
        facts = facts with { Actor = facts.Actor with { Urgent = true } };
        foreach (var source in new[] { RelationshipSource.CaringNow, RelationshipSource.BreakGlass })
        {
            AccessRules.ForEmergency(facts, source);
            Refused(() => AccessRules.ForEmergency(facts with { RecordExists = false }, source));
            Refused(() => AccessRules.ForEmergency(facts with { EndedInError = true }, source));
            Refused(() => AccessRules.ForEmergency(facts with { Ended = true }, source));
        }

        Refused(() =>
            AccessRules.ForEmergency(
                facts with
                {
                    Actor = facts.Actor with { Role = Role.SystemAdministrator },
                },
                RelationshipSource.CaringNow
            )
        );
    }

    [Fact]
    public void Sources_stand_in_the_database_by_their_slugs()
    {
        Assert.Equal(["area"], AccessRules.SourceSlugs(Role.Coordinator));
        Assert.Equal(["caring-now"], AccessRules.SourceSlugs(Role.CallHandler));
        Assert.Equal(["referral", "team"], AccessRules.SourceSlugs(Role.SocialCareWorker));
        Assert.Equal(
            ["registration", "referral", "team", "residence", "caring-now", "break-glass"],
            AccessRules.SourceSlugs(Role.GeneralPractitioner)
        );
    }

    [Fact]
    public void Who_starts_records_or_runs_the_practice_reaches_what_the_organisation_holds() =>
        Assert.Equal(
            [Role.GeneralPractitioner, Role.HospiceClinician, Role.HospitalClinician, Role.CommunityNurse, Role.PracticeAdministrator],
            Enum.GetValues<Role>().Where(role => AccessRules.HoldsRecords(Facts(role).Actor))
        );

    [Fact]
    public void After_28_days_only_the_holder_and_break_glass_are_left()
    {
        var facts = Facts(Role.GeneralPractitioner, RelationshipSource.Registration, RelationshipSource.BreakGlass) with
        {
            DiedOn = Today.AddDays(-29),
            DeathConfirmed = true,
        };

        Assert.Equal(RelationshipSource.BreakGlass, Granted(facts, Read).Route);
        Assert.Equal(RelationshipSource.Registration, Granted(facts with { RecordingOrganisationId = Here }, Read).Route);
        Assert.Equal(RelationshipSource.Registration, Granted(facts with { DiedOn = Today.AddDays(-28) }, Read).Route);
        Assert.IsType<AccessDecision.NeedsRelationship>(
            Decide(facts with { Relationships = new HashSet<RelationshipSource> { RelationshipSource.Team } }, Read)
        );
        Assert.Equal(
            RefusalReason.Closed,
            Assert
                .IsType<AccessDecision.Forbidden>(
                    Decide(facts with { RecordingOrganisationId = Here }, new(RecordPart.Plan, true, "resuscitation"))
                )
                .Reason
        );
    }

    [Fact]
    public void An_emergencys_times_are_those_of_the_contract()
    {
        Assert.Equal(TimeSpan.FromHours(24), AccessRules.CaringNowLasts);
        Assert.Equal(TimeSpan.FromMinutes(60), AccessRules.BreakGlassLasts);
        Assert.Equal(28, AccessRules.DaysAfterDeath);
        Assert.Equal([Role.CareHomeStaff, Role.SocialCareWorker], Enum.GetValues<Role>().Where(AccessRules.IsLimitedToWhatItKnows));
        Assert.Equal(
            [ConsentStatus.Given, ConsentStatus.BestInterests, ConsentStatus.Lpa, ConsentStatus.Deputy],
            Enum.GetValues<ConsentStatus>().Where(consent => AccessRules.IsPositive(consent))
        );
    }

    [Fact]
    public void A_new_organisation_takes_files_and_lies_in_no_area()
    {
        var organisation = new Organisation
        {
            Id = Here,
            OdsCode = "Y1",
            Name = "Name",
            Kind = OrganisationKind.Hospice,
        };

        Assert.True(organisation.TakesAttachments);
        Assert.Empty(organisation.NotAskedFor);
        Assert.Null(organisation.AreaId);
    }

    private static string Refused(Action way) => Assert.Throws<AccessDeniedException>(way).Message;
}
