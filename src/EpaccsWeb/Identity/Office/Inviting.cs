using EpaccsWeb.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>Invites somebody new into a first post, within a change of the office.</summary>
public sealed class Inviting(OfficeWork work, Invitations invitations)
{
    public async Task<User> BeginAsync(
        string email,
        string name,
        Organisation organisation,
        PostTerms terms,
        Actor by,
        string what,
        CancellationToken cancel
    )
    {
        NewPost first = new(organisation.Id, terms.Role, terms.Senior, terms.Urgent, terms.StartsOn, terms.EndsOn);
        var outcome = await invitations.InviteAsync(email, name, [first], by, cancel);
        if (outcome is not InviteOutcome.Sent sent)
        {
            var refused = (InviteOutcome.Refused)outcome;
            throw new OfficeProblemException(refused.Field is "Posts" ? "Role" : refused.Field, refused.Sentence);
        }

        var user = await work.Db.Users.SingleAsync(row => row.Id == sent.UserId, cancel);
        user.ActiveSince = work.Now;
        var post = await work.Db.Posts.SingleAsync(row => row.UserId == user.Id, cancel);
        work.Note(by, "account made", null, email, new(user.Id));
        work.Note(by, what, null, post.InWords(organisation.OdsCode), new(user.Id, post.Id, organisation.Id));
        return user;
    }
}
