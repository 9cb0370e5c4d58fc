using System.Globalization;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Training;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Training;

/// <summary>One exercise: the call, the steps, and what one found.</summary>
public sealed class CallModel(TrainingLog log, DemonstrationMark mark) : PageModel
{
    /// <summary>The number of the chosen answer, a question each.</summary>
    [BindProperty]
    public List<string?> Answers { get; set; } = [];

    public NightCall Call { get; private set; } = null!;

    public bool MayFind => User.RequireActor().Has(Permission.Find);

    public TrainingResult? Result { get; private set; }

    public IActionResult OnGet(string slug) => Find(slug) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken cancel)
    {
        if (!Find(slug))
        {
            return NotFound();
        }

        for (var i = 0; i < Call.Questions.Count; i++)
        {
            if (!ChoicesOf(i).Any(choice => choice.Value == Answers[i]))
            {
                ModelState.AddModelError($"Answers[{i}]", $"Choose an answer: {Call.Questions[i].Text}");
            }
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        Result = await log.KeepAsync(User.RequireActor(), Call, Enumerable.Range(0, Call.Questions.Count).Count(IsRight), cancel);
        return Page();
    }

    public IReadOnlyList<Choice> ChoicesOf(int question) =>
        [.. Call.Questions[question].Answers.Select((answer, at) => new Choice(Text(at), answer))];

    public bool IsRight(int question) => Answers[question] == Text(Call.Questions[question].Right);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private bool Find(string slug)
    {
        if (!mark.IsSet || NightCall.All.FirstOrDefault(call => call.Slug == slug) is not { } found)
        {
            return false;
        }

        Call = found;
        while (Answers.Count < found.Questions.Count)
        {
            Answers.Add(null);
        }

        return true;
    }
}
