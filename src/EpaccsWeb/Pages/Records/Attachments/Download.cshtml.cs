using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
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

        return await record.AttachmentAsync(file, cancel) switch
        {
            null => NotFound(),
            { } found when record.Grant.MayReadFile(found.Kind) => File(found.Content, found.ContentType, found.FileName),
            _ => StatusCode(StatusCodes.Status403Forbidden),
        };
    }
}
