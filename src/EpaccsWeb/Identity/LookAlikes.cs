using System.Net.Mail;

namespace EpaccsWeb.Identity;

/// <summary>Which e-mail addresses may name an account, and which of them look alike.</summary>
public static class LookAlikes
{
    /// <summary>The address as the eye reads it: case, 0 and o, 1, i and l, rn and m, vv and w make no difference.</summary>
    public static string SkeletonOf(string email) =>
        email
            .Trim()
            .ToLowerInvariant()
            .Replace('0', 'o')
            .Replace('1', 'l')
            .Replace('i', 'l')
            .Replace("rn", "m", StringComparison.Ordinal)
            .Replace("vv", "w", StringComparison.Ordinal);

    /// <summary>Why an address cannot name an account; null when it can.</summary>
    public static string? Problem(string? email) =>
        string.IsNullOrWhiteSpace(email) ? "Enter an e-mail address."
        : email.Trim().Length > 200 ? "An e-mail address has at most 200 characters."
        : !email.Trim().All(letter => letter is > ' ' and < '\u007f')
            ? "Write the e-mail address with the letters a to z, without accents, spaces or letters of another script."
        : !MailAddress.TryCreate(email.Trim(), out var address)
        || address.Address != email.Trim()
        || !address.Host.Contains('.', StringComparison.Ordinal)
            ? "Enter an e-mail address such as name@example.org."
        : null;
}
