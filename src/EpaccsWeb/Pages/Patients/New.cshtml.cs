using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using EpaccsWeb.Pages.Records.Consents;
using EpaccsWeb.Pages.Records.Person;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Patients;

/// <summary>Starts a record with the minimum set of the standard, both consents and one preference.</summary>
[RequirePermission(Permission.StartRecord)]
public sealed class NewModel(RecordStarter starter, PatientFinder finder, OrganisationChoices organisations, TimeProvider clock) : PageModel
{
    [BindProperty]
    public PersonForm Person { get; set; } = new();

    [BindProperty]
    public StartForm Start { get; set; } = new();

    [BindProperty]
    public ConsentForm ToRecord { get; set; } = new();

    [BindProperty]
    public ConsentForm ToShare { get; set; } = new();

    [BindProperty]
    public FirstWishForm PreferredPlaces { get; set; } = new();

    [BindProperty]
    public Guid SubmitToken { get; set; }

    /// <summary>A record of the same NHS number that this post may open.</summary>
    public Guid? Existing { get; private set; }

    public IReadOnlyList<PersonCard> LookAlikes { get; private set; } = [];

    /// <summary>The date of birth is that of somebody under 18.</summary>
    public bool IsYoung => StartRules.IsYoung(Person, Today);

    private DateOnly Today => London.Day(clock.GetUtcNow());

    public async Task OnGetAsync(CancellationToken cancel)
    {
        SubmitToken = Guid.NewGuid();
        ToRecord.On = ToShare.On = PreferredPlaces.ExpressedOn = DateParts.From(Today);
        Person.GpPracticeCode = await organisations.PracticeCodeAsync(User.RequireActor().OrganisationId, cancel);

        // True of every number that was typed by hand.
        Person.NhsNumberStatus = NhsNumberStatus.NotTraced;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await StartRules.HoldAsync(this, cancel))
        {
            return this.Invalid();
        }

        // The look for the same person is a search like any other.
        if (!await finder.MaySearchAsync(User.RequireActor()))
        {
            ModelState.AddModelError(string.Empty, PatientFinder.TooOften);
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Page();
        }

        var person = Person.ToAnswers();
        LookAlikes = await StartRules.LookAlikesAsync(person, finder, User.RequireActor(), cancel);
        if (!StartRules.AreMeant(this))
        {
            return this.Invalid();
        }

        IEnumerable<ISectionAnswers?> sections = [.. Start.ToSections(Today), PreferredPlaces.ToSection()];
        var record = new NewRecord(person, ToRecord.ToAnswers(), ToShare.ToAnswers(), [.. sections.OfType<ISectionAnswers>()]);
        var outcome = await starter.StartAsync(record, User.RequireActor(), SubmitToken, cancel);
        switch (outcome)
        {
            case StartOutcome.Started started:
                TempData[NhsSuccessTagHelper.Key] = "Record started.";
                return Redirect($"/records/{started.PatientId}");
            case StartOutcome.AlreadyHere here:
                Existing = here.PatientId;
                ModelState.AddModelError("Person.NhsNumber", "A record with this NHS number exists.");
                return this.Invalid();
            case StartOutcome.Blocked blocked:
                ModelState.AddModelError(string.Empty, blocked.Sentence);
                return this.Invalid();
            default:
                return this.Invalid(((StartOutcome.Refused)outcome).Problems, prefix: string.Empty);
        }
    }
}
