using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Sign-in: by e-mail address and passphrase, or by passkey.</summary>
public sealed class SignInModel(SignInDesk desk, SecondFactors factors, IValidator<SignInForm> validator) : PageModel
{
    [BindProperty]
    public SignInForm Form { get; set; } = new();

    [BindProperty]
    public string? Passkey { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        await validator.IsValidAsync(Form, ModelState, cancel)
            ? this.Answer(
                await desk.SignInAsync(Form.Email!.Trim(), Form.Passphrase!, cancel),
                ReturnUrl,
                "Form.Email",
                "We could not sign you in with that e-mail address and passphrase. After 10 failed tries an account is closed for 15 minutes."
            )
            : this.Invalid();

    /// <summary>What a device is asked to sign; it names no account.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync() => Content(await factors.AskForPasskeyAsync(null), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(CancellationToken cancel) =>
        this.Answer(
            await desk.SignInByPasskeyAsync(Passkey ?? string.Empty, cancel),
            ReturnUrl,
            "Form.Email",
            "We could not sign you in with that passkey. It may be for another site, or have been removed."
        );
}

/// <summary>What is typed to sign in.</summary>
public sealed class SignInForm
{
    public string? Email { get; set; }

    public string? Passphrase { get; set; }

    public sealed class Validator : FormValidator<SignInForm>
    {
        public Validator()
        {
            RuleFor(form => form.Email).NotEmpty().WithMessage("Enter your e-mail address.");
            RuleFor(form => form.Passphrase).NotEmpty().WithMessage("Enter your passphrase.");
        }
    }
}

/// <summary>Where a step of signing in leads.</summary>
internal static class SignInAnswers
{
    public static IActionResult Answer(this PageModel page, SignInOutcome outcome, string? returnUrl, string field, string refusal)
    {
        var back = page.Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        switch (outcome)
        {
            case SignInOutcome.SignedIn:
                return page.LocalRedirect(back);
            case SignInOutcome.ChoosePost:
                return page.RedirectToPage("/Account/Post", new { returnUrl = back });
            case SignInOutcome.NeedsFactor:
                return page.RedirectToPage("/Account/SecondFactor", new { returnUrl = back });
            case SignInOutcome.Expired:
                return page.RedirectToPage("/Account/SignIn", new { returnUrl = back });
            case SignInOutcome.TooMany:
                page.ModelState.AddModelError(field, "There were too many failed tries from where you are. Try again in 15 minutes.");
                page.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return page.Page();
            case SignInOutcome.Busy:
                page.ModelState.AddModelError(field, "Too many people are signing in at this moment. Try again in a minute.");
                page.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return page.Page();
            default:
                page.ModelState.AddModelError(field, refusal);
                return page.Invalid();
        }
    }
}
