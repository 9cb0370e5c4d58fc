using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>How a list of accounts is narrowed and sorted.</summary>
public sealed class UserFilter
{
    /// <summary>Most characters of a part that is looked for.</summary>
    public const int LongestText = 200;

    /// <summary>Part of a name or an address; posted, never in the page's address.</summary>
    public string? Text { get; set; }
    public UserStatus? Status { get; set; }
    public Role? Role { get; set; }
    public Guid? Organisation { get; set; }
    public FactorKind? Factor { get; set; }
    public SignInAge? SignedIn { get; set; }
    public UserSort Sort { get; set; }

    public IQueryable<User> Narrow(
        IQueryable<User> users,
        EpaccsDbContext db,
        DateOnly today,
        DateTimeOffset now,
        DateTimeOffset dormantFrom
    )
    {
        var inForce = db.Posts.Where(post => post.StartsOn <= today && (post.EndsOn == null || post.EndsOn >= today));
        if (!string.IsNullOrWhiteSpace(Text))
        {
            var like = Like.Part(Text.Trim());
            users = users.Where(user => EF.Functions.ILike(user.NormalizedEmail!, like) || EF.Functions.ILike(user.DisplayName, like));
        }

        users = Status switch
        {
            UserStatus.Active => users.Where(user =>
                user.Enabled && user.LastSignInAt != null && inForce.Any(post => post.UserId == user.Id)
            ),
            UserStatus.Invited => users.Where(user =>
                user.Enabled && user.PasswordHash == null && !db.UserPasskeys.Any(key => key.UserId == user.Id)
            ),
            UserStatus.Disabled => users.Where(user => !user.Enabled),
            UserStatus.WithoutPost => users.Where(user => !inForce.Any(post => post.UserId == user.Id)),
            UserStatus.Dormant => users.Where(user => (user.LastSignInAt ?? user.ActiveSince) <= dormantFrom),
            _ => users,
        };
        users = SignedIn switch
        {
            SignInAge.Never => users.Where(user => user.LastSignInAt == null),
            SignInAge.WithinMonth => users.Where(user => user.LastSignInAt > now.AddDays(-30)),
            SignInAge.LongerAgo => users.Where(user => user.LastSignInAt <= now.AddDays(-30)),
            _ => users,
        };
        users = Factor switch
        {
            FactorKind.Passkey => users.Where(user => db.UserPasskeys.Any(key => key.UserId == user.Id)),
            FactorKind.App => users.Where(user => user.TwoFactorEnabled),
            FactorKind.None => users.Where(user => !user.TwoFactorEnabled && !db.UserPasskeys.Any(key => key.UserId == user.Id)),
            _ => users,
        };
        if (Role is not null || Organisation is not null)
        {
            users = users.Where(user =>
                inForce.Any(post =>
                    post.UserId == user.Id
                    && (Role == null || post.Role == Role)
                    && (Organisation == null || post.OrganisationId == Organisation)
                )
            );
        }

        return users;
    }

    public IQueryable<User> Sorted(IQueryable<User> users) =>
        Sort switch
        {
            UserSort.LastSignIn => users
                .OrderBy(user => user.LastSignInAt != null)
                .ThenBy(user => user.LastSignInAt)
                .ThenBy(user => user.Id),
            UserSort.Address => users.OrderBy(user => user.NormalizedEmail).ThenBy(user => user.Id),
            _ => users.OrderBy(user => user.DisplayName).ThenBy(user => user.Id),
        };
}

/// <summary>How an account stands.</summary>
public enum UserStatus
{
    Active,
    Invited,
    Disabled,
    WithoutPost,
    Dormant,
}

/// <summary>The second factor of an account.</summary>
public enum FactorKind
{
    Passkey,
    App,
    None,
}

/// <summary>How long ago somebody signed in.</summary>
public enum SignInAge
{
    WithinMonth,
    LongerAgo,
    Never,
}

/// <summary>The order of a list of accounts.</summary>
public enum UserSort
{
    Name,
    Address,
    LastSignIn,
}
