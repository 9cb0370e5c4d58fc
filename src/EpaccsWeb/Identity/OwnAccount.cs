using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Microsoft.AspNetCore.Identity;

namespace EpaccsWeb.Identity;

/// <summary>One passkey of one's own.</summary>
public sealed record OwnPasskey(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>One's own second factors.</summary>
public sealed record OwnFactors(IReadOnlyList<OwnPasskey> Passkeys, bool App, int RecoveryCodesLeft, bool Required)
{
    public bool None => Passkeys.Count == 0 && !App;
}

/// <summary>What a signed-in person changes on their own account. The session goes on; all others end.</summary>
public sealed class OwnAccount(
    UserManager<User> users,
    SecondFactors factors,
    Sessions sessions,
    Enrolment enrolment,
    Passphrases passphrases,
    Guesses guesses,
    SignInSettings settings,
    AppKeys keys,
    AuditJournal journal,
    RequestIdentity request,
    IHttpContextAccessor http,
    TimeProvider clock
)
{
    private HttpContext Http => http.HttpContext ?? throw new InvalidOperationException("There is no web request.");

    private Actor Actor => Http.User.RequireActor();

    public async Task<User> UserAsync() =>
        await users.FindByIdAsync(Actor.UserId.ToString()) ?? throw new InvalidOperationException("The account is gone.");

    public async Task<OwnFactors> FactorsAsync()
    {
        var user = await UserAsync();
        return new(
            [
                .. (await users.GetPasskeysAsync(user)).Select(key => new OwnPasskey(
                    Convert.ToHexString(key.CredentialId),
                    key.Name ?? "Passkey",
                    key.CreatedAt
                )),
            ],
            user.TwoFactorEnabled,
            await users.CountRecoveryCodesAsync(user),
            settings.RequireSecondFactor
        );
    }

    public async Task<string> OfferPasskeyAsync() => await factors.OfferPasskeyAsync(await UserAsync());

    public async Task<string?> AddPasskeyAsync(string? credential, string? name)
    {
        var user = await UserAsync();
        if (await factors.AddPasskeyAsync(user, Actor, credential ?? string.Empty, name) is { } problem)
        {
            return problem;
        }

        await sessions.RenewAsync(user, Actor, clock.GetUtcNow());
        return null;
    }

    public async Task<bool> RemovePasskeyAsync(string? id)
    {
        var user = await UserAsync();
        var removed =
            id is { Length: > 0 and < 4096 }
            && id.All(char.IsAsciiHexDigit)
            && id.Length % 2 == 0
            && await factors.RemovePasskeyAsync(user, Actor, Convert.FromHexString(id), settings.RequireSecondFactor);
        await sessions.RenewAsync(user, Actor);
        return removed;
    }

    public async Task<AppKeyOffer> OfferAppAsync(string? sealedKey)
    {
        var user = await UserAsync();
        return keys.Offer(user, keys.Read(user, sealedKey) ?? factors.NewAppKey());
    }

    /// <summary>Takes an app into use; false when its code is wrong.</summary>
    public async Task<bool> AddAppAsync(string? sealedKey, string code, CancellationToken cancel)
    {
        var user = await UserAsync();
        if (keys.Read(user, sealedKey) is not { } key || !await factors.AddAppAsync(user, Actor, key, code, cancel))
        {
            return false;
        }

        await sessions.RenewAsync(user, Actor, clock.GetUtcNow());
        return true;
    }

    public async Task<bool> RemoveAppAsync(CancellationToken cancel)
    {
        var user = await UserAsync();
        var removed = await factors.RemoveAppAsync(user, Actor, settings.RequireSecondFactor, cancel);
        await sessions.RenewAsync(user, Actor);
        return removed;
    }

    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync()
    {
        var user = await UserAsync();
        var codes = await factors.NewRecoveryCodesAsync(user, Actor);
        await sessions.RenewAsync(user, Actor);
        return codes;
    }

    /// <summary>Changes the passphrase; null when done, else the field and why not.</summary>
    public async Task<(string Field, string Sentence)?> ChangePassphraseAsync(string current, string? chosen, CancellationToken cancel)
    {
        var user = await UserAsync();
        if (Passphrases.Problem(chosen, user.Email!, user.DisplayName) is { } problem)
        {
            return ("Chosen", problem);
        }

        var one = await guesses.ForNameAsync(user.Email!, cancel);
        if (await passphrases.IsRightAsync(user, current, cancel) is not true || one is null)
        {
            return ("Current", "That is not your passphrase. After 10 failed tries an account is closed for 15 minutes.");
        }

        await guesses.ForgiveAsync(one, from: null, cancel);
        await enrolment.ChangePassphraseAsync(user, chosen!, cancel);
        await sessions.RenewAsync(user, Actor);
        return null;
    }

    /// <summary>Shows a second factor again; true when it was right.</summary>
    public async Task<bool> ConfirmAsync(string? code, string? credential, CancellationToken cancel)
    {
        var user = await UserAsync();
        var one = await guesses.ForNameAsync(user.Email!, cancel);
        var right =
            one is not null
            && (
                credential is { Length: > 0 }
                    ? (await factors.UsePasskeyAsync(credential))?.Id == user.Id
                    : await factors.UseCodeAsync(user, code ?? string.Empty, cancel) is not null
            );
        await journal.WriteAsync(
            AuditEntry.By(
                Actor,
                right ? AuditAction.FactorConfirmed : AuditAction.SignInFailed,
                "second factor again",
                request.Id,
                clock.GetUtcNow()
            )
        );
        if (right)
        {
            await guesses.ForgiveAsync(one!, from: null, cancel);
            await sessions.RenewAsync(user, Actor, clock.GetUtcNow());
        }

        return right;
    }
}
