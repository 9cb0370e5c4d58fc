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
        if (query.BadNhsNumber)
        {
            ModelState.AddModelError("q", "The NHS number has a digit wrong: its check digit does not fit.");
        }
        else if (ModelState.IsValid && query.IsEmpty)
        {
            ModelState.AddModelError("q", "Enter an NHS number, a name, a date of birth or a postcode.");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        Answer = await finder.FindAsync(query, User.RequireActor(), cancel);
        return Page();
    }
}
