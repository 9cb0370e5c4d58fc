using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace EpaccsWeb.Pages.Records.Numbers;

/// <summary>Puts a wrong NHS number right. The former one is kept, and still finds the person.</summary>
[RecordPage(RecordPart.Person)]
public sealed class IndexModel(OpenRecord record, IValidator<NumberForm> validator) : VersionedPage
{
    [BindProperty]
    public NumberForm Form { get; set; } = new();

    /// <summary>The number that stands now.</summary>
    public PersonDetails Kept { get; private set; } = null!;

    public Guid PatientId => record.PatientId;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        Begin(await ReadAsync(cancel));
        Form.NhsNumberStatus = Kept.NhsNumberStatus;
        return record.Grant.May(Permission.EditPerson) ? Page() : StatusCode(StatusCodes.Status403Forbidden);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var digits = NhsNumber.Parse(Form.NhsNumber!).Digits;
        if (digits == Kept.NhsNumber)
        {
            ModelState.AddModelError("Form.NhsNumber", "This is the number that is recorded already.");
            return this.Invalid();
        }

        var details = Kept with { NhsNumber = digits, NhsNumberStatus = Form.NhsNumberStatus!.Value };
        return await AnswerAsync(
            await record.SavePersonAsync(details, BasedOn, SubmitToken, cancel, Form.Reason),
            $"NHS number corrected. {NhsNumber.Parse(Kept.NhsNumber).Display} is kept as a former number.",
            $"/records/{PatientId}/person",
            () => ReadAsync(cancel)
        );
    }

    private async Task<int> ReadAsync(CancellationToken cancel)
    {
        var plan = await record.PlanAsync(cancel);
        Kept = plan.Current<PersonDetails>()!;
        return plan.NumberOf(SectionCatalogue.PersonKey);
    }
}

/// <summary>What is typed to put an NHS number right.</summary>
public sealed class NumberForm
{
    public string? NhsNumber { get; set; }

    public NhsNumberStatus? NhsNumberStatus { get; set; }

    [Longest(1000)]
    public string? Reason { get; set; }

    public sealed class Validator : FormValidator<NumberForm>
    {
        public Validator()
        {
            RuleFor(form => form.NhsNumber)
                .Must(number => Domain.Patients.NhsNumber.TryParse(number, out _))
                .WithMessage(form => Person.PersonForm.NumberProblem(form.NhsNumber));
            RuleFor(form => form.NhsNumberStatus).NotNull().WithMessage("Choose the status of the right number.");
            RuleFor(form => form.Reason).NotEmpty().WithMessage("Say how you know that the recorded number is wrong.");
        }
    }
}
