using EpaccsWeb.Access;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records.Meetings;

/// <summary>What a meeting looks at of one person: why they are spoken of, how the plan stands, what was agreed before.</summary>
/// <param name="Line">Why the person is on the agenda; null when they are not.</param>
/// <param name="Owners">Who may be given a task.</param>
public sealed record MeetingView(
    Guid PatientId,
    DateOnly Today,
    Meeting Meeting,
    AgendaLine? Line,
    IReadOnlyList<SectionView> Sections,
    IReadOnlyList<SpokenOf> SpokenOf,
    IReadOnlyList<CareTask> Tasks,
    IReadOnlyList<Choice> Owners
)
{
    private const int Most = 5;

    private static readonly string[] Wanted =
    [
        "prognosis",
        "diagnoses",
        "preferred-places",
        "resuscitation",
        "treatment-escalation",
        "anticipatory-medicines",
        "contingency",
        "review",
    ];

    public static async Task<MeetingView> OfAsync(OpenRecord record, Meeting meeting, AgendaLine? line, CancellationToken cancel)
    {
        var plan = await record.PlanAsync(cancel);
        var sections = SectionView.ReadableBy(record.Grant, plan, await RecordBanner.HidesLocationAsync(record, cancel));
        var tasks = await record.TasksAsync(cancel);
        var owners = await record.TaskOwnersAsync(cancel);
        return new(
            record.PatientId,
            record.Today,
            meeting,
            line,
            [.. sections.Where(view => Wanted.Contains(view.Definition.Key)).OrderBy(view => Array.IndexOf(Wanted, view.Definition.Key))],
            await record.SpokenOfAsync(Most, cancel),
            [.. tasks.Where(task => task.IsOpen || task.MeetingId == meeting.Id)],
            [.. owners.Select(owner => new Choice(owner.PostId.ToString(), $"{owner.Name}, {owner.Organisation}"))]
        );
    }

    /// <summary>Where a section is changed during the meeting; null for who may not.</summary>
    public string? EditHref(SectionView view, OpenRecord record) =>
        record.Grant.MayEdit(view.Definition) ? $"/records/{PatientId}/plan/{view.Definition.Key}" : null;
}
