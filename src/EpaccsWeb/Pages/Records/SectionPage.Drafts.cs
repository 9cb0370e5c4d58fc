using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Primitives;

namespace EpaccsWeb.Pages.Records;

/// <summary>Half-finished work: kept on the server as it was typed, valid or not, and offered back to the same person.</summary>
public abstract partial class SectionPage<TForm, TAnswers>
{
    public DateTimeOffset? DraftOf { get; private set; }

    /// <summary>Keeps what was typed, by the button or by the script; nothing is validated and nothing of the plan changes.</summary>
    public async Task<IActionResult> OnPostDraftAsync(CancellationToken cancel)
    {
        if (!await MayEditAsync(cancel))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await record.KeepDraftAsync(Section.Key, DraftFields.Of(Request.Form), cancel);
        if (Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            TempData[NhsSuccessTagHelper.Key] = $"{Section.Title}: kept as your draft. It is not part of the plan yet.";
            return Redirect($"/records/{record.PatientId}");
        }

        return new NoContentResult();
    }

    public async Task<IActionResult> OnPostDropDraftAsync(CancellationToken cancel)
    {
        await record.DropDraftAsync(Section.Key, cancel);
        TempData[NhsSuccessTagHelper.Key] = "Your draft was thrown away.";
        return Redirect(Request.Path);
    }

    private async Task RestoreDraftAsync(CancellationToken cancel)
    {
        if (await record.DraftAsync(Section.Key, cancel) is not { } draft)
        {
            return;
        }

        var fields = new FormCollection(draft.Fields.ToDictionary(pair => pair.Key, pair => new StringValues(pair.Value)));
        var typed = new FormValueProvider(BindingSource.Form, fields, CultureInfo.InvariantCulture);
        Form = new();
        await TryUpdateModelAsync(Form, nameof(Form), typed, _ => true);
        foreach (var entry in ModelState.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Valid;
        }

        DraftOf = draft.SavedAt;
        WithoutLocation = fields[nameof(WithoutLocation)] == "true";
        Present = fields[nameof(Present)];
        WarnedBecause = fields[nameof(WarnedBecause)].ToString().OrNull();
        if (int.TryParse(fields[nameof(BasedOn)], CultureInfo.InvariantCulture, out var basedOn))
        {
            // A version that was saved since then is met as a conflict, with both texts.
            BasedOn = basedOn;
        }

        await GiveLocationBackAsync(cancel);
    }
}
