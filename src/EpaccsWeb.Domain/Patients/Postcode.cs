using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace EpaccsWeb.Domain.Patients;

/// <summary>UK postcodes: what one looks like, and the form in which two are compared.</summary>
public static partial class Postcode
{
    /// <summary>What one looks like as people type it, with or without its gap.</summary>
    public const string Pattern = @"[A-Za-z]{1,2}[0-9][A-Za-z0-9]?\s*[0-9][A-Za-z]{2}";

    /// <summary>Most characters of <see cref="Key"/>.</summary>
    public const int LongestKey = 7;

    /// <summary>The form postcodes are compared in: upper case, no gaps. Whatever was recorded as one has it.</summary>
    public static string Key(string typed) => PersonName.Key(typed).ToUpperInvariant();

    /// <summary>Reads what was typed; false when it does not look like a UK postcode.</summary>
    public static bool TryKey(string? typed, [NotNullWhen(true)] out string? key)
    {
        key = typed is not null && Whole().IsMatch(typed) ? Key(typed) : null;
        return key is not null;
    }

    /// <summary>A key as people write it, with its gap.</summary>
    public static string Display(string key) => $"{key[..^3]} {key[^3..]}";

    [GeneratedRegex(@"^\s*" + Pattern + @"\s*$")]
    private static partial Regex Whole();
}
