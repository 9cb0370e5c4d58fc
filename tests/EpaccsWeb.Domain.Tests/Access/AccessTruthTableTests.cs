using EpaccsWeb.Domain.Access;
using static EpaccsWeb.Domain.Tests.Access.AccessFixture;

namespace EpaccsWeb.Domain.Tests.Access;

/// <summary>The contract's table, role by relationship and role by part: what each may do, and nothing more.</summary>
public sealed class AccessTruthTableTests
{
    private const string Gp = "FURSDGECKMXZNBWP+";
    private const string Clinician = "FURSDCKMXZNBWP+";

    /// <summary>Registration, referral, team, residence, area, caring now, break-glass, none. 403: told of the way in. 404: unknown.</summary>
    public static TheoryData<Role, string> ByRelationship =>
        new()
        {
            { Role.GeneralPractitioner, $"{Gp} {Gp} {Gp} {Gp} 403 FURSDN FURN 403" },
            { Role.HospiceClinician, $"{Clinician} {Clinician} {Clinician} {Clinician} 403 FURSDN FURN 403" },
            { Role.HospitalClinician, $"{Clinician} {Clinician} {Clinician} {Clinician} 403 FURSDN FURN 403" },
            { Role.CommunityNurse, $"{Clinician} {Clinician} {Clinician} {Clinician} 403 FURSDN FURN 403" },
            { Role.OutOfHoursClinician, "403 403 403 403 403 FURSDVN 403 403" },
            { Role.AmbulanceClinician, "403 403 403 403 403 FUVN 403 403" },
            { Role.CallHandler, "403 403 403 403 403 FU 403 403" },
            { Role.CareHomeStaff, "404 404 404 FURSVN 404 404 404 404" },
            { Role.SocialCareWorker, "404 FURSVN FURSVN 404 404 404 404 404" },
            { Role.PracticeAdministrator, "FMW 404 404 404 404 404 404 404" },
            { Role.Coordinator, "404 404 404 404 FMVWPI+ 404 404 404" },
            { Role.OrganisationAdministrator, "404 404 404 404 404 404 404 404" },
            { Role.SystemAdministrator, "404 404 404 404 404 404 404 404" },
            { Role.PrivacyOfficer, "404 404 404 404 404 404 404 404" },
        };

    /// <summary>r: may read, w: may write. Each reader in the relationship they usually have.</summary>
    public static TheoryData<RecordPart, string?, string> ByPart =>
        new()
        {
            //                             gp nurse broke ooh ambulance handler home social practice coordinator
            { RecordPart.Overview, null, "rw rw r rw - - rw rw r r" },
            { RecordPart.Urgent, null, "r r r r r r r r - -" },
            { RecordPart.Person, null, "rw rw r r - - r r rw rw" },
            { RecordPart.Consent, null, "rw rw r r - - r r - r" },
            { RecordPart.Team, null, "rw rw r r - - r r - r" },
            { RecordPart.Death, null, "rw rw r rw rw - rw rw - rw" },
            { RecordPart.History, null, "r r r r - - r r - -" },
            { RecordPart.Activity, null, "r r r r - - r r - -" },
            { RecordPart.Decision, null, "rw rw - rw - - - - - -" },
            { RecordPart.Ending, null, "rw rw - - - - - - - -" },
            { RecordPart.Print, null, "rw rw rw rw - - rw rw - -" },
            { RecordPart.Preview, null, "rw rw - - - - - - - -" },
            { RecordPart.Telling, null, "rw rw r rw - - r r - -" },
            { RecordPart.Inbox, null, "rw rw rw rw - - rw rw - -" },
            { RecordPart.Notes, null, "rw rw rw rw rw - rw rw - -" },
            { RecordPart.Feedback, null, "rw rw rw rw rw - rw rw - -" },
            { RecordPart.Attachment, null, "rw rw r rw r r r r - -" },
            { RecordPart.Location, null, "- - rw rw rw rw - - - -" },
            { RecordPart.Objection, null, "rw rw - - - - - - - -" },
            { RecordPart.KeySafe, null, "rw rw rw rw rw rw rw rw - -" },
            { RecordPart.Merging, null, "rw rw - - - - - - - -" },
            { RecordPart.Merged, null, "rw rw r r - - r r - -" },
            { RecordPart.Meeting, null, "rw rw - - - - - - - -" },
            { RecordPart.DeathReview, null, "rw rw r r - - r r - -" },
            { RecordPart.Plan, "resuscitation", "rw rw - rw - - - - - -" },
            { RecordPart.Plan, "treatment-escalation", "rw rw - rw - - - - - -" },
            { RecordPart.Plan, "about-me", "rw rw - rw - - rw rw - -" },
            { RecordPart.Plan, "personal-contacts", "rw rw - rw - - rw rw rw -" },
            { RecordPart.Plan, "professional-contacts", "rw rw - rw - - rw rw - -" },
            { RecordPart.Plan, "access-to-home", "rw rw - rw - - - - - -" },
            { RecordPart.Plan, "legal", "rw rw - rw - - - - - -" },
            { RecordPart.Plan, "prognosis", "rw - - - - - - - - -" },
            { RecordPart.Plan, "no-such-section", "- - - - - - - - - -" },
            { RecordPart.Plan, null, "- - - - - - - - - -" },
        };

