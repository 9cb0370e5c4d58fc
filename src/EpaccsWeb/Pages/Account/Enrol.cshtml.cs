using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Account;

/// <summary>Where an invitation leads: the invited person chooses a passphrase and a second factor, both at once.</summary>
public sealed class EnrolModel(Enrolment enrolment, Invitations invitations, SecondFactors factors, AppKeys keys) : PageModel
{
    [BindProperty]
    public string? Passphrase { get; set; }

    [BindProperty]
    public string? Again { get; set; }

    [BindProperty]
    public string? AppKey { get; set; }

    [BindProperty]
    public string? AppCode { get; set; }

    [BindProperty]
    public string? Passkey { get; set; }

    public InvitationPurpose Purpose { get; private set; }

    public string? Name { get; private set; }

    public string? Email { get; private set; }

    public AppKeyOffer? Offer { get; private set; }

    public IReadOnlyList<string>? Codes { get; private set; }

    public string Next { get; private set; } = "/";

    public async Task<IActionResult> OnGetAsync(string token, CancellationToken cancel) =>
        await ShowAsync(token, cancel) is null ? this.Invalid() : Page();

    /// <summary>What a device is asked to make; 400 when the passphrase is not good yet, and the page then says why.</summary>
    public async Task<IActionResult> OnPostPasskeyOptionsAsync(string token, CancellationToken cancel) =>
        await ShowAsync(token, cancel) is { } user && PassphraseIsGood(user)
            ? Content(await factors.OfferPasskeyAsync(user), "application/json")
            : BadRequest();

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken cancel)
    {
        if (await ShowAsync(token, cancel) is not { } user || !PassphraseIsGood(user))
        {
            return this.Invalid();
        }

        var chosen = new Enrolled(Passphrase!, keys.Read(user, AppKey), AppCode, Passkey);
        switch (await enrolment.AcceptAsync(token, chosen, cancel))
        {
            case EnrolOutcome.Done done:
                Codes = done.RecoveryCodes;
                Next = done.Entered is SignInOutcome.ChoosePost ? "/account/post" : "/";
                return Page();
            case EnrolOutcome.Refused refused:
                ModelState.AddModelError(refused.Field is nameof(Passkey) ? nameof(AppCode) : refused.Field, refused.Sentence);
                return this.Invalid();
            default:
                throw new InvalidOperationException("An outcome that this page does not know.");
        }
    }

    private async Task<User?> ShowAsync(string token, CancellationToken cancel)
    {
        if (await invitations.FindAsync(token, cancel) is not { Invitation.Purpose: not InvitationPurpose.Passphrase } found)
        {
            return null;
        }

        var user = found.User;
        (Purpose, Name, Email) = (found.Invitation.Purpose, user.DisplayName, user.Email);
        Offer = keys.Offer(user, keys.Read(user, AppKey) ?? factors.NewAppKey());
        return user;
    }

    private bool PassphraseIsGood(User user)
    {
        var problem =
            Purpose is InvitationPurpose.Join ? Passphrases.Problem(Passphrase, user.Email!, user.DisplayName)
            : string.IsNullOrEmpty(Passphrase) ? "Enter your passphrase."
            : null;
        if (problem is not null)
        {
            ModelState.AddModelError(nameof(Passphrase), problem);
        }
        else if (Purpose is InvitationPurpose.Join && Passphrase != Again)
        {
            ModelState.AddModelError(nameof(Again), "The two passphrases are not the same.");
        }

        return ModelState.IsValid;
    }
}
