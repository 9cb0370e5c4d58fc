using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Audit;
using Microsoft.AspNetCore.Identity;

namespace EpaccsWeb.Identity;

/// <summary>What somebody chooses who opens a link: a passphrase, and an app or a passkey.</summary>
public sealed record Enrolled(string Passphrase, string? AppKey, string? AppCode, string? Passkey);

/// <summary>How opening a link ended.</summary>
public abstract record EnrolOutcome
{
    /// <summary>The recovery codes can be shown this once.</summary>
    public sealed record Done(SignInOutcome Entered, IReadOnlyList<string> RecoveryCodes) : EnrolOutcome;

    public sealed record Refused(string Field, string Sentence) : EnrolOutcome;
}

/// <summary>A link for a new passphrase that works, and whether it takes a code of the second factor too.</summary>
public sealed record PassphraseLink(Invitation Invitation, User User, bool NeedsCode);

/// <summary>Takes invitations up: passphrase, factor, recovery codes and the link's end are one transaction, or nothing.</summary>
public sealed class Enrolment(
    UserManager<User> users,
    EpaccsDbContext db,
    Invitations invitations,
    SecondFactors factors,
    Passphrases passphrases,
    Guesses guesses,
    ForgottenPassphrases forgotten,
    SignInDesk desk,
    AccountMail mail,
    SignInSettings settings,
    RequestIdentity request,
    TimeProvider clock
)
{
    public const string LinkProblem =
        "This link does not work: it was used, withdrawn or is too old. If you have no account yet, ask your administrator to send another.";

    /// <summary>Opens an account, or gives one its new second factor.</summary>
    public async Task<EnrolOutcome> AcceptAsync(string token, Enrolled chosen, CancellationToken cancel)
    {
        if (await invitations.FindAsync(token, cancel) is not { } found || found.Invitation.Purpose is InvitationPurpose.Passphrase)
        {
            return new EnrolOutcome.Refused(string.Empty, LinkProblem);
        }

        var (invitation, user) = found;
        if (await PassphraseProblemAsync(invitation, user, chosen.Passphrase, cancel) is { } problem)
        {
            return new EnrolOutcome.Refused(nameof(Enrolled.Passphrase), problem);
        }

        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        if (!await invitations.UseAsync(invitation, cancel))
        {
            return new EnrolOutcome.Refused(string.Empty, LinkProblem);
        }

        var posts = await desk.PostsAsync(user.Id, cancel);
        var by = posts.Count == 0 ? null : posts[0];
        if (chosen.Passkey is { Length: > 0 } passkey)
        {
            if (await factors.AddPasskeyAsync(user, by, passkey, name: null) is { } refused)
            {
                return new EnrolOutcome.Refused(nameof(Enrolled.Passkey), refused);
            }
        }
        else if (!await factors.AddAppAsync(user, by, chosen.AppKey ?? string.Empty, chosen.AppCode ?? string.Empty, cancel))
        {
            return new EnrolOutcome.Refused(
                nameof(Enrolled.AppCode),
                "That code is not right. Enter the six digits that the app shows now for EpaccsWeb."
            );
        }

        if (invitation.Purpose is InvitationPurpose.Join)
        {
            user.PasswordHash = users.PasswordHasher.HashPassword(user, chosen.Passphrase);
            user.EmailConfirmed = true;
        }

        db.Add(
            new AuditEntry
            {
                At = clock.GetUtcNow(),
                Action = AuditAction.InvitationAccepted,
                Detail = Domain.Terminology.Slug.Of(invitation.Purpose),
                UserId = user.Id,
                RequestId = request.Id,
            }
        );
        var codes = await factors.NewRecoveryCodesAsync(user, by);
        var entered = by is null ? SignInOutcome.Refused : await desk.EnterAsync(user, posts, "invitation", cancel);
        await transaction.CommitAsync(cancel);
        return new EnrolOutcome.Done(entered, codes);
    }

    /// <summary>Asks for a link for a new passphrase. Whether there is such an account is not looked at before the answer.</summary>
    public async Task<ForgottenOutcome> ForgottenAsync(string email, HttpContext http, CancellationToken cancel)
    {
        if (
            guesses.FromAddress(http.Address(), TriedFromAddress.Link) is null
            || await guesses.ForNameAsync($"forgotten:{email}", cancel) is null
        )
        {
            return ForgottenOutcome.TooMany;
        }

        return forgotten.TryTake(email, settings.Link(Invitations.PassphrasePage, http.Request))
            ? ForgottenOutcome.Asked
            : ForgottenOutcome.NotNow;
    }

    /// <summary>Sends the link that was asked for, if there is such an account.</summary>
    /// <remarks>Whoever lacks a second factor that is required gets a mail without a link: see <see cref="FindLinkAsync"/>.</remarks>
    public async Task SendLinkAsync(string email, string linkBegins, CancellationToken cancel)
    {
        if (await users.FindByEmailAsync(email) is not { Enabled: true, PasswordHash: not null } user)
        {
            return;
        }

        if (LacksFactor(await factors.KindsAsync(user)))
        {
            mail.Tell(
                user,
                "No link for a new passphrase was sent",
                "Somebody, probably you, asked for a new passphrase. None can be chosen by mail while your account has no second factor. "
                    + "Choose that first, by the link you were sent for it and with your passphrase. If you do not know your passphrase, tell your administrator."
            );
        }
        else
        {
            await invitations.RenewAsync(user, InvitationPurpose.Passphrase, by: null, cancel, linkBegins);
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>What a link for a new passphrase opens; null when it does not work.</summary>
    /// <remarks>
    /// It works for nobody whose second factor is required and was taken away. A passphrase is then all that their link for a new factor
    /// asks for, so whoever reads their mail would have the whole account.
    /// </remarks>
    public async Task<PassphraseLink?> FindLinkAsync(string token, CancellationToken cancel)
    {
        if (await invitations.FindAsync(token, cancel) is not { Invitation.Purpose: InvitationPurpose.Passphrase } found)
        {
            return null;
        }

        var kinds = await factors.KindsAsync(found.User);
        return LacksFactor(kinds) ? null : new(found.Invitation, found.User, NeedsCode: kinds is not FactorKinds.None);
    }

    /// <summary>A new passphrase through a link; whoever has a second factor shows it too. Null when done, else why not.</summary>
    public async Task<EnrolOutcome.Refused?> NewPassphraseAsync(string token, string? passphrase, string? code, CancellationToken cancel)
    {
        if (await FindLinkAsync(token, cancel) is not { } link)
        {
            return new(string.Empty, LinkProblem);
        }

        var user = link.User;
        if (Passphrases.Problem(passphrase, user.Email!, user.DisplayName) is { } problem)
        {
            return new("Passphrase", problem);
        }

        if (link.NeedsCode && !await ShowsFactorAsync(user, code ?? string.Empty, cancel))
        {
            return new("Code", "That code is not right, or was used before. After 10 failed tries an account is closed for 15 minutes.");
        }

        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        if (!await invitations.UseAsync(link.Invitation, cancel))
        {
            return new(string.Empty, LinkProblem);
        }

        await ChangePassphraseAsync(user, passphrase!, cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Changes a passphrase, tells the user and ends every session.</summary>
    public async Task ChangePassphraseAsync(User user, string passphrase, CancellationToken cancel)
    {
        user.PasswordHash = users.PasswordHasher.HashPassword(user, passphrase);
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        mail.Tell(user, "Your passphrase was changed", "Your passphrase was changed, and your other sessions were ended.");
        db.Add(
            new AuditEntry
            {
                At = clock.GetUtcNow(),
                Action = AuditAction.PassphraseChanged,
                Detail = "passphrase",
                UserId = user.Id,
                RequestId = request.Id,
            }
        );
        await db.SaveChangesAsync(cancel);
    }

    private bool LacksFactor(FactorKinds kinds) => settings.RequireSecondFactor && kinds is FactorKinds.None;

    private async Task<bool> ShowsFactorAsync(User user, string code, CancellationToken cancel)
    {
        if (await guesses.ForNameAsync(user.Email!, cancel) is not { } one || await factors.UseCodeAsync(user, code, cancel) is null)
        {
            return false;
        }

        await guesses.ForgiveAsync(one, from: null, cancel);
        return true;
    }

    private async Task<string?> PassphraseProblemAsync(Invitation invitation, User user, string passphrase, CancellationToken cancel)
    {
        if (invitation.Purpose is InvitationPurpose.Join)
        {
            return Passphrases.Problem(passphrase, user.Email!, user.DisplayName);
        }

        var one = await guesses.ForNameAsync(user.Email!, cancel);
        if (await passphrases.IsRightAsync(user, passphrase, cancel) is not true || one is null)
        {
            return "That is not your passphrase. After 10 failed tries an account is closed for 15 minutes.";
        }

        await guesses.ForgiveAsync(one, from: null, cancel);
        return null;
    }
}
