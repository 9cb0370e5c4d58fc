using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office.Organisations;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Admin.Organisations;

/// <summary>Adds an organisation or a team; for system administrators.</summary>
[RequirePermission(Permission.Accounts)]
[RequireRecentFactor]
public sealed class NewModel(OrganisationDirectory directory, OrganisationDesk desk, IValidator<OrganisationForm> validator)
    : OrganisationPage(directory)
{
    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        await ReadAreasAsync(cancel);
        (Form.TakesAttachments, Form.Contributes) = (true, true);
        return IsSystem ? Page() : StatusCode(StatusCodes.Status403Forbidden);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAreasAsync(cancel);
        Form.IsNew = true;
        if (!IsSystem)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var (problems, id) = await desk.AddAsync(
            User.RequireActor(),
            Form.OdsCode!.Trim().ToUpperInvariant(),
            Form.Kind!.Value,
            Form.PartOf.OrNull()?.Trim().ToUpperInvariant(),
            Form.ToTerms(),
            cancel
        );
        if (problems.Count > 0)
        {
            return this.Invalid(problems);
        }

        TempData[NhsSuccessTagHelper.Key] = "The organisation was added.";
        return Redirect($"/admin/organisations/{id}");
    }
}
