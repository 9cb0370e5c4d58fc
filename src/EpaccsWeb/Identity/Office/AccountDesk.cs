using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>Invites people, and disables and enables their accounts. Nothing is ever deleted.</summary>
public sealed class AccountDesk(OfficeWork work, OfficeRules rules, PostDesk posts, Inviting inviting)
{
    /// <summary>Invites somebody into a post; somebody who has an account already gets the post.</summary>
    public async Task<Invited> InviteAsync(Actor by, string email, string name, PostTerms terms, string? reason, CancellationToken cancel)
    {
        User? user = null;
        var isNew = false;
        var problems = await work.DoAsync(
            async () =>
            {
                if (PostRules.TakesTwoPeople(terms.Role))
                {
                    throw new OfficeProblemException(
                        "Role",
                        "An administrator or a privacy officer is not invited as such: invite them into another post, or open their account, and ask for this post there."
                    );
                }

                user = await KnownAsync(email.Trim(), name.Trim(), cancel);
                var organisation = await rules.MayGrantAsync(by, user?.Id ?? Guid.Empty, terms, cancel);
                isNew = user is null;
                if (user is not null)
                {
                    posts.Give(by, user.Id, organisation, terms, "post added");
                    return;
                }

                user = await inviting.BeginAsync(email.Trim(), name.Trim(), organisation, terms, by, "post added", cancel);
            },
            cancel
        );
        return new(problems, problems.Count == 0 ? user : null, isNew);
    }

    /// <summary>Takes an account out of use at once, with all its sessions. Its posts stay, and can be used again when it is enabled.</summary>
    public Task<IReadOnlyList<SectionProblem>> DisableAsync(Actor by, Guid userId, string? reason, CancellationToken cancel) =>
        work.DoAsync(
            async () =>
            {
                var user = await ReachableAsync(by, userId, cancel);
                if (string.IsNullOrWhiteSpace(reason))
                {
                    throw new OfficeProblemException("Reason", "Say why the account is disabled.");
                }

                await DisableNowAsync(by, user, reason, cancel);
            },
            cancel
        );

    /// <summary>Disables within a change that is under way.</summary>
    public async Task DisableNowAsync(Actor? by, User user, string reason, CancellationToken cancel)
    {
        var held = await work
            .Db.Posts.Where(row => row.UserId == user.Id && row.Role == Role.SystemAdministrator)
            .Where(row => row.StartsOn <= work.Today && (row.EndsOn == null || row.EndsOn >= work.Today))
            .ToListAsync(cancel);
        foreach (var post in held)
        {
            var organisation = (await rules.OrganisationAsync(post.OrganisationId, cancel))!;
            await rules.KeepAnAdministratorAsync(by, post, organisation, work.Today.AddDays(-1), cancel);
        }

        if (user.Enabled)
        {
            (user.Enabled, user.SecurityStamp) = (false, Guid.NewGuid().ToString("N"));
            work.Note(by, "account disabled", "enabled", "disabled", new(user.Id), reason);
        }
    }

    public Task<IReadOnlyList<SectionProblem>> EnableAsync(Actor by, Guid userId, CancellationToken cancel) =>
        work.DoAsync(
            async () =>
            {
                var user = await ReachableAsync(by, userId, cancel);
                if (!user.Enabled)
                {
                    (user.Enabled, user.ActiveSince) = (true, work.Now);
                    work.Note(by, "account enabled", "disabled", "enabled", new(user.Id));
                }
            },
            cancel
        );

    /// <summary>An account that this administrator may disable: all its posts that are not over are within reach, and it is not their own.</summary>
    private async Task<User> ReachableAsync(Actor by, Guid userId, CancellationToken cancel)
    {
        rules.RefuseOwn(by, userId);
        var user = await rules.UserAsync(userId, cancel);
        var at = await work
            .Db.Posts.Where(post => post.UserId == userId && post.EndedAt == null && (post.EndsOn == null || post.EndsOn >= work.Today))
            .Join(work.Db.Organisations, post => post.OrganisationId, organisation => organisation.Id, (post, organisation) => organisation)
            .ToListAsync(cancel);
        return by.IsSystem() || (at.Count > 0 && at.TrueForAll(by.Reaches))
            ? user
            : throw new OfficeProblemException(
                string.Empty,
                "This person has posts at other organisations too: end the post at yours, or ask a system administrator."
            );
    }

    /// <summary>The account of exactly this address; throws when the address only resembles one.</summary>
    private async Task<User?> KnownAsync(string email, string name, CancellationToken cancel)
    {
        if (LookAlikes.Problem(email) is { } problem)
        {
            throw new OfficeProblemException("Email", problem);
        }

        var alike = LookAlikes.SkeletonOf(email);
        var users = await work
            .Db.Users.Select(row => new
            {
                row.Id,
                row.Email,
                row.DisplayName,
            })
            .ToListAsync(cancel);
        var found = users.Find(row => row.Email == email);
        if (found is null)
        {
            return users.Find(row => LookAlikes.SkeletonOf(row.Email!) == alike) is { } other
                ? throw new OfficeProblemException("Email", Resembles(email, other.Email!))
                : null;
        }

        return string.Equals(found.DisplayName, name, StringComparison.OrdinalIgnoreCase)
            ? await rules.UserAsync(found.Id, cancel)
            : throw new OfficeProblemException(
                "Name",
                "This address belongs to an account with another name. Check the address and the name."
            );
    }

    /// <summary>Why an address is refused that only resembles a known one.</summary>
    public static string Resembles(string email, string known) =>
        string.Equals(email, known, StringComparison.OrdinalIgnoreCase)
            ? $"This address has an account already, written \"{known}\". Write it the same way."
            : $"This address looks like \"{known}\", which has an account. Check it; two accounts may not look alike.";
}

/// <summary>What became of an invitation.</summary>
public sealed record Invited(IReadOnlyList<SectionProblem> Problems, User? User, bool IsNew);
