using System.Security.Cryptography;
using System.Text;
using EpaccsWeb.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace EpaccsWeb.Identity;

/// <summary>Keeps accounts as the framework does, but recovery codes only as hashes.</summary>
public sealed class AccountStore(EpaccsDbContext db, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<User, EpaccsDbContext, Guid>(db, describer)
{
    public override Task ReplaceCodesAsync(User user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, [.. recoveryCodes.Select(HashOf)], cancellationToken);

    public override Task<bool> RedeemCodeAsync(User user, string code, CancellationToken cancellationToken) =>
        base.RedeemCodeAsync(user, HashOf(code), cancellationToken);

    private static string HashOf(string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
