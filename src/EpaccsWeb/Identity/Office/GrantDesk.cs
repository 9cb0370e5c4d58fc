using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>Grants or refuses the posts that take two people.</summary>
public sealed class GrantDesk(OfficeWork work, OfficeRules rules, PostDesk posts)
{
    /// <summary>Requests that wait within an administrator's reach, the oldest first.</summary>
    public async Task<IReadOnlyList<GrantLine>> WaitingAsync(Actor actor, CancellationToken cancel)
    {
        var rows = await work
            .Db.GrantRequests.Where(row => row.DecidedAt == null && row.ExpiresAt > work.Now)
            .Join(work.Db.Users, row => row.UserId, user => user.Id, (row, user) => new { row, user })
            .Join(
                work.Db.Organisations,
                pair => pair.row.OrganisationId,
                organisation => organisation.Id,
                (pair, organisation) =>
                    new
                    {
                        pair.row,
                        pair.user,
                        organisation,
                    }
            )
            .OrderBy(found => found.row.AskedAt)
            .AsNoTracking()
            .ToListAsync(cancel);
        var lines = new List<GrantLine>();
        foreach (var found in rows)
        {
            var why = await WhyNotAsync(actor, found.row, found.organisation, cancel);
            if (why is null || actor.Reaches(found.organisation))
            {
                lines.Add(new(found.row, found.user.DisplayName, found.user.Email!, found.organisation.Name, why));
            }
        }

        return lines;
    }

    /// <summary>Grants the post, or refuses it with a reason.</summary>
    public Task<IReadOnlyList<SectionProblem>> DecideAsync(Actor by, Guid requestId, bool grant, CancellationToken cancel) =>
        work.DoAsync(
            async () =>
            {
                var request = await work.Db.GrantRequests.SingleOrDefaultAsync(row => row.Id == requestId, cancel);
                var organisation = request is null ? null : await rules.OrganisationAsync(request.OrganisationId, cancel);
                if (request is null || organisation is null)
                {
                    throw new OfficeProblemException(string.Empty, "There is no such request.");
                }

                // Who asked may take the request back, though never grant it.
                var takesBack = !grant && request.AskedById == by.UserId;
                if (!takesBack && await WhyNotAsync(by, request, organisation, cancel) is { } why)
                {
                    throw new OfficeProblemException(string.Empty, why);
                }

                RefuseDecided(request);
                (request.DecidedAt, request.Granted) = (work.Now, grant);
                request.DecidedBy = by.Signature;
                var about = new OfficeSubject(request.UserId, null, request.OrganisationId);
                if (grant)
                {
                    var starts = request.StartsOn < work.Today ? work.Today : request.StartsOn;
                    var terms = new PostTerms(request.Role, organisation.Id, false, false, starts, request.EndsOn);
                    OfficeRules.Check(terms, organisation.Kind);
                    posts.Give(
                        by,
                        request.UserId,
                        organisation,
                        terms,
                        request.AskedById == by.UserId
                            ? "post granted without a second administrator: there is none"
                            : "post granted by a second administrator"
                    );
                }
                else
                {
                    work.Note(by, takesBack ? "request for a post taken back" : "post refused", RoleNames.Of(request.Role), null, about);
                }
            },
            cancel
        );

    private void RefuseDecided(GrantRequest request)
    {
        if (request.DecidedAt is not null)
        {
            throw new OfficeProblemException(string.Empty, "This request has been decided already.");
        }

        if (request.ExpiresAt <= work.Now)
        {
            throw new OfficeProblemException(string.Empty, "This request has lapsed. The post has to be asked for again.");
        }
    }

    /// <summary>Why this administrator may not decide; null when they may.</summary>
    private async Task<string?> WhyNotAsync(Actor by, GrantRequest request, Organisation organisation, CancellationToken cancel)
    {
        // The very first administrator of a system has nobody to ask: the second one is granted alone, and the trail says so.
        if (request.AskedById == by.UserId && (request.Role is Role.PrivacyOfficer || await OtherAdministratorAsync(by, cancel)))
        {
            return "You asked for it: a second administrator has to grant it.";
        }

        if (request.UserId == by.UserId)
        {
            return "Nobody changes their own rights. Ask another administrator.";
        }

        var own = request.Role is Role.OrganisationAdministrator && by.Reaches(organisation);
        return by.IsSystem() || own || !await OtherSystemAdministratorAsync(request, cancel)
            ? null
            : "A system administrator has to grant this post.";
    }

    private Task<bool> OtherAdministratorAsync(Actor by, CancellationToken cancel) =>
        work
            .Db.Posts.Where(row =>
                row.UserId != by.UserId && (row.Role == Role.SystemAdministrator || row.Role == Role.OrganisationAdministrator)
            )
            .Where(row => row.StartsOn <= work.Today && (row.EndsOn == null || row.EndsOn >= work.Today))
            .Join(work.Db.Users.Where(user => user.Enabled), row => row.UserId, user => user.Id, (row, user) => row.Id)
            .AnyAsync(cancel);

    /// <summary>Without a second system administrator any other administrator is the second person.</summary>
    private Task<bool> OtherSystemAdministratorAsync(GrantRequest request, CancellationToken cancel) =>
        work
            .Db.Posts.Where(row => row.Role == Role.SystemAdministrator && row.UserId != request.AskedById && row.UserId != request.UserId)
            .Where(row => row.StartsOn <= work.Today && (row.EndsOn == null || row.EndsOn >= work.Today))
            .Join(work.Db.Users.Where(user => user.Enabled), row => row.UserId, user => user.Id, (row, user) => row.Id)
            .AnyAsync(cancel);
}

/// <summary>One request that waits, and why the reader may not grant it.</summary>
public sealed record GrantLine(GrantRequest Request, string Name, string Email, string Organisation, string? WhyNot);
