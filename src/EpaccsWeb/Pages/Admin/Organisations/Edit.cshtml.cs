using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Identity.Office.Organisations;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Admin.Organisations;

/// <summary>One organisation: what it is, what it wants, and its closing.</summary>
[RequirePermission(Permission.Accounts)]
[RequireRecentFactor]
public sealed class EditModel(
    OrganisationDirectory directory,
    OrganisationDesk desk,
    IValidator<OrganisationForm> validator,
    IValidator<ClosingForm> closingValidator
) : OrganisationPage(directory)
{
    [BindProperty]
    public ClosingForm Closing { get; set; } = new();

    /// <summary>The organisation as the page showed it.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    public OrganisationDetail Found { get; private set; } = null!;

    public string Now => OrganisationDesk.Words(Found.Organisation);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        Form = OrganisationForm.Of(Found.Organisation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        Form.Name = IsSystem ? Form.Name : Found.Organisation.Name;
        return !await validator.IsValidAsync(Form, ModelState, cancel)
            ? this.Invalid()
            : Answer(
                id,
                await desk.ChangeAsync(User.RequireActor(), id, Form.ToTerms(), Seen, cancel),
                "Form",
                "The organisation was changed."
            );
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken cancel)
    {
        if (!await ReadAsync(id, cancel))
        {
            return NotFound();
        }

        Form = OrganisationForm.Of(Found.Organisation);
        ModelState.Clear();
        if (!await closingValidator.IsValidAsync(Closing, ModelState, cancel, "Closing"))
        {
            return this.Invalid();
        }

        var successor = Closing.Successor.OrNull()?.Trim().ToUpperInvariant();
        var problems = await desk.CloseAsync(User.RequireActor(), id, Closing.LastDay.ToDay()!.Value, successor, Closing.Reason, cancel);
        return Answer(id, problems, "Closing", "The organisation closes after its last day.");
    }

    private IActionResult Answer(Guid id, IReadOnlyList<SectionProblem> problems, string prefix, string receipt) =>
        this.Answer(problems, receipt, $"/admin/organisations/{id}", prefix);

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancel)
    {
        await ReadAreasAsync(cancel);
        if (await Directory.FindAsync(User.RequireActor(), id, cancel) is not { } found)
        {
            return false;
        }

        Found = found;
        return true;
    }
}
