using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Notes;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Records.Notes;

/// <summary>Short dated notes of visits and calls, newest first. A note is never changed; a correction refers to it.</summary>
[RecordPage(RecordPart.Notes)]
public sealed class IndexModel(OpenRecord record, IValidator<NoteForm> validator) : VersionedPage
{
    private const int Most = 200;

    [BindProperty]
    public NoteForm Form { get; set; } = new();

    public IReadOnlyList<Note> Notes { get; private set; } = [];

    public Guid PatientId => record.PatientId;

    public bool MayWrite => record.Grant.May(Permission.Notes);

    /// <summary>The note that is being put right.</summary>
    public Note? Corrected => Notes.FirstOrDefault(note => note.Id == Form.Corrects);

    public Note? CorrectionOf(Note note) => Notes.FirstOrDefault(other => other.Corrects == note.Id);

    public async Task OnGetAsync(Guid? corrects, CancellationToken cancel)
    {
        Notes = await record.NotesAsync(Most, cancel);
        Form.Corrects = corrects;
        Begin(0);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        Notes = await record.NotesAsync(Most, cancel);
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        return await AnswerAsync(
            await record.AddNoteAsync(Form.Text!, Form.Corrects, SubmitToken, cancel),
            "Note added. The person's team sees it when they next sign in.",
            $"/records/{PatientId}/notes",
            () => Task.FromResult(0)
        );
    }
}

/// <summary>What is typed as a note.</summary>
public sealed class NoteForm
{
    [Longest(Note.Longest)]
    public string? Text { get; set; }

    public Guid? Corrects { get; set; }

    public sealed class Validator : FormValidator<NoteForm>
    {
        public Validator() => RuleFor(form => form.Text).NotEmpty().WithMessage("Write the note.");
    }
}
