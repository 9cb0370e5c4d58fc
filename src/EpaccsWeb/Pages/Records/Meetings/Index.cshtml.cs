using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Meetings;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Meetings;

/// <summary>What meetings agreed about the person, newest first, and the tasks that came of it.</summary>
[RecordPage(RecordPart.Meeting)]
public sealed class IndexModel(OpenRecord record) : PageModel
{
    private const int Most = 100;

    public IReadOnlyList<SpokenOf> SpokenOf { get; private set; } = [];

    public IReadOnlyList<CareTask> Tasks { get; private set; } = [];

    public Guid PatientId => record.PatientId;

    public DateOnly Today => record.Today;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        SpokenOf = await record.SpokenOfAsync(Most, cancel);
        Tasks = await record.TasksAsync(cancel);
    }
}
