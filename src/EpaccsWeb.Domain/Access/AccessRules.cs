using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Access;

/// <summary>Who may open a record, and for what: facts in, decision out. Deny beats allow.</summary>
public static partial class AccessRules
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

    /// <summary>What is left in plans that others hold to an organisation that does not contribute: what keeps a person safe is never switched off.</summary>
    private static readonly Permission[] WithoutContributing =
    [
        Permission.Find,
        Permission.UrgentCard,
        Permission.WholeRecord,
        Permission.ReportDeath,
        Permission.Notes,
        Permission.Coordinate,
    ];

    private static readonly Permission[] WhenEnded = [Permission.WholeRecord, Permission.EndRecord];

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
        Permission.Meet,
    ];

    /// <summary>Consent to share that opens a record outside the recording organisation.</summary>
    public static bool IsPositive(ConsentStatus? consent) =>
        consent is ConsentStatus.Given or ConsentStatus.BestInterests or ConsentStatus.Lpa or ConsentStatus.Deputy;

    /// <summary>May this organisation know that the record exists?</summary>
    public static bool MayKnowOf(AccessFacts facts) =>
        facts is { RecordExists: true, EndedInError: false }
        && (!facts.Ended || facts.Actor.OrganisationId == facts.RecordingOrganisationId)
        && (facts.Actor.OrganisationId == facts.RecordingOrganisationId || (IsPositive(facts.ConsentToShare) && !facts.Objected));

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

        if (facts.MergedInto is { } survivor)
        {
            return OfMerged(facts, survivor, request);
        }

        if (request.Part is RecordPart.Ending && MayReopen(facts))
        {
            return new AccessDecision.Granted(
                new AccessGrant(facts.PatientId, facts.Actor, new HashSet<Permission> { Permission.EndRecord }, route: null, closed: true)
            );
        }

        if (!MayKnowOf(facts))
        {
            return new AccessDecision.Unknown(
                !facts.RecordExists ? RefusalReason.NoSuchRecord
                : facts.EndedInError ? RefusalReason.EnteredInError
                : facts.Ended ? RefusalReason.Ended
                : IsPositive(facts.ConsentToShare) ? RefusalReason.Objected
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

        var grant = new AccessGrant(facts.PatientId, facts.Actor, PermissionsFor(facts, route), route, closed: facts.HasDied)
        {
            Until = route is RelationshipSource.CaringNow or RelationshipSource.BreakGlass ? facts.EmergencyUntil : null,
        };
        return Opens(grant, request)
            ? new AccessDecision.Granted(grant)
            : new AccessDecision.Forbidden(facts.HasDied ? RefusalReason.Closed : RefusalReason.NoPermission);
    }

    /// <summary>Whoever ended a record in error finds the way back; nobody else may know that it was there.</summary>
    private static bool MayReopen(AccessFacts facts) =>
        facts is { RecordExists: true, Ended: true } && HoldsRecord(facts) && facts.Actor.Has(Permission.EndRecord);

    /// <summary>The kinds of relationship that open a record to a role.</summary>
    public static IReadOnlyList<RelationshipSource> SourcesFor(Role role) =>
        [.. Enum.GetValues<RelationshipSource>().Where(source => Fits(role, source))];

    /// <summary>The same, as they stand in the database.</summary>
    public static string[] SourceSlugs(Role role) => [.. SourcesFor(role).Select(source => Slug.Of(source))];

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

        if (may.Contains(Permission.ConsentAndTeam))
        {
            may.Add(Permission.Meet);
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

        if (facts.OnlyReads && facts.Actor.OrganisationId != facts.RecordingOrganisationId)
        {
            // Whoever could record a death can still report it.
            _ = may.Contains(Permission.RecordDeath) && may.Add(Permission.ReportDeath);
            may.IntersectWith(WithoutContributing);
        }

        if (facts.Ended)
        {
            may.IntersectWith(WhenEnded);
        }

        if (facts.HasDied)
        {
            may.IntersectWith(AfterDeath);
        }

        return may;
    }

    private static bool Opens(AccessGrant grant, AccessRequest request) =>
        (request.Part is not RecordPart.Location || grant.IsEmergency)
        && !(request is { Part: RecordPart.Attachment, Writes: true } && IsLimitedToWhatItKnows(grant.Actor.Role))
        && (
            request is { Part: RecordPart.Plan, Section: { } key } && SectionCatalogue.Find(key) is { } section
                ? grant.MayEdit(section)
                : Needed(request).Any(grant.May)
        );

    /// <summary>Care homes and social care write About me, contacts and notes only.</summary>
    public static bool IsLimitedToWhatItKnows(Role role) => role is Role.CareHomeStaff or Role.SocialCareWorker;
}
