using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Import;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Import;

/// <summary>Takes a register file; nothing is written before its preview is approved.</summary>
[RequirePermission(Permission.Import)]
[RequestSizeLimit(ImportDesk.LargestUpload)]
[RequestFormLimits(MultipartBodyLengthLimit = ImportDesk.LargestUpload)]
[TakesUploadPlace]
[DisableRequestTimeout]
public sealed class IndexModel(ImportDesk desk, RequestIdentity request, IValidator<UploadForm> validator) : PageModel
{
    /// <summary>A small file is checked within this time, and its preview is the next page.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    [BindProperty]
    public UploadForm Form { get; set; } = new();

    public IReadOnlyList<Choice> Holders { get; } =
    [new(UploadForm.Practice, "Each person's GP practice"), new(UploadForm.One, "One organisation of my area")];

    /// <param name="busy">An upload was sent away before it was read.</param>
    public void OnGet(bool busy)
    {
        if (busy)
        {
            ModelState.AddModelError(
                "Form.File",
                "Too many register files are being uploaded or checked at once, so yours was not read. Wait until one has ended and send it again."
            );
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        if (!desk.MayCheck(User.RequireActor()))
        {
            ModelState.AddModelError("Form.File", ImportDesk.TooManyBlocked);
            return this.Invalid();
        }

        var holder = Form.Holder is UploadForm.One ? Form.Organisation!.Trim().ToUpperInvariant() : null;
        await using var upload = Form.File!.OpenReadStream();
        var order = new ImportOrder(User.RequireActor(), holder, SkipRefused: false, request.Id) { FileName = Form.FileName };
        var batch = await desk.TakeAsync(upload, order, TakesUploadPlaceAttribute.Of(HttpContext), cancel);
        await ImportDesk.WaitAsync(batch, Moment);
        if (batch.Problem is { } problem)
        {
            desk.Forget(batch);
            ModelState.AddModelError(batch.Stage is ImportStage.NoSuchHolder ? "Form.Organisation" : "Form.File", problem);
            return this.Invalid();
        }

        return RedirectToPage("/Import/Batch", new { batch = batch.Token });
    }
}
