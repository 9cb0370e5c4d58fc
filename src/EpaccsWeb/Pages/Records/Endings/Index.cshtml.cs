using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Records.Endings;

/// <summary>Ends a record that should not go on, with a reason, or opens it again. Nothing is deleted.</summary>
[RecordPage(RecordPart.Ending)]
public sealed class IndexModel(OpenRecord record, IValidator<EndingForm> validator) : VersionedPage
{
    [BindProperty]
    public EndingForm Form { get; set; } = new();

    public IReadOnlyList<Ending> Entries { get; private set; } = [];

    public Guid PatientId => record.PatientId;

    public bool IsEnded => Entries is [{ Kind: not EndingKind.Reopened }, ..];

    /// <summary>The reasons to choose from; a record that has ended can only be opened again.</summary>
    public IReadOnlyList<Choice> Kinds { get; } =
    [.. FormParts.ChoicesOf<EndingKind>().Where(choice => choice.Value != nameof(EndingKind.Reopened))];

    public async Task OnGetAsync(string? because, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Begin(Entries.Count == 0 ? 0 : Entries[0].Number);
        Form.Kind = because is "wrong-person" ? EndingKind.WrongPerson : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (IsEnded)
        {
            Form.Kind = EndingKind.Reopened;
            ModelState.Remove("Form.Kind");
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var kind = Form.Kind!.Value;
        return await AnswerAsync(
            await record.EndAsync(kind, Form.Reason!, BasedOn, SubmitToken, cancel),
            kind is EndingKind.Reopened ? "The record is open again." : $"The record was ended: {CodeList.Term(kind)}.",
            kind is EndingKind.Reopened ? $"/records/{PatientId}" : $"/records/{PatientId}/end",
            async () =>
            {
                await ReadAsync(cancel);
                return Entries.Count == 0 ? 0 : Entries[0].Number;
            }
        );
    }

    private async Task ReadAsync(CancellationToken cancel) => Entries = await record.EndingsAsync(cancel);
}

/// <summary>Why a record is ended or opened again.</summary>
public sealed class EndingForm
{
    public EndingKind? Kind { get; set; }

    [Longest(2000)]
    public string? Reason { get; set; }

    public sealed class Validator : FormValidator<EndingForm>
    {
        public Validator()
        {
            RuleFor(form => form.Kind)
                .Must(kind => kind is not null and not EndingKind.Merged)
                .WithMessage("Choose why the record is ended.");
            RuleFor(form => form.Reason)
                .NotEmpty()
                .WithMessage(form =>
                    form.Kind is EndingKind.Reopened ? "Say why the record is opened again." : "Say in words why the record is ended."
                );
        }
    }
}
