using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Why;

/// <summary>"Why can X see Y?": privacy officers ask of anyone, administrators of their own organisation's users.</summary>
[RequirePermission(Permission.Accounts, Permission.Audit)]
public sealed class IndexModel(AccessExplainer explainer, IValidator<WhyForm> validator) : PageModel
{
    [BindProperty]
    public WhyForm Form { get; set; } = new();

    public IReadOnlyList<ExplainedPost> Answers { get; private set; } = [];

    public string UserHint =>
        AccessExplainer.AsksOfAnyone(User.RequireActor()) ? "E-mail or name" : "E-mail or name, of your own organisation";

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        Answers = await explainer.ExplainAsync(Form.User!, NhsNumber.Parse(Form.Number!), User.RequireActor(), cancel);
        if (Answers.Count == 0)
        {
            ModelState.AddModelError("Form.User", "No user, or more than one, has this e-mail or name. Enter the e-mail.");
            return this.Invalid();
        }

        return Page();
    }
}

/// <summary>Whom the question is about.</summary>
public sealed class WhyForm
{
    [Longest(200)]
    public string? User { get; set; }

    [Longest(20)]
    public string? Number { get; set; }

    public sealed class Validator : FormValidator<WhyForm>
    {
        public Validator()
        {
            RuleFor(form => form.User).NotEmpty().WithMessage("Enter the user's e-mail or name.");
            RuleFor(form => form.Number)
                .Must(number => NhsNumber.TryParse(number, out _))
                .WithMessage("Enter the ten digits of an NHS number.");
        }
    }
}
