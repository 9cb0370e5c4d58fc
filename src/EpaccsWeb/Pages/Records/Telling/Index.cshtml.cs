using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Telling;

/// <summary>Says that ambulance and out-of-hours services were told of the plan (854021000000106); asked again on each change.</summary>
[RecordPage(RecordPart.Telling)]
public sealed class IndexModel(OpenRecord record, IValidator<TellingForm> validator) : PageModel
{
    [BindProperty]
    public TellingForm Form { get; set; } = new();

    /// <summary>Ties a form to one mark, however often it is sent.</summary>
    [BindProperty]
    public Guid SubmitToken { get; set; }

    public IReadOnlyList<PlanMark> Marks { get; private set; } = [];

    /// <summary>What was recorded since they were last told.</summary>
    public IReadOnlyList<SectionVersion> Since { get; private set; } = [];

    public bool MayTell => record.Grant.May(Permission.RecordCpr);

    public Task OnGetAsync(CancellationToken cancel)
    {
        SubmitToken = Guid.NewGuid();
        return ReadAsync(cancel);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        return await this.AnswerButtonAsync(
            await record.MarkAsync(PlanMarkKind.UrgentCareTold, Form.Whom, SubmitToken, cancel),
            "Recorded that they were told.",
            $"/records/{record.PatientId}/told",
            "This form was sent before with other words: see what is recorded below. If these are to be recorded too, send it again.",
            () => OnGetAsync(cancel)
        );
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        Marks = [.. (await record.MarksAsync(cancel)).Where(mark => mark.Kind is PlanMarkKind.UrgentCareTold)];
        var told = Marks.Count == 0 ? 0 : Marks[0].PlanVersion;
        Since =
        [
            .. (await record.PlanAsync(cancel)).Sections.Where(row => row.PlanVersion > told && row.Kind is not VersionKind.Confirmed),
        ];
    }
}

/// <summary>Who was told.</summary>
public sealed class TellingForm
{
    public string? Whom { get; set; }

    public sealed class Validator : FormValidator<TellingForm>
    {
        public Validator() => RuleFor(form => form.Whom).NotEmpty().WithMessage("Say which services were told, and how.");
    }
}
