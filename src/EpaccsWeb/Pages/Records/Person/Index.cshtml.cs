using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Person;

/// <summary>Who the plan is about: shown to readers, changed by those who may.</summary>
[RecordPage(RecordPart.Person)]
public sealed class IndexModel(OpenRecord record, IValidator<PersonForm> validator) : VersionedPage
{
    [BindProperty]
    public PersonForm Form { get; set; } = new();

    public SectionView Shown { get; private set; } = null!;

    /// <summary>The practice that is asked to confirm a change, if any.</summary>
    public AskedPractice? Asked { get; private set; }

    /// <summary>What someone else saved meanwhile.</summary>
    public SectionView? Theirs { get; private set; }

    /// <summary>Whoever does not see where the person is cannot change it either.</summary>
    public bool MayChange => record.Grant.May(Permission.EditPerson) && !Shown.HidesLocation;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        Form = PersonForm.From(Shown.Answers<PersonDetails>());
        Begin(Shown.Plan.NumberOf(SectionCatalogue.PersonKey));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!MayChange)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        Theirs = MergeFrom is null ? null : Shown;
        var decided = await TakeChoicesAsync(Form, FormAtAsync);
        return AsTyped(await SaveFormAsync(decided, cancel));
    }

    private async Task<IActionResult> SaveFormAsync(bool decided, CancellationToken cancel)
    {
        await validator.IsValidAsync(Form, ModelState, cancel);
        if (!MandatoryItems.Stand(Form, (PersonForm)await FormAtAsync(BasedOn), ModelState, nameof(Form)) || !decided)
        {
            return this.Invalid();
        }

        var outcome = await record.SavePersonAsync(Form.ToAnswers(Shown.Answers<PersonDetails>()), BasedOn, SubmitToken, cancel);
        return await AnswerAsync(
            outcome,
            "Person: saved.",
            $"/records/{record.PatientId}/person",
            async () =>
            {
                await ReadAsync(cancel);
                Theirs = Shown;
                return Shown.Plan.NumberOf(SectionCatalogue.PersonKey);
            },
            Form,
            FormAtAsync
        );
    }

    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancel) =>
        await this.AnswerButtonAsync(
            await record.WithdrawPracticeChangeAsync(cancel),
            "The change of practice is taken back.",
            $"/records/{record.PatientId}/person",
            "The practice has answered meanwhile, so nothing was taken back. See what is recorded now.",
            () => OnGetAsync(cancel)
        );

    private Task<object> FormAtAsync(int number) =>
        Task.FromResult<object>(PersonForm.From(Shown.Plan.Row(SectionCatalogue.PersonKey, number)?.Answers as PersonDetails));

    private async Task ReadAsync(CancellationToken cancel)
    {
        Asked = await record.AskedPracticeAsync(cancel);
        var plan = await record.PlanAsync(cancel);
        var row = plan.CurrentRow(SectionCatalogue.PersonKey);
        var hides = row?.Answers is PersonDetails person && !record.Grant.SeesLocation(person.Restricted);
        Shown = new(SectionCatalogue.Of<PersonDetails>(), plan, row, hides);
    }
}
