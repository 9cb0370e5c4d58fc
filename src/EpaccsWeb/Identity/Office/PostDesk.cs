using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>Gives, changes, moves and ends posts. Nobody changes their own rights, and nobody takes away the last administrator.</summary>
public sealed class PostDesk(OfficeWork work, OfficeRules rules)
{
    /// <summary>Gives a post; one that takes two people is asked for instead.</summary>
    public Task<IReadOnlyList<SectionProblem>> AddAsync(Actor by, Guid userId, PostTerms terms, string? reason, CancellationToken cancel) =>
        work.DoAsync(
            async () =>
            {
                var organisation = await rules.MayGrantAsync(by, userId, terms, cancel);
                var user = await rules.UserAsync(userId, cancel);
                if (PostRules.TakesTwoPeople(terms.Role))
                {
                    await AskAsync(by, user, organisation, terms, reason, cancel);
                }
                else
                {
                    Give(by, user.Id, organisation, terms, "post added");
                }
            },
            cancel
        );

    /// <summary>Changes what a post may do and how long it lasts.</summary>
    /// <param name="seen">The post as the page showed it, in words.</param>
    public Task<IReadOnlyList<SectionProblem>> ChangeAsync(
        Actor by,
        Guid postId,
        bool senior,
        bool urgent,
        DateOnly? endsOn,
        string? seen,
        CancellationToken cancel
    ) =>
        work.DoAsync(
            async () =>
            {
                var (post, organisation) = await rules.PostAsync(by, postId, cancel);
                rules.RefuseOwn(by, post.UserId);
                rules.RefuseStale(post, organisation, seen);
                OfficeRules.Check(new PostTerms(post.Role, organisation.Id, senior, urgent, post.StartsOn, endsOn), organisation.Kind);
                if (endsOn < work.Today)
                {
                    throw new OfficeProblemException("EndsOn", "The last day is in the past. Use \"End now\" to end the post at once.");
                }

                await rules.KeepAnAdministratorAsync(by, post, organisation, endsOn, cancel);
                var before = post.InWords(organisation.OdsCode);
                (post.Senior, post.Urgent, post.EndsOn) = (senior, urgent, endsOn);
                work.Note(by, "post changed", before, post.InWords(organisation.OdsCode), About(post));
            },
            cancel
        );

    /// <summary>Ends a post here and begins the same one elsewhere; on or before today this happens at once.</summary>
    public Task<IReadOnlyList<SectionProblem>> MoveAsync(
        Actor by,
        Guid postId,
        Guid toOrganisationId,
        DateOnly startsOn,
        Guid? handTo,
        string? seen,
        CancellationToken cancel
    ) =>
        work.DoAsync(
            async () =>
            {
                var (post, organisation) = await rules.PostAsync(by, postId, cancel);
                rules.RefuseStale(post, organisation, seen);
                if (toOrganisationId == organisation.Id)
                {
                    throw new OfficeProblemException("To", "The post is at this organisation already. Choose another one.");
                }

                if (PostRules.TakesTwoPeople(post.Role))
                {
                    throw new OfficeProblemException(
                        "To",
                        "The post of an administrator or a privacy officer is not moved: ask for a new one, then end this one."
                    );
                }

                await MoveNowAsync(by, post, organisation, toOrganisationId, startsOn, handTo, cancel);
            },
            cancel
        );

    /// <summary>Moves within a change that is under way.</summary>
    public async Task MoveNowAsync(
        Actor by,
        Post post,
        Organisation from,
        Guid toOrganisationId,
        DateOnly startsOn,
        Guid? handTo,
        CancellationToken cancel
    )
    {
        var terms = new PostTerms(post.Role, toOrganisationId, post.Senior, post.Urgent, startsOn, null);
        var to = await rules.MayGrantAsync(by, post.UserId, terms, cancel, organisationField: "To");
        if (startsOn <= work.Today)
        {
            await EndNowAsync(by, post, from, handTo, cancel);
        }
        else
        {
            var before = post.InWords(from.OdsCode);
            post.EndsOn = startsOn.AddDays(-1);
            work.Note(by, "post changed", before, post.InWords(from.OdsCode), About(post));
        }

        Give(by, post.UserId, to, terms, "post added by a move");
    }

    /// <summary>Ends a post at once: the session is out within seconds, and what waits for this post is handed over.</summary>
    /// <param name="handTo">The post that takes over requests for endorsement; null puts them on everybody's list.</param>
    public Task<IReadOnlyList<SectionProblem>> EndAsync(Actor by, Guid postId, Guid? handTo, CancellationToken cancel) =>
        work.DoAsync(
            async () =>
            {
                var (post, organisation) = await rules.PostAsync(by, postId, cancel);
                await EndNowAsync(by, post, organisation, handTo, cancel);
            },
            cancel
        );

