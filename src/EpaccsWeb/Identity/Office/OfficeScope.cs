using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Identity.Office;

/// <summary>How far an administrator reaches: an organisation's own, or everything for a system administrator.</summary>
public static class OfficeScope
{
    public static bool IsSystem(this Actor actor) => actor.Role is Role.SystemAdministrator;

    public static bool Reaches(this Actor actor, Organisation organisation) =>
        actor.IsSystem() || organisation.Id == actor.OrganisationId || organisation.PartOfId == actor.OrganisationId;

    /// <summary>Roles this administrator may grant or ask for at such an organisation.</summary>
    public static IReadOnlyList<Role> RolesFor(this Actor actor, OrganisationKind kind) =>
        [.. PostRules.RolesAt(kind).Where(role => actor.IsSystem() || !PostRules.IsForSystemAdministrators(role))];

    public static bool InForce(this Post post, DateOnly today) => post.StartsOn <= today && (post.EndsOn is null || post.EndsOn >= today);

    /// <summary>Ended, in a way that it never comes into force again.</summary>
    public static bool IsOver(this Post post, DateOnly today) => post.EndedAt is not null || post.EndsOn < today;

    /// <summary>A post in words, for histories: "Community nurse, Y90010, senior, from 01-Nov-2026".</summary>
    public static string InWords(this Post post, string odsCode) =>
        string.Join(
            ", ",
            new[]
            {
                RoleNames.Of(post.Role),
                odsCode,
                post.Senior ? "senior" : null,
                post.Urgent ? "urgent" : null,
                $"from {London.Show(post.StartsOn)}",
                post.EndedAt is { } ended ? $"ended {London.Show(London.Day(ended))}"
                : post.EndsOn is { } last ? $"until {London.Show(last)}"
                : null,
            }.Where(part => part is not null)
        );
}
