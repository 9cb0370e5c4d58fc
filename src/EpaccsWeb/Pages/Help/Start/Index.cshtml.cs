using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Help.Start;

/// <summary>The first things to know, for whoever is new here.</summary>
public sealed class IndexModel(DemonstrationMark mark) : PageModel
{
    public Actor Me => User.RequireActor();

    public bool IsDemonstration => mark.IsSet;
}
