using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace EpaccsWeb.Ui;

/// <summary>The frame of a page for whoever is signed in; the menu is made from the permission table.</summary>
public sealed class PageFrame(IHttpContextAccessor http, DemonstrationMark demonstration) : IPageFrame
{
    private static readonly (string Text, string Href, Permission[] AnyOf)[] Menu =
    [
        ("Home", "/", []),
        ("Find a person", "/patients", [Permission.Find]),
        ("Start a record", "/patients/new", [Permission.StartRecord]),
        ("Inbox", "/inbox", [Permission.WholeRecord]),
        ("Reports", "/reports", [Permission.Reports]),
        ("Import", "/import", [Permission.Import]),
    ];

    private Actor? Actor => http.HttpContext?.User.ToActor();

    public bool IsSignedIn => Actor is not null;

    public string? DisplayName => Actor?.Name;

    public string? PostText => Actor is { } actor ? $"{RoleNames.Of(actor.Role)}, {actor.OrganisationName}" : null;

    public bool CanChangePost => IsSignedIn;

    public bool IsDemonstration => demonstration.IsSet;

    public IReadOnlyList<NavigationItem> Navigation =>
        Actor is { } actor
            ?
            [
                .. Menu.Where(item => item.AnyOf.Length == 0 || item.AnyOf.Any(actor.Has))
                    .Select(item => new NavigationItem(item.Text, item.Href, IsCurrent(item.Href))),
            ]
            : [];

    private bool IsCurrent(string href) => http.HttpContext?.Request.Path == href;
}

/// <summary>Whether the database holds invented people only; once marked it stays so.</summary>
public sealed class DemonstrationMark(IDbContextFactory<EpaccsDbContext> contexts, IMemoryCache cache)
{
    public bool IsSet =>
        cache.GetOrCreate(
            nameof(DemonstrationMark),
            entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = TimeSpan.FromSeconds(10);
                using var db = contexts.CreateDbContext();
                return db.ServiceState.Any(state => state.IsDemonstration);
            }
        );
}
