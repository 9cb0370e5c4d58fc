using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Team;

/// <summary>Who has a part in the person's care, and since when.</summary>
[RecordPage(RecordPart.Team)]
public sealed class IndexModel(OpenRecord record) : PageModel
{
    [BindProperty]
    public Guid? Organisation { get; set; }

    [BindProperty]
    public bool KeyWorker { get; set; }

    [BindProperty]
    public RelationshipSource Part { get; set; } = RelationshipSource.Team;

    public IReadOnlyList<Choice> Parts { get; } =
    [.. new[] { RelationshipSource.Team, RelationshipSource.Referral }.Select(part => new Choice(part.ToString(), RoleNames.Of(part)))];

    public IReadOnlyList<TeamLine> Members { get; private set; } = [];

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public bool MayChange => record.Grant.May(Permission.ConsentAndTeam);

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        if (Organisation is not { } organisation)
        {
            return await RefusedAsync("Choose an organisation.", cancel);
        }

        return await AnswerAsync(
            await record.AddToTeamAsync(
                organisation,
                KeyWorker,
                cancel,
                Part is RelationshipSource.Referral ? Part : RelationshipSource.Team
            ),
            "Added to the team.",
            cancel
        );
    }

    public async Task<IActionResult> OnPostEndAsync(Guid relationship, CancellationToken cancel) =>
        await AnswerAsync(await record.EndTeamAsync(relationship, cancel), "Ended. That organisation can no longer open the plan.", cancel);

    public async Task<IActionResult> OnPostKeepAsync(Guid relationship, CancellationToken cancel) =>
        await AnswerAsync(await record.KeepReferralAsync(relationship, cancel), "The referral is kept for six months.", cancel);

    private async Task<IActionResult> AnswerAsync(SaveOutcome outcome, string receipt, CancellationToken cancel)
    {
        if (outcome is SaveOutcome.Refused refused)
        {
            return await RefusedAsync(refused.Problems[0].Sentence, cancel);
        }

        return await this.AnswerButtonAsync(
            outcome,
            receipt,
            $"/records/{record.PatientId}/team",
            "The team has changed meanwhile, and nothing was saved. Look at it again.",
            () => ReadAsync(cancel)
        );
    }

    private async Task<IActionResult> RefusedAsync(string sentence, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        ModelState.AddModelError(nameof(Organisation), sentence);
        return this.Invalid();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var hides = await RecordBanner.HidesLocationAsync(record, cancel);
        Members = [.. (await record.TeamAsync(cancel)).Select(member => new TeamLine(member, hides, MayChange, record.Now))];
        Choices = MayChange
            ?
            [
                .. (await record.OrganisationsAsync(cancel)).Select(row => new Choice(
                    row.Id.ToString(),
                    $"{row.Name} ({RoleNames.Of(row.Kind)})"
                )),
            ]
            : [];
    }
}
