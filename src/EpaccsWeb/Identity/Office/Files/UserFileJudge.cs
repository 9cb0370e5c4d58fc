using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office.Files;

/// <summary>Says of each line what it would do, from what is in the database and from the lines above it.</summary>
internal sealed class UserFileJudge
{
    private readonly Actor by;
    private readonly OfficeWork work;
    private readonly Dictionary<string, User> users = [];
    private readonly Dictionary<string, string> alike = [];
    private readonly Dictionary<string, Organisation> organisations = [];
    private readonly HashSet<(string Email, Role Role, string Organisation)> named = [];
    private readonly Dictionary<string, string> newNames = [];
    private ILookup<Guid, Post> posts = Array.Empty<Post>().ToLookup(post => post.UserId);

    private UserFileJudge(Actor by, OfficeWork work) => (this.by, this.work) = (by, work);

    public static async Task<UserFileJudge> ReadAsync(Actor by, OfficeWork work, CancellationToken cancel)
    {
        var judge = new UserFileJudge(by, work);
        foreach (var user in await work.Db.Users.ToListAsync(cancel))
        {
            judge.users[user.Email!] = user;
            judge.alike.TryAdd(LookAlikes.SkeletonOf(user.Email!), user.Email!);
        }

        foreach (var organisation in await work.Db.Organisations.ToListAsync(cancel))
        {
            judge.organisations[organisation.OdsCode] = organisation;
        }

        judge.posts = (await work.Db.Posts.ToListAsync(cancel)).Where(post => !post.IsOver(work.Today)).ToLookup(post => post.UserId);
        return judge;
    }

    public JudgedLine Judge(UserFileLine line)
    {
        try
        {
            return Decide(line, UserFileCell.Read(line));
        }
        catch (OfficeProblemException problem)
        {
            return new(UserFileRow.Refuse(line.Number, problem.Field.Length == 0 ? null : problem.Field, problem.Message));
        }
    }

    private JudgedLine Decide(UserFileLine line, UserFileCell cell)
    {
        var organisation = Reached("organisation", line.Organisation);
        var user = Known(line);
        if (!named.Add((line.Email, cell.Role, line.Organisation)))
        {
            throw new OfficeProblemException("email", "A line above names the same post of the same person.");
        }

        var what = $"{line.Name}: {RoleNames.Of(cell.Role)}, {organisation.Name}";
        var held = user is null ? [] : posts[user.Id].Where(post => post.Role == cell.Role).ToList();
        var here = held.Find(post => post.OrganisationId == organisation.Id);
        if (line.MovesFrom.Length > 0)
        {
            return Moved(line, cell, organisation, held, here, user, what);
        }

        return here is not null ? Changed(line, cell, organisation, here, what) : Added(line, cell, organisation, user, what);
    }

    private JudgedLine Added(UserFileLine line, UserFileCell cell, Organisation organisation, User? user, string what)
    {
        var terms = new PostTerms(
            cell.Role,
            organisation.Id,
            cell.Senior is true,
            cell.Urgent is true,
            cell.StartsOn ?? work.Today,
            cell.EndsOn
        );
        Check(terms, organisation);
        var isNew = user is null && newNames.TryAdd(line.Email, line.Name);
        if (isNew)
        {
            alike.TryAdd(LookAlikes.SkeletonOf(line.Email), line.Email);
        }

        return new(new(line.Number, isNew ? UserFileOutcome.Invite : UserFileOutcome.AddPost, what))
        {
            Source = line,
            Organisation = organisation,
            Terms = terms,
            User = user,
        };
    }

    private JudgedLine Changed(UserFileLine line, UserFileCell cell, Organisation organisation, Post here, string what)
    {
        if (cell.StartsOn is { } starts && starts != here.StartsOn)
        {
            throw new OfficeProblemException("starts_on", $"This post began on {London.Show(here.StartsOn)}; a file does not change that.");
        }

        var terms = new PostTerms(
            cell.Role,
            organisation.Id,
            cell.Senior ?? here.Senior,
            cell.Urgent ?? here.Urgent,
            here.StartsOn,
            cell.EndsOn ?? here.EndsOn
        );
        Check(terms, organisation);
        var same = (terms.Senior, terms.Urgent, terms.EndsOn) == (here.Senior, here.Urgent, here.EndsOn);
        return new(new(line.Number, same ? UserFileOutcome.Same : UserFileOutcome.Change, what))
        {
            Source = line,
            Organisation = organisation,
            Terms = terms,
            Post = here,
        };
    }