    /// <summary>Ends within a change that is under way.</summary>
    public async Task EndNowAsync(Actor? by, Post post, Organisation organisation, Guid? handTo, CancellationToken cancel)
    {
        if (post.IsOver(work.Today))
        {
            throw new OfficeProblemException(string.Empty, "This post has ended already.");
        }

        await rules.KeepAnAdministratorAsync(by, post, organisation, work.Today.AddDays(-1), cancel);
        var before = post.InWords(organisation.OdsCode);
        (post.EndsOn, post.EndedAt) = (work.Today.AddDays(-1), work.Now);
        (await rules.UserAsync(post.UserId, cancel)).SecurityStamp = Guid.NewGuid().ToString("N");
        work.Note(by, "post ended", before, post.InWords(organisation.OdsCode), About(post));
        await HandOverAsync(by, post, handTo, cancel);
    }

    /// <summary>Confirms that a post is still right, as is asked every quarter.</summary>
    public Task<IReadOnlyList<SectionProblem>> ConfirmAsync(Actor by, Guid postId, CancellationToken cancel) =>
        work.DoAsync(
            async () =>
            {
                var (post, _) = await rules.PostAsync(by, postId, cancel);
                rules.RefuseOwn(by, post.UserId);
                var before = post.ConfirmedOn is { } on ? London.Show(on) : null;
                post.ConfirmedOn = work.Today;
                work.Note(by, "post confirmed", before, London.Show(work.Today), About(post));
            },
            cancel
        );

    /// <summary>Gives a post within a change that is under way.</summary>
    public Post Give(Actor by, Guid userId, Organisation organisation, PostTerms terms, string what)
    {
        var post = new Post
        {
            Id = Guid.CreateVersion7(work.Now),
            UserId = userId,
            OrganisationId = organisation.Id,
            Role = terms.Role,
            Senior = terms.Senior,
            Urgent = terms.Urgent,
            StartsOn = terms.StartsOn,
            EndsOn = terms.EndsOn,
        };
        work.Db.Add(post);
        work.Note(by, what, null, post.InWords(organisation.OdsCode), About(post));
        return post;
    }

    private async Task AskAsync(Actor by, User user, Organisation organisation, PostTerms terms, string? reason, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new OfficeProblemException("Reason", "Say why: a second administrator reads it before granting this post.");
        }

        if (
            await work.Db.GrantRequests.AnyAsync(
                row =>
                    row.UserId == user.Id
                    && row.Role == terms.Role
                    && row.OrganisationId == organisation.Id
                    && row.DecidedAt == null
                    && row.ExpiresAt > work.Now,
                cancel
            )
        )
        {
            throw new OfficeProblemException("Role", "This post has been asked for already and waits for a second administrator.");
        }

        var days = await OfficeSetting.RequestDays.ReadAsync(work.Db, cancel);
        work.Db.Add(
            new GrantRequest
            {
                Id = Guid.CreateVersion7(work.Now),
                UserId = user.Id,
                OrganisationId = organisation.Id,
                Role = terms.Role,
                StartsOn = terms.StartsOn,
                EndsOn = terms.EndsOn,
                Reason = reason,
                AskedAt = work.Now,
                AskedById = by.UserId,
                AskedBy = by.Signature,
                ExpiresAt = work.Now.AddDays(days),
            }
        );
        work.Note(
            by,
            "post asked for",
            null,
            $"{RoleNames.Of(terms.Role)}, {organisation.OdsCode}",
            new(user.Id, null, organisation.Id),
            reason
        );
    }

    private async Task HandOverAsync(Actor? by, Post post, Guid? handTo, CancellationToken cancel)
    {
        string? name = null;
        if (handTo is { } to)
        {
            name = await rules.SuccessorNameAsync(post, to, cancel);
        }

        var moved = await work
            .Db.Database.SqlQuery<int>($"select hand_over_requests({post.Id}, {handTo}, {name}, {work.Now}) as \"Value\"")
            .ToListAsync(cancel);
        if (moved[0] > 0)
        {
            work.Note(by, $"{moved[0]} requests for endorsement handed over", null, name ?? "everybody who may endorse", About(post));
        }
    }

    private static OfficeSubject About(Post post) => new(post.UserId, post.Id, post.OrganisationId);
}
