using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Plans;

/// <summary>Who reads and who changes a section.</summary>
public static partial class SectionCatalogue
{
    /// <summary>May this grant read the section's answers?</summary>
    public static bool MayRead(this AccessGrant grant, SectionDefinition section) =>
        section.Readers switch
        {
            SectionReaders.RecordAndCoordinators => grant.May(Permission.WholeRecord)
                || grant.May(Permission.Coordinate)
                || section.IsPerson,
            SectionReaders.Clinicians => grant.May(Permission.WholeRecord) && !AccessRules.IsLimitedToWhatItKnows(grant.Actor.Role),
            _ => grant.May(Permission.WholeRecord) || grant.MayEditAlso(section),
        };

    /// <summary>May this grant read the section on the urgent card? Crews and call handlers do; care homes not the prognosis.</summary>
    public static bool MayReadOnCard(this AccessGrant grant, SectionDefinition section) =>
        grant.May(Permission.UrgentCard)
        && (section.Readers is not SectionReaders.Clinicians || !AccessRules.IsLimitedToWhatItKnows(grant.Actor.Role));

    /// <summary>May this grant ask for the key safe? Who attends the person, through a relationship in force; and who keeps the answer.</summary>
    /// <remarks>
    /// Call handlers are among them while they care for the person: they tell the crew at the door. So are the home where the person
    /// lives and social care, who read the whole record.
    /// </remarks>
    public static bool MayAskForKeySafe(this AccessGrant grant) =>
        ByKey["access-to-home"] is var section && grant.MayReadOnCard(section) && (grant.Route is not null || grant.MayEdit(section));

    /// <summary>May this grant change the section? Care homes and social care write only what they know best.</summary>
    public static bool MayEdit(this AccessGrant grant, SectionDefinition section) =>
        grant.MayEditAlso(section)
        || (
            grant.May(section.Edit)
            && (
                !AccessRules.IsLimitedToWhatItKnows(grant.Actor.Role)
                || section.Key is "about-me" or "personal-contacts" or "professional-contacts"
            )
        );

    /// <summary>Throws unless this grant is for that person and lets the section be changed.</summary>
    /// <exception cref="AccessDeniedException">The grant is for someone else, or does not cover the section.</exception>
    public static void RequireEdit(this AccessGrant grant, Guid patientId, SectionDefinition section)
    {
        grant.Require(patientId, grant.MayEditAlso(section) ? section.EditAlso!.Value : section.Edit);
        if (!grant.MayEdit(section))
        {
            throw new AccessDeniedException($"This post may not change {section.Key}.");
        }
    }

    // A coordinator's limit names what they open, and contacts are not in it.
    private static bool MayEditAlso(this AccessGrant grant, SectionDefinition section) =>
        section.EditAlso is { } also && grant.May(also) && !grant.May(Permission.Coordinate);
}
