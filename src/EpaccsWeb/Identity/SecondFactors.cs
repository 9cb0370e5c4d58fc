using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace EpaccsWeb.Identity;

/// <summary>Which second factors somebody has.</summary>
[Flags]
public enum FactorKinds
{
    None = 0,
    Passkey = 1,
    App = 2,
}

/// <summary>Adds, removes and checks second factors. Every change tells the user by mail and is audited with it.</summary>
public sealed class SecondFactors(
    UserManager<User> users,
    SignInManager<User> signIn,
    IUserStore<User> store,
    EpaccsDbContext db,
    AccountMail mail,
    ServingMode mode,
    IMemoryCache cache,
    RequestIdentity request,
    TimeProvider clock
)
{
    private const int RecoveryCodes = 10;

    private const string Provider = "Authenticator";

    private static readonly Lock Remembering = new();

    private IUserAuthenticatorKeyStore<User> Keys => (IUserAuthenticatorKeyStore<User>)store;

    public async Task<FactorKinds> KindsAsync(User user) =>
        (user.TwoFactorEnabled ? FactorKinds.App : FactorKinds.None)
        | ((await users.GetPasskeysAsync(user)).Count > 0 ? FactorKinds.Passkey : FactorKinds.None);

    /// <summary>Checks a code of the app, which works once, or a recovery code, which is used up; answers which it was.</summary>
    public async Task<string?> UseCodeAsync(User user, string typed, CancellationToken cancel)
    {
        var code = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter)));
        if (code.Length == 6 && code.All(char.IsAsciiDigit))
        {
            return
                user.TwoFactorEnabled
                && await users.VerifyTwoFactorTokenAsync(user, Provider, code)
                && await IsFirstUseAsync(user.Id, code, cancel)
                ? "passphrase and app"
                : null;
        }

        // A recovery code is used up, which a standby cannot write down.
        if (mode.Spell is not null || code.Length > 40 || !(await users.RedeemTwoFactorRecoveryCodeAsync(user, code)).Succeeded)
        {
            return null;
        }

        mail.Tell(user, "A recovery code was used", "A recovery code was used to sign in to your account. Each works once.");
        await db.SaveChangesAsync(cancel);
        return "passphrase and recovery code";
    }

    /// <summary>The owner of a passkey that was shown, or null. What the device counts is kept.</summary>
    public async Task<User?> UsePasskeyAsync(string credential)
    {
        try
        {
            var shown = credential.Length == 0 ? null : await signIn.PerformPasskeyAssertionAsync(credential);
            return
                shown is not null
                && shown.Succeeded
                && (mode.Spell is not null || (await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey)).Succeeded)
                ? shown.User
                : null;
        }
        catch (InvalidOperationException)
        {
            // No question was asked of this browser, or its answer came too late.
            return null;
        }
    }

    public Task<string> AskForPasskeyAsync(User? user) => signIn.MakePasskeyRequestOptionsAsync(user);

    public Task<string> OfferPasskeyAsync(User user) =>
        signIn.MakePasskeyCreationOptionsAsync(
            new()
            {
                Id = user.Id.ToString(),
                Name = user.Email!,
                DisplayName = user.DisplayName,
            }
        );

    /// <summary>Adds the passkey that a device made; a sentence says why not.</summary>
    public async Task<string?> AddPasskeyAsync(User user, Actor? by, string credential, string? name)
    {
        const string Refused =
            "The passkey could not be added. It may come from another site, or the page was open for too long. Try again.";
        try
        {
            var made = credential.Length == 0 ? null : await signIn.PerformPasskeyAttestationAsync(credential);
            if (made is null || !made.Succeeded || made.UserEntity.Id != user.Id.ToString())
            {
                return Refused;
            }

            made.Passkey.Name = string.IsNullOrWhiteSpace(name) ? "Passkey" : name.Trim();
            Changed(user, by, AuditAction.FactorAdded, "passkey", "A passkey was added");
            return (await users.AddOrUpdatePasskeyAsync(user, made.Passkey)).Succeeded ? null : Refused;
        }
        catch (InvalidOperationException)
        {
            return Refused;
        }
    }

    /// <summary>Takes a passkey away; false when it is not there, or would leave an account without a factor it must have.</summary>
    public async Task<bool> RemovePasskeyAsync(User user, Actor? by, byte[] id, bool mustKeepOne)
    {
        var passkeys = await users.GetPasskeysAsync(user);
        if (
            passkeys.All(key => !key.CredentialId.AsSpan().SequenceEqual(id))
            || (mustKeepOne && passkeys.Count == 1 && !user.TwoFactorEnabled)
        )
        {
            return false;
        }

        Changed(user, by, AuditAction.FactorRemoved, "passkey", "A passkey can no longer be used");
        return (await users.RemovePasskeyAsync(user, id)).Succeeded;
    }

    /// <summary>A fresh key for an app; nothing is kept until a code of it was shown.</summary>
    public string NewAppKey() => users.GenerateNewAuthenticatorKey();

    /// <summary>Takes the app into use once it shows a right code.</summary>
    public async Task<bool> AddAppAsync(User user, Actor? by, string key, string code, CancellationToken cancel)
    {
        var typed = string.Concat(code.Where(letter => !char.IsWhiteSpace(letter)));
        await Keys.SetAuthenticatorKeyAsync(user, key, cancel);
        if (!await users.VerifyTwoFactorTokenAsync(user, Provider, typed))
        {
            // Nothing was saved; what stands in memory must not be saved with something else.
            db.ChangeTracker.Clear();
            return false;
        }

        user.TwoFactorEnabled = true;
        user.UsedCodes = [typed];
        Changed(user, by, AuditAction.FactorAdded, "app", "An authenticator app was added");
        return (await users.UpdateAsync(user)).Succeeded;
    }

    /// <summary>Takes the app away; false when it is the last factor of an account that must have one.</summary>
    public async Task<bool> RemoveAppAsync(User user, Actor? by, bool mustKeepOne, CancellationToken cancel)
    {
        if (!user.TwoFactorEnabled || (mustKeepOne && (await users.GetPasskeysAsync(user)).Count == 0))
        {
            return false;
        }

        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        await ClearAppAsync(user);
        Changed(user, by, AuditAction.FactorRemoved, "app", "The authenticator app can no longer be used");
        var removed = (await users.UpdateAsync(user)).Succeeded;
        await transaction.CommitAsync(cancel);
        return removed;
    }

    /// <summary>Takes every factor and recovery code away, as two people decided.</summary>
    public async Task ClearAsync(User user)
    {
        foreach (var passkey in await users.GetPasskeysAsync(user))
        {
            await users.RemovePasskeyAsync(user, passkey.CredentialId);
        }

        await ClearAppAsync(user);
        await users.UpdateAsync(user);
    }

    /// <summary>Ten new codes; those before them work no more. They can be shown this once.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodesAsync(User user, Actor? by)
    {
        Changed(user, by, AuditAction.RecoveryCodesMade, "recovery codes", "New recovery codes were made");
        return [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? []];
    }

    private async Task ClearAppAsync(User user)
    {
        user.TwoFactorEnabled = false;
        await users.RemoveAuthenticationTokenAsync(user, "[AspNetUserStore]", "AuthenticatorKey");
        await users.RemoveAuthenticationTokenAsync(user, "[AspNetUserStore]", "RecoveryCodes");
    }

    /// <summary>Goes into the save that follows. A new security stamp ends the other sessions; the caller renews this one.</summary>
    private void Changed(User user, Actor? by, AuditAction action, string detail, string what)
    {
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        mail.Tell(user, what, $"{what} to sign in to your account, and other sessions of yours were ended.");
        db.Add(
            by is null
                ? new AuditEntry
                {
                    At = clock.GetUtcNow(),
                    Action = action,
                    Detail = detail,
                    UserId = user.Id,
                    RequestId = request.Id,
                }
                : AuditEntry.By(by, action, detail, request.Id, clock.GetUtcNow())
        );
    }

    private async Task<bool> IsFirstUseAsync(Guid userId, string code, CancellationToken cancel) =>
        mode.Spell is not null ? await IsFirstUseHereAsync(userId, code, cancel) : await TakeCodeAsync(userId, code, cancel);

    /// <summary>While nothing can be written this node remembers for itself, for longer than a code is good for.</summary>
    private async Task<bool> IsFirstUseHereAsync(Guid userId, string code, CancellationToken cancel)
    {
        var used = await db.AskAsync<bool>($"select {code} = any(used_codes) from users where id = {userId}", cancel);
        var key = (nameof(SecondFactors), userId, code);
        lock (Remembering)
        {
            var again = cache.TryGetValue(key, out _);
            cache.Set(key, value: true, TimeSpan.FromMinutes(10));
            return !again && used is [false];
        }
    }

    private async Task<bool> TakeCodeAsync(Guid userId, string code, CancellationToken cancel) =>
        (
            await db
                .Database.SqlQuery<int>(
                    $"""
                    update users set used_codes = (array_prepend({code}, used_codes))[1:6]
                    where id = {userId} and not ({code} = any(used_codes)) returning 1 as "Value"
                    """
                )
                .ToListAsync(cancel)
        ).Count > 0;
}
