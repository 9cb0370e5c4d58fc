using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Ui;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EpaccsWeb.Pages.Records.Meetings;

/// <summary>What is typed as agreed about one person, with the tasks that come of it.</summary>
public sealed class AgreedForm
{
    [Longest(MeetingEntry.LongestAgreed)]
    public string? Agreed { get; set; }

    public List<TaskRow> Tasks { get; set; } = [];

    public IReadOnlyList<NewTask> ToTasks() =>
        [.. Tasks.Kept().Select(row => new NewTask(row.What!, Guid.Parse(row.Owner!), row.Due.ToDay()!.Value))];

    /// <summary>A task is for today or later.</summary>
    public bool IsDueLater(DateOnly today, ModelStateDictionary state)
    {
        for (var at = 0; at < Tasks.Count; at++)
        {
            if (Tasks[at] is { Remove: false, IsBlank: false } row && row.Due.ToDay() < today)
            {
                state.AddModelError($"Form.Tasks[{at}].Due", "Day of the task must be today or later.");
            }
        }

        return state.IsValid;
    }

    public sealed class Validator : FormValidator<AgreedForm>
    {
        public Validator()
        {
            RuleFor(form => form.Agreed).NotEmpty().WithMessage("Write what was agreed, or that nothing changes.");
            RuleFor(form => form)
                .Custom(
                    (form, context) =>
                    {
                        for (var at = 0; at < form.Tasks.Count; at++)
                        {
                            foreach (var (field, sentence) in form.Tasks[at] is { Remove: false, IsBlank: false } row ? row.Problems() : [])
                            {
                                context.AddFailure(new ValidationFailure($"Tasks[{at}].{field}", sentence));
                            }
                        }
                    }
                );
        }
    }
}

/// <summary>What is typed as one task.</summary>
public sealed class TaskRow : FormRow
{
    [Longest(CareTask.LongestWords)]
    public string? What { get; set; }

    /// <summary>The post that is to do it.</summary>
    public string? Owner { get; set; }

    public DateParts Due { get; set; } = new();

    public IEnumerable<(string Field, string Sentence)> Problems()
    {
        if (What.OrNull() is null)
        {
            yield return (nameof(What), "Write what is to be done.");
        }

        if (!Guid.TryParse(Owner, out _))
        {
            yield return (nameof(Owner), "Choose who is to do it.");
        }

        if (Due.IsBlank)
        {
            yield return (nameof(Due), "Enter the day by which it is to be done.");
        }
        else if (Due.Problem("Day of the task") is { } problem)
        {
            yield return (nameof(Due), problem);
        }
    }
}
