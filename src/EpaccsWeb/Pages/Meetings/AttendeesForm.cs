using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Meetings;

/// <summary>Who is at a meeting.</summary>
public sealed class AttendeesForm
{
    public const string Changed = "Somebody else has changed this meanwhile, and yours is not saved yet. Put both together, then save.";

    public const string Closed = "The meeting was closed meanwhile, and nothing was saved. Its minutes show who was there.";

    [Longest(Meeting.LongestAttendees)]
    public string? Attendees { get; set; }

    public sealed class Validator : FormValidator<AttendeesForm>
    {
        public Validator() => RuleFor(form => form.Attendees).NotEmpty().WithMessage("Write who is there.");
    }
}
