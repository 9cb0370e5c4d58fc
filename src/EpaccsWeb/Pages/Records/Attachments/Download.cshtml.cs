using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Attachments;

/// <summary>Gives one file to be saved, never to be run in the page.</summary>
[RecordPage(RecordPart.Attachment)]
public sealed class DownloadModel(OpenRecord record) : PageModel
{
    public async Task<IActionResult> OnGetAsync(Guid file, CancellationToken cancel)
    {
        if (await RecordBanner.HidesLocationAsync(record, cancel))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return await record.AttachmentAsync(file, cancel) is { } found
            ? File(found.Content, found.ContentType, found.FileName)
            : NotFound();
    }
}