    private static readonly AccessFacts[] Readers =
    [
        Facts(Role.GeneralPractitioner, RelationshipSource.Registration),
        Facts(Role.CommunityNurse, RelationshipSource.Team),
        Facts(Role.HospitalClinician, RelationshipSource.BreakGlass),
        Facts(Role.OutOfHoursClinician, RelationshipSource.CaringNow),
        Facts(Role.AmbulanceClinician, RelationshipSource.CaringNow),
        Facts(Role.CallHandler, RelationshipSource.CaringNow),
        Facts(Role.CareHomeStaff, RelationshipSource.Residence),
        Facts(Role.SocialCareWorker, RelationshipSource.Referral),
        Facts(Role.PracticeAdministrator, RelationshipSource.Registration),
        Facts(Role.Coordinator, RelationshipSource.Area),
    ];

    [Theory]
    [MemberData(nameof(ByRelationship))]
    public void Each_role_has_by_each_relationship_what_the_contract_gives(Role role, string expected)
    {
        var actual = Enum.GetValues<RelationshipSource>().Select(source => Outcome(Facts(role, source))).Append(Outcome(Facts(role)));

        Assert.Equal(expected, string.Join(' ', actual));
    }

    [Theory]
    [MemberData(nameof(ByPart))]
    public void Each_reader_opens_the_parts_that_the_contract_gives(RecordPart part, string? section, string expected) =>
        Assert.Equal(expected, string.Join(' ', Readers.Select(reader => Cell(reader, part, section))));

    [Fact]
    public void Every_part_stands_in_the_table() =>
        Assert.Equal(Enum.GetValues<RecordPart>(), ByPart.Select(row => row.Data.Item1).Distinct().Order());

    [Theory]
    [InlineData(Role.GeneralPractitioner, RelationshipSource.Registration, "FURXZN+")]
    [InlineData(Role.CommunityNurse, RelationshipSource.Team, "FURXZN+")]
    [InlineData(Role.CareHomeStaff, RelationshipSource.Residence, "FURVN")]
    [InlineData(Role.SocialCareWorker, RelationshipSource.Referral, "FURVN")]
    [InlineData(Role.Coordinator, RelationshipSource.Area, "FV+")]
    [InlineData(Role.AmbulanceClinician, RelationshipSource.CaringNow, "FUVN")]
    [InlineData(Role.HospitalClinician, RelationshipSource.BreakGlass, "FURN")]
    public void After_a_death_only_its_facts_notes_and_the_end_are_left(Role role, RelationshipSource source, string expected)
    {
        var facts = Facts(role, source) with { DiedOn = Today, DeathConfirmed = true };
        var part = role is Role.AmbulanceClinician ? RecordPart.Urgent : RecordPart.Overview;

        Assert.Equal(expected, Letters(Granted(facts, new(part, false)).Permissions));
    }

