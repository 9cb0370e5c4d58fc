using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Sign-in with e-mail address and passphrase.</summary>
public sealed class SignInModel(SignInDesk desk, IValidator<SignInForm> validator) : PageModel
{
    [BindProperty]
    public SignInForm Form { get; set; } = new();

    public async Task<IActionResult> OnPostAsync(string? returnUrl, CancellationToken cancel)
    {
        if (!await validator.IsValidAsync(Form, ModelState, cancel))
        {
            return this.Invalid();
        }

        if (await desk.SignInAsync(Form.Email!.Trim(), Form.Passphrase!, cancel))
        {
            return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl : "/");
        }

        ModelState.AddModelError(
            "Form.Email",
            "We could not sign you in with that e-mail address and passphrase. After 10 failed tries an account is closed for 15 minutes."
        );
        return this.Invalid();
    }
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
