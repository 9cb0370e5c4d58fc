using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Access;

/// <summary>What a role outside the recording organisation would see of a record: the same rules, with nobody asking.</summary>
public sealed class RecordSeen
{
    private readonly AccessGrant? whole;
    private readonly AccessGrant? card;

    private RecordSeen(AccessGrant? whole, AccessGrant? card, string words) => (this.whole, this.card, Words) = (whole, card, words);

    /// <summary>In words: the whole record, the urgent card, some parts, or nothing.</summary>
    public string Words { get; }

    public static RecordSeen By(Role role, ConsentStatus? consent)
    {
        var whole = Decided(role, consent, new(RecordPart.Overview, Writes: false));
        var card = Decided(role, consent, new(RecordPart.Urgent, Writes: false));
        var words =
            whole is not null && whole.May(Permission.WholeRecord) ? "Sees the record, with a relationship to the person, as follows."
            : whole is not null ? "Sees only these parts."
            : card is not null ? "Sees only the urgent card, while caring for the person, as follows."
            : "Is told nothing: for them the record does not exist.";
        return new(whole, card, words);
    }

    public bool Shows(SectionDefinition section) =>
        (whole is not null && whole.MayRead(section)) || (whole is null && card is not null && card.MayReadOnCard(section));

    /// <summary>Whether the location of a restricted person would be hidden.</summary>
    public bool HidesLocation(bool restricted) => (whole ?? card) is { } grant && !grant.SeesLocation(restricted);

    private static AccessGrant? Decided(Role role, ConsentStatus? consent, AccessRequest asked)
    {
        var nobody = new Actor(Guid.Empty, string.Empty, Guid.Empty, role, Guid.Empty, string.Empty, Senior: false, Urgent: false);
        var facts = new AccessFacts
        {
            PatientId = Guid.Empty,
            Actor = nobody,
            PostInForce = true,
            RecordExists = true,
            RecordingOrganisationId = Guid.AllBitsSet,
            ConsentToShare = consent,
            Today = default,
            Relationships = AccessRules.SourcesFor(role).Where(source => source is not RelationshipSource.BreakGlass).ToHashSet(),
        };
#pragma warning disable RS0030 // supposes a reader; the grants open nobody's record
        return (AccessRules.Decide(facts, asked) as AccessDecision.Granted)?.Grant;
#pragma warning restore RS0030
    }
}
