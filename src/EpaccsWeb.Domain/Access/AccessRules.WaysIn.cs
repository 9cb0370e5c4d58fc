namespace EpaccsWeb.Domain.Access;

/// <summary>Grants that no relationship gives: a record that is being started, an emergency, the end of a visit.</summary>
public static partial class AccessRules
{
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

    /// <summary>Lets an emergency grant that was given while nothing could be written be written down afterwards, and nothing else.</summary>
    public static AccessGrant ForWritingDown(Guid patientId, Actor actor, RelationshipSource source) =>
        source is RelationshipSource.CaringNow or RelationshipSource.BreakGlass
            ? new AccessGrant(patientId, actor, new HashSet<Permission> { Permission.BreakGlass }, source, closed: false)
            : throw new AccessDeniedException("Only emergencies are written down afterwards.");

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

    /// <summary>Lets the practice that was asked confirm that the person is registered there; it reads and writes that and nothing else.</summary>
    public static AccessGrant ForConfirming(AccessFacts facts) =>
        MayConfirm(facts)
            ? new AccessGrant(
                facts.PatientId,
                facts.Actor,
                new HashSet<Permission> { Permission.EditPerson },
                RelationshipSource.Registration,
                closed: false
            )
            : throw new AccessDeniedException("This practice was not asked to confirm the registration.");

    /// <summary>The post may answer for its practice, and the record is one that can still be moved.</summary>
    public static bool MayConfirm(AccessFacts facts) =>
        facts is { PostInForce: true, RecordExists: true, Ended: false, EndedInError: false, Objected: false, AskedToConfirm: true }
        && facts.Actor.Role is Role.GeneralPractitioner or Role.PracticeAdministrator;
}