    private JudgedLine Moved(UserFileLine line, UserFileCell cell, Organisation to, List<Post> held, Post? here, User? user, string what)
    {
        var from = Reached("moves_from", line.MovesFrom);
        var there = held.Find(post => post.OrganisationId == from.Id);
        if (here is not null && there?.EndsOn is not null || (here is not null && there is null))
        {
            return Changed(line, cell with { StartsOn = null }, to, here, what);
        }

        if (there is null || from.Id == to.Id || here is not null)
        {
            throw new OfficeProblemException(
                "moves_from",
                here is not null && there is not null && from.Id != to.Id
                    ? "This person holds both posts already. End the other one on their account."
                    : $"This person is not {RoleNames.Of(cell.Role).ToLowerInvariant()} at {from.Name}, so there is nothing to move."
            );
        }

        var terms = new PostTerms(cell.Role, to.Id, there.Senior, there.Urgent, cell.StartsOn ?? work.Today, null);
        Check(terms, to);
        return new(new(line.Number, UserFileOutcome.Move, $"{what} (from {from.Name})"))
        {
            Source = line,
            Organisation = to,
            Terms = terms,
            Post = there,
            From = from,
            User = user,
        };
    }

    private Organisation Reached(string column, string code) =>
        !organisations.TryGetValue(code, out var found)
            ? throw new OfficeProblemException(column, $"There is no organisation with the code \"{code}\".")
        : !by.Reaches(found) ? throw new OfficeProblemException(column, $"{code} is not your organisation.")
        : found;

    private User? Known(UserFileLine line)
    {
        if (users.TryGetValue(line.Email, out var user))
        {
            return user.Id == by.UserId
                    ? throw new OfficeProblemException("email", "Nobody changes their own rights. Ask another administrator.")
                : string.Equals(user.DisplayName, line.Name, StringComparison.OrdinalIgnoreCase) ? user
                : throw new OfficeProblemException(
                    "name",
                    "This address belongs to an account with another name. Check the address and the name."
                );
        }

        if (newNames.TryGetValue(line.Email, out var name) && name != line.Name)
        {
            throw new OfficeProblemException("name", "A line above gives this address another name.");
        }

        return alike.TryGetValue(LookAlikes.SkeletonOf(line.Email), out var known) && known != line.Email
            ? throw new OfficeProblemException("email", AccountDesk.Resembles(line.Email, known))
            : null;
    }

    private void Check(PostTerms terms, Organisation organisation)
    {
        foreach (var (field, sentence) in terms.Problems(organisation.Kind))
        {
            throw new OfficeProblemException(ColumnOf(field), sentence);
        }

        if (terms.EndsOn < work.Today)
        {
            throw new OfficeProblemException("ends_on", "The last day is in the past. End the post on the person's account.");
        }

        if (organisation.ClosesOn < terms.StartsOn || organisation.OpensOn > terms.StartsOn)
        {
            throw new OfficeProblemException("starts_on", $"{organisation.Name} is not open on the first day.");
        }
    }

    private static string ColumnOf(string field) =>
        field switch
        {
            nameof(PostTerms.Role) => "role",
            nameof(PostTerms.Senior) => "senior",
            nameof(PostTerms.Urgent) => "urgent",
            _ => "ends_on",
        };
}

/// <summary>A line with what applying it needs.</summary>
internal sealed record JudgedLine(UserFileRow Row)
{
    public UserFileLine? Source { get; init; }
    public Organisation? Organisation { get; init; }
    public PostTerms? Terms { get; init; }
    public Post? Post { get; init; }
    public Organisation? From { get; init; }
    public User? User { get; init; }
}
