using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Records.Tasks;

/// <summary>One task: what became of it, or who does it by when instead.</summary>
[RecordPage(RecordPart.Meeting)]
public sealed class IndexModel(OpenRecord record, IValidator<TaskForm> validator) : VersionedPage
{
    [BindProperty]
    public TaskForm Form { get; set; } = new();

    public CareTask Shown { get; private set; } = null!;

    public IReadOnlyList<Choice> Owners { get; private set; } = [];

    public Guid PatientId => record.PatientId;

    public DateOnly Today => record.Today;

    public async Task<IActionResult> OnGetAsync(Guid taskId, CancellationToken cancel)
    {
        if (!await ReadAsync(taskId, cancel))
        {
            return NotFound();
        }

        Begin(Shown.Version);
        Form = new() { Owner = Shown.OwnerPostId.ToString(), Due = DateParts.From(Shown.DueOn) };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid taskId, CancellationToken cancel)
    {
        if (!await ReadAsync(taskId, cancel))
        {
            return NotFound();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel) || !Form.IsDueLater(Shown, Today, ModelState))
        {
            return this.Invalid();
        }

        var outcome = Form.Became is { } became
            ? await record.CloseTaskAsync(taskId, became, Form.Words.OrNull(), BasedOn, SubmitToken, cancel)
            : await record.HandTaskOnAsync(taskId, Guid.Parse(Form.Owner!), Form.Due.ToDay()!.Value, BasedOn, SubmitToken, cancel);
        return await AnswerAsync(
            outcome,
            Form.Became is { } said ? $"{TaskWords.Of(said)}: the task is closed." : "The task is changed.",
            "/tasks",
            async () => await ReadAsync(taskId, cancel) ? Shown.Version : 0
        );
    }

    private async Task<bool> ReadAsync(Guid taskId, CancellationToken cancel)
    {
        if ((await record.TasksAsync(cancel)).FirstOrDefault(task => task.Id == taskId) is not { } found)
        {
            return false;
        }

        Shown = found;
        Owners =
        [
            .. (await record.TaskOwnersAsync(cancel)).Select(owner => new Choice(
                owner.PostId.ToString(),
                $"{owner.Name}, {owner.Organisation}"
            )),
        ];
        return true;
    }
}
