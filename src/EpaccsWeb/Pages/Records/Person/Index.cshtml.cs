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

        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var kept = Shown.Answers<PersonDetails>();
        var details = Form.ToAnswers() with
        {
            ImdDecile = kept?.ImdDecile,
            NationalOptOut = kept?.NationalOptOut,
            TestPatient = kept?.TestPatient ?? false,
        };
        var outcome = await record.SavePersonAsync(details, BasedOn, SubmitToken, cancel);
        return await AnswerAsync(
            outcome,
            "Person: saved.",
            $"/records/{record.PatientId}/person",
            async () =>
            {
                await ReadAsync(cancel);
                Theirs = Shown;
                return Shown.Plan.NumberOf(SectionCatalogue.PersonKey);
            }
        );
    }

    private async Task ReadAsync(CancellationToken cancel)
    {
        var plan = await record.PlanAsync(cancel);
        var row = plan.CurrentRow(SectionCatalogue.PersonKey);
        var hides = row?.Answers is PersonDetails person && !record.Grant.SeesLocation(person.Restricted);
        Shown = new(SectionCatalogue.Of<PersonDetails>(), plan, row, hides);
    }
}