    [Theory]
    [InlineData(Role.GeneralPractitioner, RelationshipSource.Registration, "FURVN")]
    [InlineData(Role.HospitalClinician, RelationshipSource.Referral, "FURVN")]
    [InlineData(Role.CommunityNurse, RelationshipSource.BreakGlass, "FURN")]
    [InlineData(Role.OutOfHoursClinician, RelationshipSource.CaringNow, "FURVN")]
    [InlineData(Role.AmbulanceClinician, RelationshipSource.CaringNow, "FUVN")]
    [InlineData(Role.CareHomeStaff, RelationshipSource.Residence, "FURVN")]
    [InlineData(Role.PracticeAdministrator, RelationshipSource.Registration, "F")]
    [InlineData(Role.Coordinator, RelationshipSource.Area, "FV+")]
    public void Without_contributions_the_plans_of_others_are_read_noted_on_and_a_death_is_reported(
        Role role,
        RelationshipSource source,
        string expected
    )
    {
        var facts = Facts(role, source) with { OnlyReads = true };
        Assert.Equal(expected == "F" ? "403" : expected, Outcome(facts));

        // One's own plans stay one's own, and a death narrows further.
        var own = facts with
        {
            RecordingOrganisationId = Here,
        };
        Assert.Equal(Outcome(own with { OnlyReads = false }), Outcome(own));
        var died = facts with { DiedOn = Today, DeathConfirmed = true };
        Assert.DoesNotContain('X', Outcome(died));
    }

    [Fact]
    public void Without_contributions_no_part_of_the_plans_of_others_is_written_but_notes_feedback_and_a_report_of_death()
    {
        foreach (var reader in Readers.Select(reader => reader with { OnlyReads = true }))
        {
            Assert.All(
                ByPart.Where(row => Cell(reader, row.Data.Item1, row.Data.Item2).Contains('w', StringComparison.Ordinal)),
                row => Assert.Contains(row.Data.Item1, WrittenByReaders)
            );
        }
    }

    /// <summary>What a reader may send: notes, a report of death, and acts that change nothing of the plan.</summary>
    private static readonly RecordPart[] WrittenByReaders =
    [
        RecordPart.Death,
        RecordPart.Notes,
        RecordPart.Feedback,
        RecordPart.Location,
        RecordPart.KeySafe,
        RecordPart.Print,
        RecordPart.Inbox,
    ];

    [Fact]
    public void An_ended_record_is_its_holders_to_read_and_to_open_again()
    {
        var facts = Facts(Role.GeneralPractitioner, RelationshipSource.Registration) with { Ended = true, RecordingOrganisationId = Here };

        Assert.Equal("RZ", Letters(Granted(facts, Read).Permissions));
        Assert.Equal(
            RefusalReason.Ended,
            Assert.IsType<AccessDecision.Unknown>(Decide(facts with { RecordingOrganisationId = Elsewhere }, Read)).Reason
        );
        var again = Granted(facts with { EndedInError = true }, new(RecordPart.Ending, true));
        Assert.Equal("Z", Letters(again.Permissions));
        Assert.True(again.Closed);
        Assert.Null(again.Route);
        Assert.Equal(
            RefusalReason.EnteredInError,
            Assert.IsType<AccessDecision.Unknown>(Decide(facts with { EndedInError = true }, Read)).Reason
        );
        var administrator = Facts(Role.PracticeAdministrator, RelationshipSource.Registration) with { RecordingOrganisationId = Here };
        Assert.IsType<AccessDecision.Unknown>(
            Decide(administrator with { Ended = true, EndedInError = true }, new(RecordPart.Ending, true))
        );
        Assert.Equal(
            RefusalReason.NoPermission,
            Assert.IsType<AccessDecision.Forbidden>(Decide(administrator, new(RecordPart.Ending, true))).Reason
        );
        Assert.IsType<AccessDecision.Unknown>(
            Decide(facts with { EndedInError = true, RecordingOrganisationId = Elsewhere }, new(RecordPart.Ending, true))
        );
        Assert.Equal("RZ", Letters(Granted(facts, new(RecordPart.History, false)).Permissions));
    }

    [Fact]
    public void An_objection_denies_whatever_would_allow_but_never_the_holder()
    {
        foreach (var source in Enum.GetValues<RelationshipSource>())
        {
            var facts = Facts(Role.GeneralPractitioner, source) with { Objected = true };
            Assert.Equal(RefusalReason.Objected, Assert.IsType<AccessDecision.Unknown>(Decide(facts, Read)).Reason);
            Assert.False(AccessRules.MayKnowOf(facts));
            Assert.Throws<AccessDeniedException>(() => AccessRules.ForEmergency(facts, RelationshipSource.BreakGlass));
        }

        Granted(Facts(Role.GeneralPractitioner) with { Objected = true, RecordingOrganisationId = Here }, Read);
        Assert.Equal(
            RefusalReason.NotShared,
            Assert
                .IsType<AccessDecision.Unknown>(
                    Decide(Facts(Role.GeneralPractitioner) with { Objected = true, ConsentToShare = null }, Read)
                )
                .Reason
        );
    }

