using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Ui;
using FluentValidation;

namespace EpaccsWeb.Pages.Meetings;

/// <summary>Who is at a meeting.</summary>
public sealed class AttendeesForm
{
    [Longest(Meeting.LongestAttendees)]
    public string? Attendees { get; set; }

    public sealed class Validator : FormValidator<AttendeesForm>
    {
        public Validator() => RuleFor(form => form.Attendees).NotEmpty().WithMessage("Write who is there.");
    }
}
