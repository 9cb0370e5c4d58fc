using EpaccsWeb.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Guard;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records;

/// <summary>What a section's form can do: be filled from answers and give answers.</summary>
public interface ISectionForm<TForm, TAnswers>
    where TAnswers : class, ISectionAnswers
{
    /// <summary>The form as it is first shown; null answers is a blank section.</summary>
    static abstract TForm From(TAnswers? answers);

    /// <summary>The answers of a form that its validator has passed.</summary>
    TAnswers ToAnswers();
}

/// <summary>What the frame of an edit page shows, whatever the section.</summary>
public interface ISectionPage
{
    SectionDefinition Section { get; }

    /// <summary>What someone else saved meanwhile, when the save met a conflict.</summary>
    SectionView? Theirs { get; }

    /// <summary>When the unsaved work that is shown was kept; null when the form starts from the plan.</summary>
    DateTimeOffset? DraftOf { get; }

    /// <summary>Who was present, asked by the frame.</summary>
    string? Present { get; }

    /// <summary>What contradicts the plan and needs a reason before it is saved.</summary>
    IReadOnlyList<SectionProblem> Warnings { get; }

    string? WarnedBecause { get; }

    /// <summary>The person is restricted and the reader outside the team: the form is without what tells where the person is.</summary>
    bool WithoutLocation { get; }
}

/// <summary>Editing one section: shown, validated, saved, and in a conflict shown beside the other's text.</summary>
public abstract partial class SectionPage<TForm, TAnswers>(OpenRecord record, IValidator<TForm> validator) : VersionedPage, ISectionPage
    where TForm : class, ISectionForm<TForm, TAnswers>, new()
    where TAnswers : class, ISectionAnswers
{
    [BindProperty]
    public TForm Form { get; set; } = new();

    [BindProperty]
    public string? Present { get; set; }

    /// <summary>Why the answers are right although they contradict the plan.</summary>
    [BindProperty]
    public string? WarnedBecause { get; set; }

    public SectionDefinition Section { get; } = SectionCatalogue.Of<TAnswers>();

    public SectionView? Theirs { get; private set; }

    /// <summary>The list that gets one more blank entry: what the button "Add another" sends.</summary>
    [BindProperty]
    public string? Add { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!await MayEditAsync(cancel))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        var plan = await record.PlanAsync(cancel);
        Form = TForm.From(Start(plan));
        Begin(plan.NumberOf(Section.Key));
        WarnedBecause = PlanGuard.WordsOf(plan.CurrentRow(Section.Key)?.Reason);
        await RestoreDraftAsync(cancel);
        await LeaveLocationOutAsync(DraftOf is null ? plan.CurrentRow(Section.Key)?.Number ?? 0 : BasedOn, cancel);
        FormRows.AddBlank(Form);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await MayEditAsync(cancel))
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await LeaveLocationOutAsync(MergeFrom ?? BasedOn, cancel);
        await ShowTheirsAsync(cancel);
        if (Add is { } list)
        {
            await CompareAsync(Form, number => FormAtAsync(number, cancel));
            return Longer(list);
        }

        var decided = await TakeChoicesAsync(Form, number => FormAtAsync(number, cancel));
        return AsTyped(await SaveFormAsync(decided, cancel));
    }

    private async Task<IActionResult> SaveFormAsync(bool decided, CancellationToken cancel)
    {
        if (PlainText.Problem(Present, FormValidator<TForm>.UsualLength) is { } problem)
        {
            ModelState.AddModelError(nameof(Present), problem);
        }

        if (PlainText.Problem(WarnedBecause, FormValidator<TForm>.UsualLength * 5) is { } tooLong)
        {
            ModelState.AddModelError(nameof(WarnedBecause), tooLong);
        }

        if (!await validator.IsValidAsync(Form, ModelState, cancel) || !decided)
        {
            return this.Invalid();
        }

        var outcome = await SaveAsync(await AnswersAsync(cancel), cancel);
        return await AnswerAsync(
            outcome is SaveOutcome.Refused refused ? new SaveOutcome.Refused(FormRows.AsShown(Form, refused.Problems)) : outcome,
            Receipt,
            $"/records/{record.PatientId}#{Section.Key}",
            async () =>
            {
                var plan = await record.PlanAsync(cancel);
                Theirs = new SectionView(Section, plan, plan.Row(Section.Key, plan.NumberOf(Section.Key)), WithoutLocation);
                return plan.NumberOf(Section.Key);
            },
            Form,
            number => FormAtAsync(number, cancel)
        );
    }

    /// <summary>While two texts are put together, the other's stays on the page.</summary>
    private async Task ShowTheirsAsync(CancellationToken cancel)
    {
        if (MergeFrom is not null)
        {
            var plan = await record.PlanAsync(cancel);
            Theirs = plan.Row(Section.Key, BasedOn) is { } row ? new SectionView(Section, plan, row, WithoutLocation) : null;
        }
    }

    /// <summary>What the form starts from: the answers in force.</summary>
    protected virtual TAnswers? Start(Plan plan) => plan.Current<TAnswers>();

    protected virtual Task<SaveOutcome> SaveAsync(TAnswers answers, CancellationToken cancel) =>
        record.SaveSectionAsync(answers, BasedOn, SubmitToken, cancel, Present.OrNull(), WarnedBecause.OrNull());

    /// <summary>The plan as it stands, for a rule that looks at what is recorded already.</summary>
    protected Task<Plan> PlanAsync(CancellationToken cancel) => record.PlanAsync(cancel);

    // Nothing is judged yet: the page comes back as it was typed, with room for one more.
    private PageResult Longer(string list)
    {
        FormRows.AddBlank(Form, list);
        foreach (var entry in ModelState.Values)
        {
            entry.Errors.Clear();
            entry.ValidationState = ModelValidationState.Skipped;
        }

        return Page();
    }
}
