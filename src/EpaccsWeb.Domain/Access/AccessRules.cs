using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Access;

/// <summary>Who may open a record, and for what: facts in, decision out. Deny beats allow.</summary>
public static class AccessRules
{
    /// <summary>Days after a death during which the whole team still reads.</summary>
    public const int DaysAfterDeath = 28;

    /// <summary>How long "I am caring for this person now" lasts unless the visit is finished sooner.</summary>
    public static readonly TimeSpan CaringNowLasts = TimeSpan.FromHours(24);

    /// <summary>How long break-glass lasts.</summary>
    public static readonly TimeSpan BreakGlassLasts = TimeSpan.FromMinutes(60);

    private static readonly Permission[] CaringNowGives =
    [
        Permission.Find,
        Permission.UrgentCard,
        Permission.WholeRecord,
        Permission.EditSections,
        Permission.RecordCpr,
        Permission.ReportDeath,
        Permission.Notes,
    ];

    private static readonly Permission[] BreakGlassGives =
    [
        Permission.Find,
        Permission.UrgentCard,
        Permission.WholeRecord,
        Permission.Notes,
    ];

    private static readonly Permission[] AfterDeath =
    [
        Permission.Find,
        Permission.UrgentCard,
        Permission.WholeRecord,
        Permission.RecordDeath,
        Permission.ReportDeath,
        Permission.Notes,
        Permission.EndRecord,
        Permission.Coordinate,
    ];

    /// <summary>Consent to share that opens a record outside the recording organisation.</summary>
    public static bool IsPositive(ConsentStatus? consent) =>
        consent is ConsentStatus.Given or ConsentStatus.BestInterests or ConsentStatus.Lpa or ConsentStatus.Deputy;

    /// <summary>May this organisation know that the record exists?</summary>
    public static bool MayKnowOf(AccessFacts facts) =>
        facts is { RecordExists: true, EndedInError: false }
        && (facts.Actor.OrganisationId == facts.RecordingOrganisationId || IsPositive(facts.ConsentToShare));

    public static AccessDecision Decide(AccessFacts facts, AccessRequest request)
    {
        if (!facts.PostInForce)
        {
            return new AccessDecision.Unknown(RefusalReason.PostNotInForce);
        }

        if (!facts.Actor.Has(Permission.Find))
        {
            return new AccessDecision.Unknown(RefusalReason.NotAllowedToFind);
        }

        if (!MayKnowOf(facts))
        {
            return new AccessDecision.Unknown(
                !facts.RecordExists ? RefusalReason.NoSuchRecord
                : facts.EndedInError ? RefusalReason.EnteredInError
                : RefusalReason.NotShared
            );
        }

        var route = RouteFor(facts);
        if (route is null && !HoldsRecord(facts))
        {
            return PermissionTable.IsClinical(facts.Actor.Role)
                ? new AccessDecision.NeedsRelationship()
                : new AccessDecision.Unknown(RefusalReason.NoRelationship);
        }

        var grant = new AccessGrant(facts.PatientId, facts.Actor, PermissionsFor(facts, route), route, closed: facts.HasDied);
        return Opens(grant, request)
            ? new AccessDecision.Granted(grant)
            : new AccessDecision.Forbidden(facts.HasDied ? RefusalReason.Closed : RefusalReason.NoPermission);
    }

    /// <summary>A newly started record is open to whoever started it, so that its first rows can be written.</summary>
    public static AccessGrant ForNewRecord(Guid patientId, Actor actor) =>
        actor.Has(Permission.StartRecord)
            ? new AccessGrant(patientId, actor, PermissionTable.Of(actor.Role), RelationshipSource.Team, closed: false)
            : throw new AccessDeniedException("This post may not start a record.");

    /// <summary>The way in without a relationship; it lets that relationship be written and nothing else.</summary>
    public static AccessGrant ForEmergency(AccessFacts facts, RelationshipSource source)
    {
        var allowed =
            facts.PostInForce
            && MayKnowOf(facts)
            && facts.Actor.Has(Permission.Find)
            && (source is RelationshipSource.CaringNow ? facts.Actor.Urgent : facts.Actor.Has(Permission.BreakGlass));
        return allowed
            ? new AccessGrant(facts.PatientId, facts.Actor, new HashSet<Permission> { Permission.BreakGlass }, source, closed: false)
            : throw new AccessDeniedException("This post has no such way in.");
    }

    /// <summary>Lets a post end its own "caring now", whatever has become of the record meanwhile.</summary>
    public static AccessGrant ForFinishing(AccessFacts facts) =>
        facts.PostInForce && facts.Relationships.Contains(RelationshipSource.CaringNow)
            ? new AccessGrant(
                facts.PatientId,
                facts.Actor,
                new HashSet<Permission> { Permission.BreakGlass },
                RelationshipSource.CaringNow,
                closed: false
            )
            : throw new AccessDeniedException("This post is not caring for the person now.");

