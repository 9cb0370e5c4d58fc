using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Patients;

/// <summary>Finds a person. Searching is a POST, so that what was typed is in no address and no log.</summary>
[RequirePermission(Permission.Find)]
public sealed class IndexModel(PatientFinder finder, TimeProvider clock) : PageModel
{
    [BindProperty(Name = "q")]
    public string? Q { get; set; }

    [BindProperty(Name = "family_name")]
    public string? FamilyName { get; set; }

    [BindProperty(Name = "given_name")]
    public string? GivenName { get; set; }

    [BindProperty(Name = "born")]
    public string? Born { get; set; }

    [BindProperty(Name = "postcode")]
    public string? Postcode { get; set; }

    public FinderAnswer? Answer { get; private set; }

    public bool MayStart => User.RequireActor().Has(Permission.StartRecord);

    public bool FindsStrangers => PermissionTable.IsClinical(User.RequireActor().Role);

    /// <summary>Those who come for one visit only go straight to the way in, the others to the record.</summary>
    public string Href(PersonCard card) =>
        User.RequireActor().Role is Role.OutOfHoursClinician or Role.AmbulanceClinician or Role.CallHandler
            ? $"/emergency/{card.Id}"
            : $"/records/{card.Id}";

    public string CountWords =>
        Answer switch
        {
            { More: true } => $"More than {PatientFinder.Most} people: add a date of birth or an NHS number",
            { Cards.Count: 1 } => "1 person found",
            { Cards.Count: var count } => count == 0 ? "Nobody found" : $"{count} people found",
            _ => string.Empty,
        };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        foreach (
            var (field, text) in new[]
            {
                ("q", Q),
                ("family_name", FamilyName),
                ("given_name", GivenName),
                ("born", Born),
                ("postcode", Postcode),
            }
        )
        {
            if (PlainText.Problem(text, FinderQuery.LongestText) is { } problem)
            {
                ModelState.AddModelError(field, problem);
            }
        }

        var query = FinderQuery.Parse(string.Join(' ', Q, FamilyName, GivenName, Born, Postcode), London.Day(clock.GetUtcNow()).Year);
        if (query.Problem is { } unreadable)
        {
            ModelState.AddModelError("q", unreadable);
        }
        else if (ModelState.IsValid && query.IsEmpty)
        {
            ModelState.AddModelError("q", "Enter an NHS number, a name, a date of birth or a postcode.");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (!await finder.MaySearchAsync(User.RequireActor()))
        {
            ModelState.AddModelError("q", PatientFinder.TooOften);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }

        Answer = await finder.FindAsync(query, User.RequireActor(), cancel);
        return Page();
    }
}
