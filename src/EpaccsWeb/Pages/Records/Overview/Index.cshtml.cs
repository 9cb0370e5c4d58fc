using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Overview;

/// <summary>The whole plan on one page, as far as the reader's post goes.</summary>
[RecordPage(RecordPart.Overview)]
public sealed class IndexModel(OpenRecord record, SectionReminders reminders) : PageModel
{
    private Waiting waiting = new([], [], null, []);

    public Plan Plan { get; private set; } = null!;

    public IReadOnlyList<SectionView> Sections { get; private set; } = [];

    public IReadOnlyList<Prompt> Prompts => Prompt.For(Facts, Plan, record);

    /// <summary>What is blank and worth filling next at this stage of illness.</summary>
    public IReadOnlyList<WorthAdding> WorthAdding { get; private set; } = [];

    /// <summary>The facts that lists show too.</summary>
    public PlanFacts Facts { get; private set; } = null!;

    /// <summary>Sections in which this reader has unsaved work.</summary>
    public IReadOnlyList<SectionDefinition> Drafts => [.. waiting.Drafts.Select(SectionCatalogue.Find).OfType<SectionDefinition>()];

    /// <summary>The last note of a visit or call, if this reader may read notes.</summary>
    public NoteOnCard? LastNote => record.Grant.May(Permission.WholeRecord) ? waiting.LastNote : null;

    /// <summary>Other records of this person that were put together with this one.</summary>
    public IReadOnlyList<MergedHere> Merged => waiting.Merged;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Plan = await record.PlanAsync(cancel);
        Facts = await record.FactsAsync(cancel);
        var hides = await RecordBanner.HidesLocationAsync(record, cancel);
        Sections = SectionView.ReadableBy(record.Grant, Plan, hides);
        var worth = Domain.Plans.WorthAdding.For(Plan, Facts, record.Grant, hides);
        WorthAdding = await reminders.WantedAsync(record.Grant.Actor, worth, cancel);
        waiting = await record.WaitingAsync(cancel);
    }

    public async Task<IActionResult> OnPostEndorseAsync(string section, int number, CancellationToken cancel)
    {
        if (!record.Grant.May(Permission.Endorse))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return await this.AnswerButtonAsync(
            await record.EndorseAsync(section, number, cancel),
            "Decision endorsed.",
            Link(string.Empty),
            "The decision has changed meanwhile, and nothing was endorsed. Look at it again, then endorse what it says now.",
            () => OnGetAsync(cancel)
        );
    }

    public async Task<IActionResult> OnPostConfirmAsync(string section, int number, CancellationToken cancel)
    {
        if (SectionCatalogue.Find(section) is not { } definition || !record.Grant.MayEdit(definition))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        return await this.AnswerButtonAsync(
            await record.ConfirmAsync(section, number, cancel),
            $"{definition.Title}: confirmed, no change.",
            Link($"#{section}"),
            $"{definition.Title} has changed meanwhile, and nothing was confirmed. Look at it again, then confirm what it says now.",
            () => OnGetAsync(cancel)
        );
    }

    public bool MayEnd => record.Grant.May(Permission.EndRecord);

    /// <summary>What was said today needs no confirming, and nobody confirms what is partly hidden from them.</summary>
    public bool MayConfirm(SectionView view) =>
        !view.Definition.IsPerson
        && !(view.HidesLocation && view.Definition.HoldsLocation)
        && record.Grant.May(view.Definition.Edit)
        && EditHref(view) is not null
        && view.LastSaid is { } said
        && record.Now - said > TimeSpan.FromDays(1);

    public string Link(string path) => $"/records/{record.PatientId}/{path}".Replace("/#", "#", StringComparison.Ordinal).TrimEnd('/');

    public string? EditHref(SectionView view) =>
        record.Grant.MayEdit(view.Definition) && !(view.HidesLocation && (view.Definition.IsLocation || view.Definition.IsPerson))
            ? Link(view.Definition.IsPerson ? SectionCatalogue.PersonKey : $"plan/{view.Definition.Key}")
            : null;

    public DecisionView Decision(SectionView view) =>
        DecisionView.ToActOn(view.Definition, Plan, view.HidesLocation, record, waiting.Requests);
}
