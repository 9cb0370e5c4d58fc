namespace EpaccsWeb.Domain.Access;

/// <summary>A record that was put together with another one: who reads it, and whom its links lead on.</summary>
public static partial class AccessRules
{
    private static readonly Permission[] WhenMerged = [Permission.WholeRecord, Permission.EndRecord];

    /// <summary>Pages of a merged record that are still its own; every other one leads to the record that goes on.</summary>
    public static bool StaysReadable(AccessRequest request) =>
        request.Part is RecordPart.Merged
        || (
            !request.Writes
            && request.Part is RecordPart.History or RecordPart.Notes or RecordPart.Feedback or RecordPart.Attachment or RecordPart.Activity
        );

    /// <summary>The merge gives nobody anything: its own consent, objections and relationships decide as if it were open.</summary>
    private static AccessDecision OfMerged(AccessFacts facts, Guid survivor, AccessRequest request)
    {
        var before = facts with { MergedInto = null, Ended = false, EndedInError = false };
        if (!StaysReadable(request))
        {
            return MayKnowOf(before) ? new AccessDecision.Moved(survivor) : new AccessDecision.Unknown(RefusalReason.Merged);
        }

#pragma warning disable RS0030 // the rules' own question: what would be decided if the record were open
        var asOpen = Decide(before, request);
#pragma warning restore RS0030
        return asOpen is AccessDecision.Granted { Grant: var grant }
            ? new AccessDecision.Granted(
                new AccessGrant(
                    grant.PatientId,
                    grant.Actor,
                    grant.Permissions.Intersect(WhenMerged).ToHashSet(),
                    grant.Route,
                    closed: true
                )
                {
                    Until = grant.Until,
                    MergedInto = survivor,
                }
            )
            : new AccessDecision.Unknown(RefusalReason.Merged);
    }
}
