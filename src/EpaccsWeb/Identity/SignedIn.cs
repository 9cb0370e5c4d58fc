using System.Globalization;
using System.Security.Claims;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Identity;

/// <summary>The active post, carried in the sign-in cookie and read back as an <see cref="Actor"/>.</summary>
public static class SignedIn
{
    private const string Prefix = "epaccs:";

    /// <summary>Unix seconds of the sign-in; a session ends twelve hours later whatever happens.</summary>
    public const string Since = Prefix + "since";

    /// <summary>The security stamp; a changed stamp ends the session.</summary>
    public const string Stamp = Prefix + "stamp";

    /// <summary>The session's row.</summary>
    public const string Session = Prefix + "session";

    /// <summary>Unix seconds of when a second factor was last shown.</summary>
    public const string Factor = Prefix + "factor";

    /// <summary>The session began while no row could be written for it.</summary>
    public const string Unwritten = Prefix + "unwritten";

    public static IEnumerable<Claim> Claims(Actor actor) =>
        [
            new(Prefix + "name", actor.Name),
            new(Prefix + "post", actor.PostId.ToString()),
            new(Prefix + "role", Slug.Of(actor.Role)),
            new(Prefix + "organisation", actor.OrganisationId.ToString()),
            new(Prefix + "organisation-name", actor.OrganisationName),
            new(Prefix + "senior", actor.Senior.ToString()),
            new(Prefix + "urgent", actor.Urgent.ToString()),
        ];

    /// <summary>Who is acting, or null when nobody is signed in with a post.</summary>
    /// <remarks>A page asks dozens of times, so what was read stays with the identity. It is written into no cookie.</remarks>
    public static Actor? ToActor(this ClaimsPrincipal user)
    {
        if (user.Identity is not ClaimsIdentity { IsAuthenticated: true } identity)
        {
            return null;
        }

        if (identity.BootstrapContext is not Actor actor)
        {
            if (Read(user) is not { } read)
            {
                return null;
            }

            identity.BootstrapContext = actor = read;
        }

        return actor;
    }

    private static Actor? Read(ClaimsPrincipal user)
    {
        string? Value(string name) => user.FindFirstValue(Prefix + name);

        return
            Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var userId)
            && Guid.TryParse(Value("post"), out var postId)
            && Guid.TryParse(Value("organisation"), out var organisationId)
            && Slug.TryParse<Role>(Value("role"), out var role)
            ? new Actor(
                userId,
                Value("name") ?? string.Empty,
                postId,
                role.Value,
                organisationId,
                Value("organisation-name") ?? string.Empty,
                Value("senior") == bool.TrueString,
                Value("urgent") == bool.TrueString
            )
            : null;
    }

    /// <summary>Who is acting; throws when nobody is, because a missing actor must never read as allowed.</summary>
    public static Actor RequireActor(this ClaimsPrincipal user) =>
        user.ToActor() ?? throw new InvalidOperationException("Nobody is signed in with a post.");

    public static Guid? SessionId(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(Session), out var id) ? id : null;

    public static DateTimeOffset? SignedInSince(this ClaimsPrincipal user) => user.Moment(Since);

    /// <summary>When a second factor was last shown in this session; null when none was.</summary>
    public static DateTimeOffset? FactorAt(this ClaimsPrincipal user) => user.Moment(Factor);

    private static DateTimeOffset? Moment(this ClaimsPrincipal user, string claim) =>
        long.TryParse(user.FindFirstValue(claim), CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
