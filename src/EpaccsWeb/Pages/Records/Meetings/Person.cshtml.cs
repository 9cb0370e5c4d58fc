using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Records.Meetings;

/// <summary>One person in the meeting: why they are on the agenda, how the plan stands, what is agreed, and the tasks that come of it.</summary>
[RecordPage(RecordPart.Meeting)]
public sealed class PersonModel(OpenRecord record, AgendaReader agenda, IValidator<AgreedForm> validator) : VersionedPage
{
    [BindProperty]
    public AgreedForm Form { get; set; } = new();

    /// <summary>The list that gets one more blank entry.</summary>
    [BindProperty]
    public string? Add { get; set; }

    public MeetingView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid meetingId, CancellationToken cancel)
    {
        if (!await ReadAsync(meetingId, cancel))
        {
            return NotFound();
        }

        Begin(0);
        FormRows.AddBlank(Form);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid meetingId, CancellationToken cancel)
    {
        if (!await ReadAsync(meetingId, cancel))
        {
            return NotFound();
        }

        if (Add is { } list)
        {
            FormRows.AddBlank(Form, list);
            ModelState.Clear();
            return Page();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel) || !Form.IsDueLater(record.Today, ModelState))
        {
            return this.Invalid();
        }

        var outcome = await record.AgreeAsync(meetingId, Form.Agreed!, Form.ToTasks(), SubmitToken, cancel);
        return await AnswerAsync(
            outcome is SaveOutcome.Refused refused ? new SaveOutcome.Refused(FormRows.AsShown(Form, refused.Problems)) : outcome,
            "Saved what was agreed about the person before.",
            $"/meetings/{meetingId}/next?after={record.PatientId}",
            () => Task.FromResult(0)
        );
    }

    private async Task<bool> ReadAsync(Guid meetingId, CancellationToken cancel)
    {
        if (await record.MeetingAsync(meetingId, cancel) is not { } meeting)
        {
            return false;
        }

        View = await MeetingView.OfAsync(
            record,
            meeting,
            await agenda.LineAsync(meeting, record.PatientId, record.Grant.Actor, cancel),
            cancel
        );
        return true;
    }
}
