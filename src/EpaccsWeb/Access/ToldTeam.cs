using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Access;

/// <summary>Who hears of a change in a plan, and of which: one rule for a save and for an import.</summary>
/// <param name="holder">The recording organisation, which always hears.</param>
/// <param name="shared">Whether the others may know of the plan.</param>
/// <param name="links">What is active now of the kinds in <see cref="Sources"/>.</param>
/// <param name="objected">Organisations that the person keeps the plan from.</param>
internal sealed class ToldTeam(
    Guid patientId,
    Guid holder,
    bool shared,
    IReadOnlyCollection<(Guid OrganisationId, RelationshipSource Source)> links,
    HashSet<Guid> objected
)
{
    /// <summary>Relationships by which an organisation hears of changes.</summary>
    public static readonly RelationshipSource[] Sources =
    [
        RelationshipSource.Registration,
        RelationshipSource.Team,
        RelationshipSource.Residence,
        RelationshipSource.Referral,
    ];

    /// <summary>What is told of tasks that a death closes.</summary>
    public static (string What, bool CliniciansOnly) TasksClosed => (InboxReader.TasksClosed, true);

    /// <summary>What is told of an entry about a death.</summary>
    public static (string What, bool CliniciansOnly) Of(Death death) => ($"Death: {Slug.Of(death.Kind)}", false);

    public IEnumerable<Guid> Organisations => links.Select(link => link.OrganisationId).Append(holder).Where(Hears).Distinct();

    /// <summary>Nobody but the holder hears of a plan that is not shared, or not with them.</summary>
    public bool Hears(Guid organisation) => organisation == holder || (shared && !objected.Contains(organisation));

    /// <summary>A notice of each change for each organisation; care homes and social care hear of no clinicians' matters.</summary>
    public IEnumerable<Notice> Notices(
        IEnumerable<Guid> told,
        IReadOnlyList<(string What, bool CliniciansOnly)> changes,
        int planVersion,
        Actor author,
        DateTimeOffset now
    ) =>
        from organisation in told
        let clinical = organisation == holder || links.Any(link => link.OrganisationId == organisation && IsClinical(link.Source))
        from change in changes
        where clinical || !change.CliniciansOnly
        select Notice.Of(patientId, organisation, planVersion, change.What, author, now);

    private static bool IsClinical(RelationshipSource source) => source is RelationshipSource.Registration or RelationshipSource.Team;
}
