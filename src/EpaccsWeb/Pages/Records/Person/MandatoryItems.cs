using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EpaccsWeb.Pages.Records.Person;

/// <summary>Items 12 and 19 of SCCI1580, which nobody blanks without a word; what an import left open may stay so.</summary>
internal static class MandatoryItems
{
    /// <summary>Puts a sentence at each that is blank; true when nothing is wrong with the form.</summary>
    /// <param name="before">What the editor was shown; null when the record is being started.</param>
    public static bool Stand(PersonForm form, PersonForm? before, ModelStateDictionary state, string prefix)
    {
        Ask(
            nameof(form.AddressLine1),
            form.AddressLine1,
            before?.AddressLine1,
            "Enter the first line of the address, or “not known” or “no fixed abode”."
        );
        Ask(nameof(form.UsualGp), form.UsualGp, before?.UsualGp, "Enter the usual GP's name, or “not known”.");
        return state.IsValid;

        void Ask(string field, string? typed, string? stood, string sentence)
        {
            var key = $"{prefix}.{field}";
            if (
                typed.OrNull() is null
                && (before is null || stood is not null)
                && state.GetFieldValidationState(key) is not ModelValidationState.Invalid
            )
            {
                state.AddModelError(key, sentence);
            }
        }
    }
}
