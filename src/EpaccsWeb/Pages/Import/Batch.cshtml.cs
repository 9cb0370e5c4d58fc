using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Import;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Import;

/// <summary>The preview of an uploaded register, its approval, its progress and what became of it.</summary>
[RequirePermission(Permission.Import)]
[DisableRequestTimeout]
public sealed class BatchModel(ImportDesk desk) : PageModel
{
    private const string Write = "write";
    private const string Skip = "skip-refused";
    private const string Discard = "discard";

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    /// <summary>What to do with the file.</summary>
    [BindProperty]
    public string? Choice { get; set; }

    public ImportBatch Batch { get; private set; } = null!;

    public ImportReport Report => Batch.Report ?? throw new InvalidOperationException("The file is not checked yet.");

    public bool Working => Batch.Stage is ImportStage.Checking or ImportStage.Writing;

    public int Accepted => Report.New + Report.Fills;

    public IReadOnlyList<Choice> Choices =>
        [
            .. Accepted == 0
                ? []
                : new[]
                {
                    Report.Refused > 0
                        ? new Choice(Skip, $"Import the others and leave out {Rows(Report.Refused)}")
                        : new Choice(Write, $"Import {Rows(Accepted)}"),
                },
            new Choice(Discard, "Discard the file and write nothing"),
        ];

    public IActionResult OnGet(string batch) => Open(batch) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string batch)
    {
        if (!Open(batch))
        {
            return NotFound();
        }

        if (Working)
        {
            return RedirectToPage(new { batch });
        }

        if (Choice is Discard)
        {
            desk.Forget(Batch);
            return RedirectToPage("/Import/Index");
        }

        if (Batch.Stage is ImportStage.Checked && !Choices.Any(choice => choice.Value == Choice))
        {
            ModelState.AddModelError(nameof(Choice), "Choose what to do with the file.");
            return this.Invalid();
        }

        desk.Approve(Batch, Choice is Skip);
        await ImportDesk.WaitAsync(Batch, Moment);
        return RedirectToPage(new { batch });
    }

    public static string Rows(int count) => count == 1 ? "1 row" : $"{count:N0} rows";

    private bool Open(string token)
    {
        if (desk.Find(token, User.RequireActor()) is not { } found)
        {
            return false;
        }

        Batch = found;
        return true;
    }
}
