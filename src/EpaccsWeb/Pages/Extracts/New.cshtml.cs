using EpaccsWeb.Access.Extracts;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Extracts;

/// <summary>Asks for an extract of the organisation's own records.</summary>
[RequirePermission(Permission.Reports)]
[RequireRecentFactor]
[MayUseExtracts(asks: true, decides: false)]
public sealed class NewModel(ExtractDesk desk, IValidator<AskForm> validator) : PageModel
{
    [BindProperty]
    public AskForm Form { get; set; } = new();

    public static IReadOnlyList<Choice> Kinds { get; } =
    [
        new(nameof(ExtractKind.Pseudonymised), "Pseudonymised", "Coded answers under pseudonyms. Nobody is named."),
        new(nameof(ExtractKind.Identifiable), "Identifiable", "Everything in the plans, with names. For direct care only."),
    ];

    public static IReadOnlyList<Choice> Purposes { get; } =
    [.. Enum.GetValues<ExtractPurpose>().Select(purpose => new Choice(purpose.ToString(), ExtractRules.Words(purpose)))];

    public void OnGet() => Form.SubmitToken = Guid.NewGuid();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        var token = Form.SubmitToken is { } sent && sent != Guid.Empty ? sent : Guid.NewGuid();
        var id = await desk.AskAsync(Form.Kind!.Value, Form.Purpose!.Value, Form.Reason!.Trim(), token, User.RequireActor(), cancel);
        TempData[NhsSuccessTagHelper.Key] = "The privacy officer has been asked.";
        return Redirect($"/extracts/{id}");
    }
}

/// <summary>What is asked for, and why.</summary>
public sealed class AskForm
{
    public ExtractKind? Kind { get; set; }

    public ExtractPurpose? Purpose { get; set; }

    [Longest(ExtractRequest.LongestReason)]
    public string? Reason { get; set; }

    public Guid? SubmitToken { get; set; }

    public sealed class Validator : FormValidator<AskForm>
    {
        public Validator()
        {
            RuleFor(form => form.Kind).Must(kind => kind is { } known && Enum.IsDefined(known)).WithMessage("Choose the kind of extract.");
            RuleFor(form => form.Purpose)
                .Must(purpose => purpose is { } known && Enum.IsDefined(known))
                .WithMessage("Choose what it is for.");
            RuleFor(form => form.Reason).NotEmpty().WithMessage("Say why you need it and who will use it.");
            RuleFor(form => form)
                .Custom(
                    (form, context) =>
                    {
                        if (form is { Kind: { } kind, Purpose: { } purpose } && ExtractRules.WhyNotFor(kind, purpose) is { } why)
                        {
                            context.AddFailure(nameof(Purpose), why);
                        }
                    }
                );
        }
    }
}
