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

    public IReadOnlyList<TeamMember> Members { get; private set; } = [];

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public bool MayChange => record.Grant.May(Permission.ConsentAndTeam);

    private bool hidesPlaces;

    /// <summary>The person is restricted, the reader outside the team, and this would tell where the person lives.</summary>
    public bool Hides(TeamMember member) =>
        hidesPlaces && member.Link.Source is (RelationshipSource.Registration or RelationshipSource.Residence);

    public bool MayEnd(TeamMember member) =>
        MayChange && member.Link.IsActive(record.Now) && member.Link.Source is (RelationshipSource.Team or RelationshipSource.Referral);

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        if (Organisation is not { } organisation)
        {
            return await RefusedAsync("Choose an organisation.", cancel);
        }

        return await AnswerAsync(await record.AddToTeamAsync(organisation, KeyWorker, cancel), "Added to the team.", cancel);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid relationship, CancellationToken cancel) =>
        await AnswerAsync(await record.EndTeamAsync(relationship, cancel), "Ended. That organisation can no longer open the plan.", cancel);

    private async Task<IActionResult> AnswerAsync(SaveOutcome outcome, string receipt, CancellationToken cancel)
    {
        if (outcome is SaveOutcome.Refused refused)
        {
            return await RefusedAsync(refused.Problems[0].Sentence, cancel);
        }

        TempData[NhsSuccessTagHelper.Key] = receipt;
        return Redirect($"/records/{record.PatientId}/team");
    }

    private async Task<IActionResult> RefusedAsync(string sentence, CancellationToken cancel)
    {
        await ReadAsync(cancel);
        ModelState.AddModelError(nameof(Organisation), sentence);
        return this.Invalid();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Members = await record.TeamAsync(cancel);
        hidesPlaces = await RecordBanner.HidesLocationAsync(record, cancel);
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
