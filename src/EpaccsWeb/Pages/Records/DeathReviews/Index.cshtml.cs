using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Records.DeathReviews;

/// <summary>What the team says of a death: what was wished, what happened, why, and what is to be learnt.</summary>
[RecordPage(RecordPart.DeathReview)]
public sealed class IndexModel(OpenRecord record, IValidator<DeathReviewForm> validator) : VersionedPage
{
    [BindProperty]
    public DeathReviewForm Form { get; set; } = new();

    public DeathReviewView View { get; private set; } = null!;

    public IReadOnlyList<Choice> RightPlaces { get; } =
    [
        .. Enum.GetValues<RightPlace>().Select(place => new Choice(place.ToString(), ReviewWords.Of(place))),
        new(string.Empty, "Not recorded"),
    ];

    public IReadOnlyList<Choice> Findings { get; } =
    [
        .. Enum.GetValues<InTheWay>().Select(finding => new Choice(finding.ToString(), ReviewWords.Of(finding))),
        new(string.Empty, "Not recorded"),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        Begin(View.Number);
        Form = DeathReviewForm.From(View.Latest?.Answers);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await ReadAsync(cancel))
        {
            return NotFound();
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        return await AnswerAsync(
            await record.ReviewDeathAsync(Form.ToAnswers(), BasedOn, SubmitToken, cancel),
            "Review saved.",
            $"/records/{record.PatientId}/death/review",
            async () => await ReadAsync(cancel) ? View.Number : 0
        );
    }

    private async Task<bool> ReadAsync(CancellationToken cancel)
    {
        if (await DeathReviewView.OfAsync(record, cancel) is not { } view)
        {
            return false;
        }

        View = view;
        return true;
    }
}
