using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>Where a post can move to, and who can take over what waits for it.</summary>
public sealed record PostChoices(IReadOnlyList<Choice> Organisations, IReadOnlyList<Choice> Successors)
{
    public static async Task<PostChoices> ReadAsync(UserDirectory directory, Actor actor, PostLine line, CancellationToken cancel)
    {
        var organisations = await directory.OrganisationsAsync(actor, cancel);
        var successors = await directory.SuccessorsAsync(actor, line.Post, cancel);
        return new(
            [.. organisations.Where(row => row.Id != line.Organisation.Id).Select(PostForm.ToChoice)],
            [.. successors.Select(one => new Choice(one.Post.Id.ToString(), $"{one.Person}, {one.Words}"))]
        );
    }
}
