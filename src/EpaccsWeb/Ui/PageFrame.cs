using System.Collections.Frozen;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Hosting;
using EpaccsWeb.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace EpaccsWeb.Ui;

/// <summary>The frame of a page for whoever is signed in; the menu is made from the permission table.</summary>
public sealed class PageFrame(
    IHttpContextAccessor http,
    DemonstrationMark demonstration,
    ServingMode mode,
    Training.TrainingSite training,
    TimeProvider clock
) : IPageFrame
{
    private static readonly (string Text, string Href, Permission[] AnyOf)[] Menu =
    [
        ("Home", "/", []),
        ("Find a person", "/patients", [Permission.Find]),
        ("Start a record", "/patients/new", [Permission.StartRecord]),
        ("Inbox", "/inbox", [Permission.WholeRecord]),
        ("Tasks", "/tasks", [Permission.ConsentAndTeam]),
        ("Meetings", "/meetings", [Permission.ConsentAndTeam]),
        ("Reports", "/reports", [Permission.Reports]),
        ("Import", "/import", [Permission.Import]),
    ];

    /// <summary>What each role may go to, worked out once.</summary>
    private static readonly FrozenDictionary<Role, (string Text, string Href)[]> Menus = Enum.GetValues<Role>()
        .ToFrozenDictionary(role => role, role => ItemsOf(role).ToArray());

    private Actor? Actor => http.HttpContext?.User.ToActor();

    public bool IsSignedIn => Actor is not null;

    public string? DisplayName => Actor?.Name;

    public string? PostText => Actor is { } actor ? actor.PostInWords : null;

    public bool CanChangePost => IsSignedIn;

    public bool IsDemonstration => demonstration.IsSet;

    public ReadOnlyNotice? ReadOnly => mode.Spell is { } spell ? new(spell.Since, spell.AsAt) : null;

    public bool IsTraining => training.Enabled;

    /// <summary>What the menu of a role holds, in words.</summary>
    public static IEnumerable<string> MenuOf(Role role) => Menus[role].Select(item => item.Text);

    public SessionEnd? SessionEnd
    {
        get
        {
            if (Actor is not { } actor || http.HttpContext!.User.SignedInSince() is not { } since)
            {
                return null;
            }

            var now = clock.GetUtcNow();
            var idle = http.HttpContext.Items[IdentitySetup.EndsItem] as DateTimeOffset? ?? now + Sessions.Idle(actor);
            var latest = since + Sessions.Longest;
            return new(idle < latest ? idle : latest, latest, now);
        }
    }

    public IReadOnlyList<NavigationItem> Navigation =>
        Actor is { } actor ? [.. Menus[actor.Role].Select(item => new NavigationItem(item.Text, item.Href, IsCurrent(item.Href)))] : [];

    /// <summary>The office's own pages stand on their index, and the most used of them in the menu.</summary>
    private static IEnumerable<(string Text, string Href)> ItemsOf(Role role)
    {
        var office = OfficePages.Of(role).ToList();
        return
        [
            .. Menu.Where(item => item.AnyOf.Length == 0 || item.AnyOf.Any(PermissionTable.Of(role).Contains))
                .Select(item => (item.Text, item.Href)),
            .. office.Where(page => page.InMenu).Select(page => (page.Text, page.Href)),
            .. office.Count > 0 ? [("Administration", OfficePages.Index)] : Array.Empty<(string, string)>(),
        ];
    }

    private bool IsCurrent(string href) => http.HttpContext?.Request.Path == href;
}

/// <summary>Whether the database holds invented people only; once marked it stays so.</summary>
public sealed class DemonstrationMark(IDbContextFactory<EpaccsDbContext> contexts, IMemoryCache cache)
{
    private bool last;

    public bool IsSet =>
        cache.GetOrCreate(
            nameof(DemonstrationMark),
            entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(10);
                return last = Ask();
            }
        );

    /// <summary>While the database is away its last answer holds: the page that tells of it needs the mark, too.</summary>
    private bool Ask()
    {
        try
        {
            using var db = contexts.CreateDbContext();
            return db.ServiceState.Any(state => state.IsDemonstration);
        }
        catch (Exception failure) when (DatabaseAway.Is(failure))
        {
            return last;
        }
    }
}
