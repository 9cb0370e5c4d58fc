using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Identity.Office.Organisations;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Organisations;

/// <summary>What adding and changing an organisation share.</summary>
public abstract class OrganisationPage(OrganisationDirectory organisations) : PageModel
{
    [BindProperty]
    public OrganisationForm Form { get; set; } = new();

    public IReadOnlyList<Choice> Areas { get; private set; } = [];

    public bool IsSystem => User.RequireActor().IsSystem();

    protected OrganisationDirectory Directory => organisations;

    protected async Task ReadAreasAsync(CancellationToken cancel) => Areas = await organisations.AreasAsync(cancel);
}
