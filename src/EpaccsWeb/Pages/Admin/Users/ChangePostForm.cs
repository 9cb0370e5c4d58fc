using EpaccsWeb.Identity;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>What can be changed in a post.</summary>
public sealed class ChangePostForm
{
    public bool Senior { get; set; }
    public bool Urgent { get; set; }
    public DateParts EndsOn { get; set; } = new();

    /// <summary>Where it moves to.</summary>
    public Guid? To { get; set; }
    public DateParts StartsOn { get; set; } = new();

    /// <summary>The post that takes over what waits.</summary>
    public Guid? HandTo { get; set; }

    public static ChangePostForm Of(Post post, DateOnly today) =>
        new()
        {
            Senior = post.Senior,
            Urgent = post.Urgent,
            EndsOn = DateParts.From(post.EndsOn),
            StartsOn = DateParts.From(today),
        };

    public sealed class Validator : FormValidator<ChangePostForm>
    {
        public Validator()
        {
            this.OptionalDate(form => form.EndsOn, "Last day");
            this.OptionalDate(form => form.StartsOn, "First day");
        }
    }
}
