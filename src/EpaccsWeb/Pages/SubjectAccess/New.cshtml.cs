using EpaccsWeb.Access.Rights;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Rights;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.SubjectAccess;

/// <summary>Takes a request for a copy of a record down.</summary>
[RequirePermission(Permission.Audit, Permission.Accounts)]
[RequireRecentFactor]
[MayUseCopies(asks: true, signs: false)]
public sealed class NewModel(SubjectDesk desk, IValidator<SubjectAskForm> validator) : PageModel
{
    [BindProperty]
    public SubjectAskForm Form { get; set; } = new();

    public static IReadOnlyList<Choice> Applicants { get; } =
    [.. Enum.GetValues<SubjectApplicant>().Select(one => new Choice(one.ToString(), SubjectRules.Words(one)))];

    public void OnGet()
    {
        Form.SubmitToken = Guid.NewGuid();
        Form.ReceivedOn = DateParts.From(London.Day(desk.Now));
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        Form.ReceivedOn.TryRead(out var received);
        if (received > London.Day(desk.Now))
        {
            ModelState.AddModelError("Form.ReceivedOn", "Day on which it came must be today or in the past.");
            return this.Invalid();
        }

        var token = Form.SubmitToken is { } sent && sent != Guid.Empty ? sent : Guid.NewGuid();
        var asked = await desk.AskAsync(
            NhsNumber.Parse(Form.Number!),
            new(Form.Applicant!.Value, Form.Evidence!.Trim(), received, token),
            User.RequireActor(),
            cancel
        );
        if (asked.Problem is { } problem)
        {
            ModelState.AddModelError(problem == SubjectDesk.NoRecord ? "Form.Number" : "Form.Applicant", problem);
            return this.Invalid();
        }

        TempData[NhsSuccessTagHelper.Key] = "Taken down. A senior clinician of the organisation that holds the record decides.";
        return Redirect($"/subject-access/{asked.Id}");
    }
}

/// <summary>A request that came, as it is taken down.</summary>
public sealed class SubjectAskForm
{
    [Longest(20)]
    public string? Number { get; set; }

    public SubjectApplicant? Applicant { get; set; }

    [Longest(SubjectRequest.LongestText)]
    public string? Evidence { get; set; }

    public DateParts ReceivedOn { get; set; } = new();

    public Guid? SubmitToken { get; set; }

    public sealed class Validator : FormValidator<SubjectAskForm>
    {
        public Validator()
        {
            RuleFor(form => form.Number)
                .Must(number => NhsNumber.TryParse(number, out _))
                .WithMessage("Enter the ten digits of an NHS number.");
            RuleFor(form => form.Applicant).Must(one => one is { } known && Enum.IsDefined(known)).WithMessage("Choose who asks.");
            RuleFor(form => form.Evidence).NotEmpty().WithMessage("Say who they are and how that was checked.");
            this.RequiredDate(form => form.ReceivedOn, "Day on which it came");
        }
    }
}
