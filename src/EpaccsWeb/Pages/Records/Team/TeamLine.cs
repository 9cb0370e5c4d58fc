using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Pages.Records.Team;

/// <summary>One line of the team as its reader sees it, and what they may do with it.</summary>
/// <param name="HidesPlaces">The person is restricted and the reader outside the team.</param>
public sealed record TeamLine(TeamMember Member, bool HidesPlaces, bool MayChange, DateTimeOffset Now)
{
    public Relationship Link => Member.Link;

    /// <summary>Its name would tell where the person lives.</summary>
    public bool HidesName => HidesPlaces && Link.Source is (RelationshipSource.Registration or RelationshipSource.Residence);

    public bool EndsSoon => Link.EndsSoon(Now);

    public bool MayEnd => MayChange && Link.IsActive(Now) && Link.Source is (RelationshipSource.Team or RelationshipSource.Referral);

    public bool MayKeep => MayChange && Link.WasLongUntouched(Now);
}
