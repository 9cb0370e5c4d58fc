using EpaccsWeb.Access.Rights;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.SubjectAccess;

/// <summary>One request for a copy: who asked, what was decided, and the copy while there is one.</summary>
[RequirePermission(Permission.Reports, Permission.Audit, Permission.Accounts)]
[MayUseCopies(asks: true, signs: true)]
public sealed class RequestModel(SubjectDesk desk) : PageModel
{
    public SubjectCase Case { get; private set; } = null!;

    public SubjectState State => Case.Asked.StateAt(desk.Now);

    public bool MayFetch => State is SubjectState.Ready && SubjectRules.MayFetch(Case.Asked, User.RequireActor());

    public bool MayDecide => SubjectRules.WhyNotDecide(Case.Asked, User.RequireActor()) is null;

    /// <summary>What was kept back is clinical: for clinicians and privacy officers.</summary>
    public bool SeesWithheld => User.RequireActor().Role is not Role.OrganisationAdministrator && Case.Asked.Withheld.Count > 0;

    public bool OpensRecords => User.RequireActor().Has(Permission.WholeRecord);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancel)
    {
        if (await desk.FindAsync(id, User.RequireActor(), cancel) is not { } found)
        {
            return NotFound();
        }

        Case = found;
        return Page();
    }
}
