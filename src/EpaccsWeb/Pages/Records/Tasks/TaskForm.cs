using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EpaccsWeb.Pages.Records.Tasks;

/// <summary>What is typed about a task: what became of it; or, while it is still to be done, by whom and when.</summary>
public sealed class TaskForm
{
    private const string Still = "still";

    public static readonly IReadOnlyList<Choice> Choices =
    [
        new(nameof(TaskOutcome.Done), "It is done"),
        new(nameof(TaskOutcome.NotNeeded), "It is not needed any more"),
        new(Still, "It is still to be done, by somebody else or another day", DividerBefore: "or"),
    ];

    /// <summary>Done, not needed, or still to be done.</summary>
    public string? What { get; set; }

    [Longest(CareTask.LongestWords)]
    public string? Words { get; set; }

    public string? Owner { get; set; }

    public DateParts Due { get; set; } = new();

    /// <summary>How it ended; null while it is still to be done.</summary>
    public TaskOutcome? Became => Enum.TryParse<TaskOutcome>(What, out var outcome) ? outcome : null;

    /// <summary>A day that is put off lies ahead; one that is left as it was need not.</summary>
    public bool IsDueLater(CareTask task, DateOnly today, ModelStateDictionary state)
    {
        if (What == Still && Due.ToDay() is { } day && day < today && day != task.DueOn)
        {
            state.AddModelError("Form.Due", "Day of the task must be today or later.");
        }

        return state.IsValid;
    }

    public sealed class Validator : FormValidator<TaskForm>
    {
        public Validator()
        {
            RuleFor(form => form.What)
                .Must(what => Choices.Any(choice => choice.Value == what))
                .WithMessage("Choose what became of the task.");
            RuleFor(form => form.Words)
                .NotEmpty()
                .When(form => form.Became is TaskOutcome.NotNeeded)
                .WithMessage("Say why it is not needed any more.");
            When(
                form => form.What == Still,
                () =>
                {
                    RuleFor(form => form.Owner).Must(owner => Guid.TryParse(owner, out _)).WithMessage("Choose who is to do it.");
                    this.RequiredDate(form => form.Due, "Day of the task");
                }
            );
        }
    }
}
