using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Access;

/// <summary>One relationship of the user or their organisation with the person, past ones too.</summary>
public sealed record HeldLink(RelationshipSource Source, bool Own, DateTimeOffset Since, DateTimeOffset? Until, bool InForce);

/// <summary>One step on the way to "yes" or "no".</summary>
public sealed record ExplainedStep(string What, string Words);

/// <summary>"Why can X see Y?" in words, from the facts and the decision the rules made of them. Nothing clinical, no name of the person.</summary>
public sealed record AccessExplanation(bool Opens, string Answer, IReadOnlyList<ExplainedStep> Steps)
{
    /// <summary>The whole reason, for a privacy officer.</summary>
    public static AccessExplanation Of(AccessFacts facts, AccessDecision record, AccessDecision card, IReadOnlyList<HeldLink> links)
    {
        var own = facts.Actor.OrganisationId == facts.RecordingOrganisationId;
        List<ExplainedStep> steps =
        [
            .. OfUser(facts),
            new("Record", !facts.RecordExists ? "There is none with this number." : RecordWords(facts, own)),
        ];
        if (facts.RecordExists)
        {
            steps.Add(new("Consent to share", facts.ConsentToShare is { } consent ? CodeList.Term(consent) : "Not recorded"));
            steps.Add(new("Objection to this organisation", facts.Objected ? "Yes: the person does not want to share with it." : "None"));
            if (facts.OnlyReads && !own)
            {
                steps.Add(new("Contributions", "The organisation has them switched off: its people read, add notes and report a death."));
            }

            steps.AddRange(Relationships(facts, links));
        }

        return new(
            record is AccessDecision.Granted || card is AccessDecision.Granted,
            Answered(record, card),
            [.. steps, new("Result", Reason(record, card))]
        );
    }

    /// <summary>What an administrator is told of a post that opens nothing: the same words whatever the cause.</summary>
    public static AccessExplanation OfNothing(AccessFacts facts) =>
        new(
            false,
            "No: this post opens no record with this number.",
            [
                .. OfUser(facts),
                new(
                    "Result",
                    "There is no record, or it is not shared with the organisation, or the post has no relationship in force. A privacy officer can say which."
                ),
            ]
        );

    private static IEnumerable<ExplainedStep> OfUser(AccessFacts facts)
    {
        var actor = facts.Actor;
        yield return new("Role", RoleNames.Of(actor.Role) + Flags(actor));
        yield return new("Post", facts.PostInForce ? "In force" : "Not in force, or the account is disabled");
        yield return new("Organisation", actor.OrganisationName);
        yield return new(
            "Opens a record through",
            AccessRules.SourcesFor(actor.Role) is { Count: > 0 } fits && actor.Has(Permission.Find)
                ? string.Join(", ", fits.Select(RoleNames.Of))
                : "Nothing: this role opens no record"
        );
    }

    private static string Flags(Actor actor) => (actor.Senior ? ", senior" : string.Empty) + (actor.Urgent ? ", urgent" : string.Empty);

    private static string RecordWords(AccessFacts facts, bool own) =>
        facts.MergedInto is not null ? "Put together with another record, which goes on"
        : facts.EndedInError ? "Ended as entered in error"
        : facts.Ended ? "Ended"
        : own ? "Held by this organisation"
        : "Held by another organisation";

    private static IEnumerable<ExplainedStep> Relationships(AccessFacts facts, IReadOnlyList<HeldLink> links)
    {
        if (facts.Relationships.Contains(RelationshipSource.Area))
        {
            yield return new(RoleNames.Of(RelationshipSource.Area), "In force: the registered practice lies in the area");
        }

        foreach (var link in links)
        {
            var until = link.Until is { } end ? $"until {Moment(end)}" : "until further notice";
            var whose = link.Own ? ", this user only" : string.Empty;
            var fits = AccessRules.Fits(facts.Actor.Role, link.Source) ? string.Empty : ", which does not count for this role";
            yield return new(
                RoleNames.Of(link.Source),
                $"{(link.InForce ? "In force" : "Ended")}, since {Moment(link.Since)}, {until}{whose}{fits}"
            );
        }

        if (links.Count == 0 && !facts.Relationships.Contains(RelationshipSource.Area))
        {
            yield return new("Relationship", "None");
        }
    }

    private static string Answered(AccessDecision record, AccessDecision card) =>
        (record, card) switch
        {
            (AccessDecision.Granted, _) => "Yes: this post opens the record, as far as its role goes.",
            (_, AccessDecision.Granted) => "Yes: this post opens the urgent card.",
            (AccessDecision.NeedsRelationship, _) => "No: there is no relationship. The post may know that the plan exists.",
            _ => "No: for this post the record does not exist.",
        };

    private static string Reason(AccessDecision record, AccessDecision card) =>
        (record is AccessDecision.Granted ? record : card) switch
        {
            AccessDecision.Granted { Grant: var grant } => grant.Route is { } route
                ? $"Opened by: {RoleNames.Of(route)}"
                : "Opened by: the organisation holds the record",
            AccessDecision.NeedsRelationship => "No relationship in force",
            AccessDecision.Moved => "It was put together with another record; ask about that one",
            AccessDecision.Unknown unknown => Of(unknown.Reason),
            AccessDecision.Forbidden forbidden => Of(forbidden.Reason),
            _ => string.Empty,
        };

    private static string Of(RefusalReason reason) =>
        reason switch
        {
            RefusalReason.NotAllowedToFind => "The role opens no record",
            RefusalReason.PostNotInForce => "The post is not in force, or the account is disabled",
            RefusalReason.NoSuchRecord => "There is no record",
            RefusalReason.EnteredInError => "The record was entered in error",
            RefusalReason.Ended => "The record was ended",
            RefusalReason.Merged => "The record was put together with another one",
            RefusalReason.NotShared => "The person's consent to share is not positive",
            RefusalReason.Objected => "The person objects to sharing with this organisation",
            RefusalReason.NoRelationship => "No relationship in force",
            RefusalReason.Closed => "The person has died and the record has closed",
            _ => "The role does not include it",
        };

    private static string Moment(DateTimeOffset moment) => London.Show(moment);
}
