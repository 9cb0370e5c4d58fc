using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>The rules that every change of accounts and posts goes through, inside its transaction.</summary>
public sealed class OfficeRules(OfficeWork work)
{
    public async Task<User> UserAsync(Guid userId, CancellationToken cancel) =>
        await work.Db.Users.SingleOrDefaultAsync(row => row.Id == userId, cancel)
        ?? throw new OfficeProblemException(string.Empty, "There is no such account.");

    /// <summary>A post within the administrator's reach.</summary>
    public async Task<(Post Post, Organisation Organisation)> PostAsync(Actor by, Guid postId, CancellationToken cancel)
    {
        var post = await work.Db.Posts.SingleOrDefaultAsync(row => row.Id == postId, cancel);
        var organisation = post is null ? null : await OrganisationAsync(post.OrganisationId, cancel);
        return post is not null && organisation is not null && by.Reaches(organisation)
            ? (post, organisation)
            : throw new OfficeProblemException(string.Empty, "There is no such post at your organisation.");
    }

    public Task<Organisation?> OrganisationAsync(Guid id, CancellationToken cancel) =>
        work.Db.Organisations.SingleOrDefaultAsync(row => row.Id == id, cancel);

    /// <summary>Whether this administrator may give these terms to that person, and the organisation they are for.</summary>
    public async Task<Organisation> MayGrantAsync(
        Actor by,
        Guid userId,
        PostTerms terms,
        CancellationToken cancel,
        string organisationField = "Organisation"
    )
    {
        RefuseOwn(by, userId);
        if (await OrganisationAsync(terms.OrganisationId, cancel) is not { } organisation || !by.Reaches(organisation))
        {
            throw new OfficeProblemException(organisationField, "Choose an organisation from the list.");
        }

        RefuseClosed(organisation, terms, organisationField);
        Check(terms, organisation.Kind);
        if (!by.RolesFor(organisation.Kind).Contains(terms.Role))
        {
            throw new OfficeProblemException(
                "Role",
                $"Only a system administrator can ask for a {RoleNames.Of(terms.Role).ToLowerInvariant()}."
            );
        }

        if (terms.EndsOn < work.Today)
        {
            throw new OfficeProblemException("EndsOn", "The last day is in the past: the post would never be in force.");
        }

        var held = await work
            .Db.Posts.Where(row =>
                row.UserId == userId
                && row.OrganisationId == organisation.Id
                && row.Role == terms.Role
                && row.EndedAt == null
                && (row.EndsOn == null || row.EndsOn >= terms.StartsOn)
                && (terms.EndsOn == null || row.StartsOn <= terms.EndsOn)
            )
            .AnyAsync(cancel);
        return held
            ? throw new OfficeProblemException(
                "Role",
                $"This person is {RoleNames.Of(terms.Role).ToLowerInvariant()} at {organisation.Name} in this time already."
            )
            : organisation;
    }

    /// <summary>Nobody gives themselves anything.</summary>
    public void RefuseOwn(Actor by, Guid userId)
    {
        if (by.UserId == userId)
        {
            throw new OfficeProblemException(string.Empty, "Nobody changes their own rights. Ask another administrator.");
        }
    }

    /// <summary>The post has changed since the page was shown.</summary>
    public void RefuseStale(Post post, Organisation organisation, string? seen)
    {
        if (post.IsOver(work.Today))
        {
            throw new OfficeProblemException(string.Empty, "This post has ended already.");
        }

        var now = post.InWords(organisation.OdsCode);
        if (seen is not null && seen != now)
        {
            throw new OfficeProblemException(
                Stale,
                $"Somebody else has changed this post. You saw: {seen}. It is now: {now}. Look again, then save."
            );
        }
    }

    /// <summary>The field of a conflict, which is answered with 409.</summary>
    public const string Stale = "Seen";

    public static void Check(PostTerms terms, OrganisationKind kind)
    {
        foreach (var (field, sentence) in terms.Problems(kind))
        {
            throw new OfficeProblemException(field, sentence);
        }
    }

    /// <summary>There is always a system administrator, and an administrator does not leave an organisation without one.</summary>
    /// <param name="until">The post's new last day; null is no end.</param>
    public async Task KeepAnAdministratorAsync(Actor? by, Post post, Organisation organisation, DateOnly? until, CancellationToken cancel)
    {
        var guarded = post.Role is Role.SystemAdministrator || (post.Role is Role.OrganisationAdministrator && post.UserId == by?.UserId);
        if (until is null || !guarded || await OthersAsync(post, until.Value, cancel))
        {
            return;
        }

        throw new OfficeProblemException(
            string.Empty,
            post.Role is Role.SystemAdministrator
                ? "This is the last system administrator. Another one must be granted before this post can end."
                : $"You are the last administrator of {organisation.Name}. Another one must be granted before your post can end."
        );
    }

    /// <summary>Another person in force with the same guarded role, who stays beyond that day.</summary>
    private Task<bool> OthersAsync(Post post, DateOnly until, CancellationToken cancel) =>
        work
            .Db.Posts.Where(row => row.Id != post.Id && row.UserId != post.UserId && row.Role == post.Role)
            .Where(row => post.Role == Role.SystemAdministrator || row.OrganisationId == post.OrganisationId)
            .Where(row => row.StartsOn <= work.Today && (row.EndsOn == null || (row.EndsOn >= work.Today && row.EndsOn > until)))
            .Join(work.Db.Users.Where(user => user.Enabled), row => row.UserId, user => user.Id, (row, user) => row.Id)
            .AnyAsync(cancel);

    /// <summary>The name of the senior colleague who takes over what waits for a post.</summary>
    public async Task<string> SuccessorNameAsync(Post post, Guid to, CancellationToken cancel) =>
        await work
            .Db.Posts.Where(row => row.Id == to && row.Id != post.Id && row.Senior && row.OrganisationId == post.OrganisationId)
            .Where(row => row.StartsOn <= work.Today && (row.EndsOn == null || row.EndsOn >= work.Today))
            .Join(work.Db.Users.Where(user => user.Enabled), row => row.UserId, user => user.Id, (row, user) => user.DisplayName)
            .SingleOrDefaultAsync(cancel)
        ?? throw new OfficeProblemException("HandTo", "Choose a senior colleague of the same organisation from the list.");

    private static void RefuseClosed(Organisation organisation, PostTerms terms, string field)
    {
        if (organisation.ClosesOn is { } last && terms.StartsOn > last)
        {
            throw new OfficeProblemException(
                field,
                $"{organisation.Name} closes on {London.Show(last)}: no post can begin there after that."
            );
        }

        if (organisation.OpensOn is { } first && terms.StartsOn < first)
        {
            throw new OfficeProblemException(
                "StartsOn",
                $"{organisation.Name} opens on {London.Show(first)}: no post can begin there before that."
            );
        }
    }
}
