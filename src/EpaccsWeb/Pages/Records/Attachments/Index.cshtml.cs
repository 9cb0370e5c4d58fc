using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Attachments;

/// <summary>The files that belong to a plan, and adding one.</summary>
[RecordPage(RecordPart.Attachment)]
public sealed class IndexModel(OpenRecord record, IValidator<AttachmentForm> validator) : PageModel
{
    [BindProperty]
    public AttachmentForm Form { get; set; } = new();

    public IReadOnlyList<AttachmentLine> Files { get; private set; } = [];

    public bool MayAdd { get; private set; }

    /// <summary>Scans may show where a restricted person is: letters to nobody outside the team.</summary>
    public bool Hidden { get; private set; }

    /// <summary>Legal documents too, until the reader asks to be shown the location.</summary>
    public bool LegalHidden { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!record.Grant.MayReadFiles())
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await ReadAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!MayAdd)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        if (Form.File!.Length > Attachment.LargestBytes)
        {
            ModelState.AddModelError("Form.File", "The file is larger than 5 MB.");
            return this.Invalid();
        }

        using var content = new MemoryStream();
        await Form.File.CopyToAsync(content, cancel);
        if (await record.AttachAsync(Form.Kind!.Value, Form.Title!, content.ToArray(), cancel) is SaveOutcome.Refused refused)
        {
            return this.Invalid(refused.Problems);
        }

        TempData[NhsSuccessTagHelper.Key] = "File added.";
        return Redirect($"/records/{record.PatientId}/attachments");
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Hidden = await RecordBanner.HidesLocationAsync(record, cancel);
        LegalHidden = Hidden && await RecordBanner.KeepsLocationAsync(record, cancel);
        Files = LegalHidden ? [] : await record.AttachmentsAsync(Hidden ? DocumentReaders.Legal : Enum.GetValues<DocumentClass>(), cancel);
        MayAdd = record.Grant.MayEdit(SectionCatalogue.Of<Domain.Plans.Sections.Documents>()) && await record.TakesAttachmentsAsync(cancel);
    }
}

/// <summary>A file to be added.</summary>
public sealed class AttachmentForm
{
    public DocumentClass? Kind { get; set; }

    public string? Title { get; set; }

    public IFormFile? File { get; set; }

    public sealed class Validator : FormValidator<AttachmentForm>
    {
        public Validator()
        {
            RuleFor(form => form.Kind).NotNull().WithMessage("Choose what kind of document it is.");
            RuleFor(form => form.Title).NotEmpty().WithMessage("Enter what the file is.");
            RuleFor(form => form.File).NotNull().WithMessage("Choose a file.");
        }
    }
}
