using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using static EpaccsWeb.Domain.Tests.Access.AccessFixture;

namespace EpaccsWeb.Domain.Tests.Access;

/// <summary>Grants that no relationship gives, and the things that relationships are made of.</summary>
public sealed class WaysInTests
{
    private static readonly Actor Gp = Facts(Role.GeneralPractitioner).Actor;

    [Fact]
    public void A_new_record_is_open_to_roles_that_start_one()
    {
        var patient = Guid.NewGuid();
        var grant = AccessRules.ForNewRecord(patient, Gp);

        Assert.Equal((patient, RelationshipSource.Team, false), (grant.PatientId, grant.Route, grant.Closed));
        Assert.Equal(PermissionTable.Of(Role.GeneralPractitioner), grant.Permissions);
        foreach (var role in Enum.GetValues<Role>().Where(role => !PermissionTable.Of(role).Contains(Permission.StartRecord)))
        {
            Assert.Throws<AccessDeniedException>(() => AccessRules.ForNewRecord(patient, Gp with { Role = role }));
        }
    }

    [Theory]
    [InlineData(RelationshipSource.CaringNow, Role.AmbulanceClinician, true, true)]
    [InlineData(RelationshipSource.CaringNow, Role.AmbulanceClinician, false, false)]
    [InlineData(RelationshipSource.BreakGlass, Role.AmbulanceClinician, true, false)]
    [InlineData(RelationshipSource.BreakGlass, Role.HospitalClinician, false, true)]
    [InlineData(RelationshipSource.CaringNow, Role.PrivacyOfficer, true, false)]
    public void An_emergency_lets_its_relationship_be_written_and_nothing_else(
        RelationshipSource source,
        Role role,
        bool urgent,
        bool allowed
    )
    {
        var facts = Facts(role);
        facts = facts with { Actor = facts.Actor with { Urgent = urgent } };
        if (!allowed)
        {
            Assert.Throws<AccessDeniedException>(() => AccessRules.ForEmergency(facts, source));
            return;
        }

        var grant = AccessRules.ForEmergency(facts, source);
        Assert.Equal(("B", source, false), (Letters(grant.Permissions), grant.Route, grant.Closed));
        Assert.Throws<AccessDeniedException>(() => AccessRules.ForEmergency(facts with { PostInForce = false }, source));
        Assert.Throws<AccessDeniedException>(() =>
            AccessRules.ForEmergency(facts with { ConsentToShare = ConsentStatus.Declined }, source)
        );
    }

    [Fact]
    public void A_visit_is_finished_by_whoever_is_on_it()
    {
        var facts = Facts(Role.AmbulanceClinician, RelationshipSource.CaringNow) with { ConsentToShare = ConsentStatus.Withdrawn };
        var grant = AccessRules.ForFinishing(facts);

        Assert.Equal(("B", RelationshipSource.CaringNow, false), (Letters(grant.Permissions), grant.Route, grant.Closed));
        Assert.Throws<AccessDeniedException>(() => AccessRules.ForFinishing(facts with { PostInForce = false }));
        Assert.Throws<AccessDeniedException>(() => AccessRules.ForFinishing(Facts(Role.AmbulanceClinician)));
    }

    [Fact]
    public void Only_the_practice_that_was_asked_confirms_a_registration()
    {
        var facts = Facts(Role.PracticeAdministrator) with { AskedToConfirm = true, ConsentToShare = ConsentStatus.Withdrawn };
        var grant = AccessRules.ForConfirming(facts);

        Assert.Equal(("M", RelationshipSource.Registration, false), (Letters(grant.Permissions), grant.Route, grant.Closed));
        AccessRules.ForConfirming(facts with { Actor = facts.Actor with { Role = Role.GeneralPractitioner } });
        foreach (
            var refused in new[]
            {
                facts with
                {
                    AskedToConfirm = false,
                },
                facts with
                {
                    PostInForce = false,
                },
                facts with
                {
                    RecordExists = false,
                },
                facts with
                {
                    Ended = true,
                },
                facts with
                {
                    EndedInError = true,
                },
                facts with
                {
                    Objected = true,
                },
                facts with
                {
                    Actor = facts.Actor with { Role = Role.CommunityNurse },
                },
            }
        )
        {
            Assert.False(AccessRules.MayConfirm(refused));
            Assert.Throws<AccessDeniedException>(() => AccessRules.ForConfirming(refused));
        }
    }

