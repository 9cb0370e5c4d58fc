using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Downtime;

/// <summary>Gives the urgent cards of the people that the post looks after as one sealed file, for when the service cannot be reached.</summary>
[RequirePermission(Permission.WholeRecord)]
[RequireRecentFactor]
public sealed class IndexModel(DowntimeList list, PackMaker maker, TimeProvider clock, IValidator<PackForm> validator) : PageModel
{
    [BindProperty]
    public PackForm Form { get; set; } = new();

    /// <summary>Stands outside a form object: kept forms store only the fields of one, and this is never stored.</summary>
    [BindProperty]
    public string? Passphrase { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    public static IReadOnlyList<Choice> Whom { get; } =
    [
        new(nameof(PackScope.Everybody), "Everybody whom my post reaches"),
        new(nameof(PackScope.KeyWorker), "Only people whose key worker is of my organisation"),
    ];

    public static IReadOnlyList<Choice> Hours { get; } = [new("12", "12 hours"), new("24", "24 hours"), new("72", "3 days")];

    public void OnGet() => Form = new() { Whom = PackScope.Everybody, Hours = 24 };

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var actor = User.RequireActor();
        if (Passphrases.Problem(Passphrase, string.Empty, actor.Name) is { } problem)
        {
            ModelState.AddModelError(nameof(Passphrase), problem);
        }
        else if (Passphrase != Again)
        {
            ModelState.AddModelError(nameof(Again), "The two passphrases differ. Type the same one twice.");
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var people = await list.PeopleAsync(actor, Form.Whom is PackScope.KeyWorker, cancel);
        if (people.Count is 0 or > DowntimeList.Most)
        {
            ModelState.AddModelError(
                "Form.Whom",
                people.Count == 0
                    ? "There is nobody to make a card of."
                    : $"There are more than {DowntimeList.Most} people. Choose those whose key worker is of your organisation."
            );
            return this.Invalid();
        }

        var made = clock.GetUtcNow();
        var cards = await maker.MakeAsync(people, actor, cancel);
        await list.TakenAsync(actor, [.. cards.Select(card => card.Person)], Form.Hours!.Value);
        var file = SealedPack.Make(cards, actor.Signature, Passphrase!, made, made.AddHours(Form.Hours.Value));
        var name = string.Create(CultureInfo.InvariantCulture, $"downtime-pack-{London.Local(made):yyyy-MM-dd-HHmm}.html");
        return File(file, "application/octet-stream", name);
    }
}

/// <summary>Whose cards.</summary>
public enum PackScope
{
    Everybody,
    KeyWorker,
}

/// <summary>Whose cards, and for how long.</summary>
public sealed class PackForm
{
    public PackScope? Whom { get; set; }

    public int? Hours { get; set; }

    public sealed class Validator : FormValidator<PackForm>
    {
        public Validator()
        {
            RuleFor(form => form.Whom).Must(one => one is { } known && Enum.IsDefined(known)).WithMessage("Choose whose cards.");
            RuleFor(form => form.Hours).Must(hours => hours is 12 or 24 or 72).WithMessage("Choose for how long the pack is valid.");
        }
    }
}
