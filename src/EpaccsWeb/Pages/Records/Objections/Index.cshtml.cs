using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Objections;

/// <summary>"Do not share with …": organisations that the person does not want to see the plan.</summary>
[RecordPage(RecordPart.Objection)]
public sealed class IndexModel(OpenRecord record) : PageModel
{
    private const int Longest = 1000;

    [BindProperty]
    public Guid? Organisation { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public IReadOnlyList<ObjectedTo> Objections { get; private set; } = [];

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(cancel);

    public async Task<IActionResult> OnPostAddAsync(CancellationToken cancel)
    {
        if (Organisation is null)
        {
            ModelState.AddModelError(nameof(Organisation), "Choose an organisation.");
        }

        if (PlainText.Problem(Words, Longest) is { } problem)
        {
            ModelState.AddModelError(nameof(Words), problem);
        }

        return ModelState.IsValid
            ? await AnswerAsync(
                await record.ObjectAsync(Organisation!.Value, Words.OrNull(), cancel),
                "The plan is not shared with it.",
                cancel
            )
            : await InvalidAsync(cancel);
    }

    public async Task<IActionResult> OnPostLiftAsync(Guid objection, CancellationToken cancel) =>
        await AnswerAsync(await record.LiftObjectionAsync(objection, cancel), "The plan is shared with it again.", cancel);

    private async Task<IActionResult> AnswerAsync(SaveOutcome outcome, string receipt, CancellationToken cancel)
    {
        if (outcome is SaveOutcome.Refused refused)
        {
            ModelState.AddModelError(nameof(Organisation), refused.Problems[0].Sentence);
            return await InvalidAsync(cancel);
        }

        TempData[NhsSuccessTagHelper.Key] = receipt;
        return Redirect($"/records/{record.PatientId}/consent/objections");
    }

    private async Task<IActionResult> InvalidAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        return this.Invalid();
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Objections = await record.ObjectionsAsync(cancel);
        Choices =
        [
            .. (await record.OrganisationsAsync(cancel)).Select(row => new Choice(
                row.Id.ToString(),
                $"{row.Name} ({RoleNames.Of(row.Kind)})"
            )),
        ];
    }
}
