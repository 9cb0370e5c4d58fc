using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Pages.Records.Consents;
using EpaccsWeb.Pages.Records.Person;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Patients;

/// <summary>Every rule of the page that starts a record, each sentence at its field.</summary>
internal static class StartRules
{
    /// <summary>The standard is for people of this age and older; see SCCI1580 1.1.</summary>
    private const int Adult = 18;

    private static readonly PersonForm.Validator Person = new();
    private static readonly ConsentForm.Validator Consent = new();
    private static readonly StartForm.Validator Start = new();
    private static readonly FirstWishForm.Validator Wish = new();

    public static async Task<bool> HoldAsync(NewModel page, CancellationToken cancel)
    {
        var state = page.ModelState;
        await Consent.IsValidAsync(page.ToRecord, state, cancel, nameof(page.ToRecord));
        if (ConsentAnswers.WhyNotStart(page.ToRecord.Status) is { } why)
        {
            state.AddModelError("ToRecord.Status", why);
        }

        await Consent.IsValidAsync(page.ToShare, state, cancel, nameof(page.ToShare));
        await Person.IsValidAsync(page.Person, state, cancel, nameof(page.Person));
        MandatoryItems.Stand(page.Person, before: null, state, nameof(page.Person));
        await Start.IsValidAsync(page.Start, state, cancel, nameof(page.Start));
        return await Wish.IsValidAsync(page.PreferredPlaces, state, cancel, nameof(page.PreferredPlaces));
    }

    /// <summary>Other people of the same birth date and a similar name.</summary>
    public static async Task<IReadOnlyList<PersonCard>> LookAlikesAsync(
        PersonDetails person,
        PatientFinder finder,
        Actor actor,
        CancellationToken cancel
    )
    {
        var query = new FinderQuery { Born = person.DateOfBirth, Names = [PersonName.Key(person.FamilyName)] };
        return [.. (await finder.FindAsync(query, actor, cancel)).Cards.Where(card => card.NhsNumber != person.NhsNumber)];
    }

    /// <summary>Younger than the standard is for, by what was typed; a day to come is a slip of another kind.</summary>
    public static bool IsYoung(PersonForm person, DateOnly today) =>
        person.DateOfBirth.TryRead(out var born) && born <= today && London.Age(born, today) < Adult;

    /// <summary>What may be a slip is warned of; ticking its box goes on.</summary>
    public static bool AreMeant(NewModel page)
    {
        if (page.LookAlikes.Count > 0 && !page.Start.Different)
        {
            page.ModelState.AddModelError("Start.Different", "Check the people below, then tick that this is a different person.");
        }

        if (page.IsYoung && !page.Start.Young)
        {
            page.ModelState.AddModelError("Start.Young", "This person is under 18. Check the date of birth, then tick that it is right.");
        }

        return page.ModelState.IsValid;
    }
}