    /// <summary>The kinds of relationship that open a record to a role.</summary>
    public static IReadOnlyList<RelationshipSource> SourcesFor(Role role) =>
        [.. Enum.GetValues<RelationshipSource>().Where(source => Fits(role, source))];

    private static RelationshipSource? RouteFor(AccessFacts facts)
    {
        var held = facts.Relationships.Order().Where(source => Fits(facts.Actor.Role, source));
        var own = facts.Actor.OrganisationId == facts.RecordingOrganisationId;
        var teamHasClosed = facts.HasDied && facts.Today > facts.DiedOn!.Value.AddDays(DaysAfterDeath) && !own;
        RelationshipSource? route = null;
        foreach (var source in held)
        {
            if (!teamHasClosed || source is RelationshipSource.BreakGlass)
            {
                route ??= source;
            }
        }

        return route;
    }

    /// <summary>The organisation that holds the record reaches it always, in the roles that could have started it or run the practice.</summary>
    private static bool HoldsRecord(AccessFacts facts) =>
        facts.Actor.OrganisationId == facts.RecordingOrganisationId && HoldsRecords(facts.Actor);

    /// <summary>Whether a post reaches the records that its organisation holds without any other relationship.</summary>
    public static bool HoldsRecords(Actor actor) => actor.Has(Permission.StartRecord) || actor.Role is Role.PracticeAdministrator;

    /// <summary>Limits that narrow a role to some kinds of relationship.</summary>
    public static bool Fits(Role role, RelationshipSource source) =>
        role switch
        {
            Role.OutOfHoursClinician or Role.AmbulanceClinician or Role.CallHandler => source is RelationshipSource.CaringNow,
            Role.CareHomeStaff => source is RelationshipSource.Residence,
            Role.SocialCareWorker => source is RelationshipSource.Referral or RelationshipSource.Team,
            Role.PracticeAdministrator => source is RelationshipSource.Registration,
            Role.Coordinator => source is RelationshipSource.Area,
            _ => source is not RelationshipSource.Area,
        };

    private static HashSet<Permission> PermissionsFor(AccessFacts facts, RelationshipSource? route)
    {
        var actor = facts.Actor;
        HashSet<Permission> may = [.. PermissionTable.Of(actor.Role)];
        if (actor.Role is Role.Coordinator)
        {
            may.Add(Permission.Coordinate);
        }

        if (actor.Role is Role.HospiceClinician or Role.HospitalClinician or Role.CommunityNurse)
        {
            if (actor.Senior)
            {
                may.Add(Permission.Endorse);
            }

            if (facts.KeyWorker || (actor.Senior && facts.Relationships.Contains(RelationshipSource.Team)))
            {
                may.Add(Permission.EditPrognosis);
            }
        }

        if (route is RelationshipSource.CaringNow)
        {
            may.IntersectWith(CaringNowGives);
        }

        if (route is RelationshipSource.BreakGlass)
        {
            may.IntersectWith(BreakGlassGives);
        }

        if (facts.HasDied)
        {
            may.IntersectWith(AfterDeath);
        }

        return may;
    }

    private static bool Opens(AccessGrant grant, AccessRequest request) =>
        request is { Part: RecordPart.Plan, Section: { } key } && SectionCatalogue.Find(key) is { } section
            ? grant.MayEdit(section)
            : Needed(request).Any(grant.May);

    /// <summary>Any one of these opens the part.</summary>
    private static Permission[] Needed(AccessRequest request) =>
        (request.Part, request.Writes) switch
        {
            (RecordPart.Overview, false) => [Permission.WholeRecord, Permission.EditPerson, Permission.Coordinate],
            (RecordPart.Overview, true) => [Permission.Endorse, Permission.EditSections, Permission.RecordCpr],
            (RecordPart.Urgent, false) => [Permission.UrgentCard],
            (RecordPart.Person, false) => [Permission.WholeRecord, Permission.EditPerson, Permission.Coordinate],
            (RecordPart.Person, true) => [Permission.EditPerson],
            (RecordPart.Consent, false) => [Permission.ConsentAndTeam, Permission.WholeRecord, Permission.Coordinate],
            (RecordPart.Team, false) => [Permission.WholeRecord, Permission.Coordinate],
            (RecordPart.Consent or RecordPart.Team, true) => [Permission.ConsentAndTeam],
            (RecordPart.Death, false) => [Permission.WholeRecord, Permission.RecordDeath, Permission.ReportDeath, Permission.Coordinate],
            (RecordPart.Death, true) => [Permission.RecordDeath, Permission.ReportDeath],
            (RecordPart.History or RecordPart.Activity, false) => [Permission.WholeRecord],
            (RecordPart.Decision, _) => [Permission.RecordCpr],
            _ => [],
        };
}
