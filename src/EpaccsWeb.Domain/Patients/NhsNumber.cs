using System.Diagnostics.CodeAnalysis;

namespace EpaccsWeb.Domain.Patients;

/// <summary>The ten-digit number that identifies a person across the NHS (SCCI1580 item 9, ISB 1504).</summary>
/// <remarks>A valid check digit proves typing, not existence; see <see cref="NhsNumberStatus"/>.</remarks>
public readonly record struct NhsNumber
{
    private NhsNumber(string digits) => Digits = digits;

    /// <summary>The ten digits, without gaps, as stored.</summary>
    public string Digits { get; }

    /// <summary>The number as people read it, 3-3-4: "999 000 0018".</summary>
    public string Display => $"{Digits[..3]} {Digits[3..6]} {Digits[6..]}";

    /// <summary>Reads a typed number; spaces and dashes are accepted, the check digit must be right.</summary>
    public static bool TryParse(string? typed, out NhsNumber number)
    {
        number = default;
        if (TryDigits(typed, out var digits) && HasValidCheckDigit(digits))
        {
            number = new NhsNumber(digits);
            return true;
        }

        return false;
    }

    /// <summary>Reads a number known to be valid, for example from our own database.</summary>
    /// <exception cref="FormatException">The number is not ten digits with a valid check digit.</exception>
    public static NhsNumber Parse(string typed) =>
        TryParse(typed, out var number) ? number : throw new FormatException("Not a valid NHS number.");

    /// <summary>Ten digits once spaces and dashes are taken out, whatever the check digit.</summary>
    public static bool TryDigits(string? typed, [NotNullWhen(true)] out string? digits)
    {
        digits = typed is null
            ? null
            : string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('-' or '–' or '‑')));
        return digits is { Length: 10 } && digits.All(char.IsAsciiDigit);
    }

    /// <summary>Completes nine digits with their check digit, or null when that would be 10 (never issued).</summary>
    public static NhsNumber? FromNineDigits(int nine)
    {
        var digits = nine.ToString("D9", System.Globalization.CultureInfo.InvariantCulture);
        var check = CheckDigit(digits);
        return check is 10 ? null : new NhsNumber($"{digits}{check}");
    }

    public override string ToString() => Display;

    private static bool HasValidCheckDigit(string digits) => CheckDigit(digits) == digits[9] - '0';

    private static int CheckDigit(string digits)
    {
        var sum = 0;
        for (var place = 0; place < 9; place++)
        {
            sum += (digits[place] - '0') * (10 - place);
        }

        return (11 - (sum % 11)) % 11;
    }
}

/// <summary>How far an NHS number has been traced to the person (SCCI1580 item 10).</summary>
public enum NhsNumberStatus
{
    Verified,
    NotTraced,
    TraceRequired,
    NoMatch,
    Conflict,
    InProgress,
}