    [Fact]
    public void A_grant_covers_one_person_and_its_permissions()
    {
        var grant = Granted(Facts(Role.CallHandler, RelationshipSource.CaringNow), new(RecordPart.Urgent, false));

        grant.Require(grant.PatientId, Permission.UrgentCard);
        Assert.Contains(
            "another",
            Assert.Throws<AccessDeniedException>(() => grant.Require(Guid.NewGuid(), Permission.UrgentCard)).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "EditSections",
            Assert.Throws<AccessDeniedException>(() => grant.Require(grant.PatientId, Permission.EditSections)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_relationship_holds_from_its_start_to_its_end()
    {
        var link = Relationship.Start(Guid.NewGuid(), Here, RelationshipSource.Team, Gp, Now, keyWorker: true);

        Assert.Equal("Name, General practitioner, Organisation", link.StartedBy);
        Assert.True(link.KeyWorker);
        Assert.False(link.IsActive(Now.AddSeconds(-1)));
        Assert.True(link.IsActive(Now));
        link.Until(Now.AddHours(2)).Until(Now.AddHours(1)).Until(Now.AddHours(3));
        Assert.Equal(Now.AddHours(1), link.EndsAt);
        Assert.True(link.IsActive(Now.AddMinutes(59)));
        Assert.False(link.IsActive(Now.AddHours(1)));
        Assert.Equal(Now.AddHours(1), link.Touch(Now).EndsAt);
    }

    [Fact]
    public void A_referral_ends_after_six_untouched_months_and_is_listed_a_month_before()
    {
        var link = Relationship.Refer(Guid.NewGuid(), Here, Gp, Now);
        var end = Now.AddMonths(6);

        Assert.Equal((RelationshipSource.Referral, end), (link.Source, link.EndsAt));
        Assert.False(link.EndsSoon(end.AddDays(-31)));
        Assert.True(link.EndsSoon(end.AddDays(-30)));
        Assert.False(link.EndsSoon(end));
        Assert.False(link.WasLongUntouched(Now));
        Assert.False(link.WasLongUntouched(Now.AddDays(-1).AddMonths(1)));
        Assert.True(link.WasLongUntouched(Now.AddDays(3).AddMonths(1)));
        Assert.Equal(Now.AddMonths(8), link.Touch(Now.AddMonths(2)).EndsAt);
        Assert.Equal(Now.AddMonths(8), link.Touch(Now.AddMonths(9)).EndsAt);
        Assert.False(link.WasLongUntouched(Now.AddMonths(9)));

        var open = Relationship.Start(Guid.NewGuid(), Here, RelationshipSource.Referral, Gp, Now);
        Assert.True(open.WasLongUntouched(Now));
        Assert.False(open.EndsSoon(Now));
        Assert.Equal(end, open.Touch(Now).EndsAt);
        var team = Relationship.Start(Guid.NewGuid(), Here, RelationshipSource.Team, Gp, Now).Until(Now.AddDays(1));
        Assert.False(team.WasLongUntouched(Now));
        Assert.False(team.EndsSoon(Now));
    }

    [Fact]
    public void An_objection_and_a_changed_practice_are_written_by_those_who_may_and_closed_once()
    {
        var grant = AccessRules.ForNewRecord(Guid.NewGuid(), Gp);
        var reader = Granted(Facts(Role.CareHomeStaff, RelationshipSource.Residence), Read);
        var objection = Objection.Raise(Elsewhere, "words", grant, Now);
        Assert.True(objection.Holds);
        Assert.Equal(
            (grant.PatientId, Elsewhere, "words", Now),
            (objection.PatientId, objection.OrganisationId, objection.Words, objection.RaisedAt)
        );
        objection.Lift(grant, Now.AddDays(1));
        objection.Lift(grant, Now.AddDays(2));
        Assert.False(objection.Holds);
        Assert.Equal((Now.AddDays(1), "Name, General practitioner, Organisation"), (objection.LiftedAt, objection.LiftedBy));
        Assert.Equal(objection.LiftedBy, objection.RaisedBy);
        Assert.Throws<AccessDeniedException>(() => Objection.Raise(Elsewhere, null, reader, Now));
        Assert.Throws<AccessDeniedException>(() => objection.Lift(reader, Now));

        var change = PracticeChange.Ask(Here, Elsewhere, grant, Now);
        Assert.True(change.Waits);
        Assert.Equal(
            (grant.PatientId, Here, Elsewhere, Now, objection.RaisedBy),
            (change.PatientId, change.FromId, change.ToId, change.AskedAt, change.AskedBy)
        );
        change.Close(PracticeChangeOutcome.Confirmed, grant, Now.AddDays(1));
        change.Close(PracticeChangeOutcome.Withdrawn, grant, Now.AddDays(2));
        Assert.False(change.Waits);
        Assert.Equal(
            (PracticeChangeOutcome.Confirmed, Now.AddDays(1), objection.RaisedBy),
            (change.Outcome, change.ClosedAt, change.ClosedBy)
        );
        Assert.Throws<AccessDeniedException>(() => PracticeChange.Ask(Here, Elsewhere, reader, Now));
        Assert.Throws<AccessDeniedException>(() => change.Close(PracticeChangeOutcome.Declined, reader, Now));
    }

    [Fact]
    public void A_bulk_load_says_what_it_is_for()
    {
        var import = SystemGrant.RegisterImport(Gp);
        Assert.Equal(("register import", AuditAction.Imported, Gp), (import.Purpose, import.Action, import.Actor));
        var demo = SystemGrant.DemoData();
        Assert.Equal(("demonstration data", AuditAction.DemoDataLoaded, (Actor?)null), (demo.Purpose, demo.Action, demo.Actor));
    }
}
