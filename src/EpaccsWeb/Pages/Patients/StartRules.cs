using EpaccsWeb.Pages.Records.Consents;
using EpaccsWeb.Pages.Records.Person;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EpaccsWeb.Pages.Patients;

/// <summary>Every rule of the page that starts a record, each sentence at its field.</summary>
internal static class StartRules
{
    private static readonly PersonForm.Validator Person = new();
    private static readonly ConsentForm.Validator Consent = new();
    private static readonly StartForm.Validator Start = new();
    private static readonly FirstWishForm.Validator Wish = new();

    public static async Task<bool> HoldAsync(NewModel page, CancellationToken cancel)
    {
        var state = page.ModelState;
        await Consent.IsValidAsync(page.ToRecord, state, cancel, nameof(page.ToRecord));
        await Consent.IsValidAsync(page.ToShare, state, cancel, nameof(page.ToShare));
        await Person.IsValidAsync(page.Person, state, cancel, nameof(page.Person));
        RequireMinimum(page.Person, state);
        await Start.IsValidAsync(page.Start, state, cancel, nameof(page.Start));
        return await Wish.IsValidAsync(page.PreferredPlaces, state, cancel, nameof(page.PreferredPlaces));
    }

    /// <summary>Items 10, 12 and 19, which a later edit of the details may leave open, must be answered to start with.</summary>
    private static void RequireMinimum(PersonForm person, ModelStateDictionary state)
    {
        void Require(string field, bool given, string sentence)
        {
            if (!given && state.GetFieldValidationState($"Person.{field}") is not ModelValidationState.Invalid)
            {
                state.AddModelError($"Person.{field}", sentence);
            }
        }

        Require(nameof(person.NhsNumberStatus), person.NhsNumberStatus is not null, "Choose the NHS number status.");
        Require(
            nameof(person.AddressLine1),
            person.AddressLine1.OrNull() is not null,
            "Enter the first line of the address, or “not known” or “no fixed abode”."
        );
        Require(nameof(person.UsualGp), person.UsualGp.OrNull() is not null, "Enter the usual GP's name, or “not known”.");
    }
}