    [Fact]
    public void The_strongest_relationship_is_relied_on_and_an_emergency_knows_its_end()
    {
        var facts = Facts(Role.CommunityNurse, RelationshipSource.BreakGlass, RelationshipSource.Team) with { EmergencyUntil = Now };
        Assert.Equal(RelationshipSource.Team, Granted(facts, Read).Route);
        Assert.Null(Granted(facts, Read).Until);
        Assert.False(Granted(facts, Read).IsEmergency);

        foreach (var source in new[] { RelationshipSource.CaringNow, RelationshipSource.BreakGlass })
        {
            var grant = Granted(Facts(Role.CommunityNurse, source) with { EmergencyUntil = Now }, Read);
            Assert.Equal(Now, grant.Until);
            Assert.True(grant.IsEmergency);
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(RelationshipSource.Registration, true)]
    [InlineData(RelationshipSource.Referral, true)]
    [InlineData(RelationshipSource.Team, true)]
    [InlineData(RelationshipSource.Residence, true)]
    [InlineData(RelationshipSource.CaringNow, false)]
    [InlineData(RelationshipSource.BreakGlass, false)]
    public void Where_a_restricted_person_is_is_for_the_team(RelationshipSource? source, bool sees)
    {
        var facts = source is { } held
            ? Facts(Role.GeneralPractitioner, held)
            : Facts(Role.GeneralPractitioner) with
            {
                RecordingOrganisationId = Here,
            };
        var grant = Granted(facts, Read);

        Assert.Equal(sees, grant.SeesLocation(restricted: true));
        Assert.True(grant.SeesLocation(restricted: false));
    }

    [Fact]
    public void Where_a_restricted_person_is_is_not_for_the_coordinator() =>
        Assert.False(Granted(Facts(Role.Coordinator, RelationshipSource.Area), Read).SeesLocation(restricted: true));

    [Theory]
    [InlineData(Role.HospiceClinician, RelationshipSource.Team, true, false, "EG")]
    [InlineData(Role.HospiceClinician, RelationshipSource.Registration, true, false, "E")]
    [InlineData(Role.HospiceClinician, RelationshipSource.Registration, false, true, "G")]
    [InlineData(Role.HospitalClinician, RelationshipSource.Team, false, false, "")]
    [InlineData(Role.HospitalClinician, RelationshipSource.Team, true, true, "EG")]
    [InlineData(Role.CommunityNurse, RelationshipSource.CaringNow, true, true, "")]
    [InlineData(Role.CommunityNurse, RelationshipSource.BreakGlass, true, true, "")]
    [InlineData(Role.CareHomeStaff, RelationshipSource.Residence, true, true, "")]
    [InlineData(Role.OutOfHoursClinician, RelationshipSource.CaringNow, true, true, "")]
    public void Seniority_and_key_work_add_endorsement_and_prognosis(
        Role role,
        RelationshipSource source,
        bool senior,
        bool key,
        string added
    )
    {
        var facts = Facts(role, source) with { KeyWorker = key };
        var grant = Granted(facts with { Actor = facts.Actor with { Senior = senior } }, Read);

        Assert.Equal(added, (grant.May(Permission.Endorse) ? "E" : "") + (grant.May(Permission.EditPrognosis) ? "G" : ""));
    }

    private static string Outcome(AccessFacts facts) =>
        new[] { RecordPart.Overview, RecordPart.Urgent }
            .Select(part => Decide(facts, new(part, false)))
            .OrderByDescending(decision => decision is AccessDecision.Granted)
            .First() switch
        {
            AccessDecision.Granted granted => Letters(granted.Grant.Permissions),
            AccessDecision.Unknown => "404",
            _ => "403",
        };

    private static string Cell(AccessFacts facts, RecordPart part, string? section)
    {
        var cell =
            (Decide(facts, new(part, false, section)) is AccessDecision.Granted ? "r" : "")
            + (Decide(facts, new(part, true, section)) is AccessDecision.Granted ? "w" : "");
        return cell.Length == 0 ? "-" : cell;
    }
}
