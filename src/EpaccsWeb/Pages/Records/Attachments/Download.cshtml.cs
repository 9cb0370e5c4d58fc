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
        // A scan may tell where a restricted person is: whoever asked to be shown that opens what may bind, and no letter.
        if (await RecordBanner.KeepsLocationAsync(record, cancel))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var legalOnly = await RecordBanner.HidesLocationAsync(record, cancel);
        return await record.AttachmentAsync(file, cancel) switch
        {
            null => NotFound(),
            { } found when record.Grant.MayReadFile(found.Kind) && (!legalOnly || DocumentReaders.Legal.Contains(found.Kind)) => File(
                found.Content,
                found.ContentType,
                found.FileName
            ),
            _ => StatusCode(StatusCodes.Status403Forbidden),
        };
    }
}
