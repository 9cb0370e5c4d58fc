using System.Globalization;
using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Access;

/// <summary>What someone typed into the finder, understood: an NHS number, a date of birth, a postcode, names.</summary>
public sealed partial record FinderQuery
{
    /// <summary>More than this is no name that anyone has.</summary>
    public const int LongestText = 200;

    private static readonly string[] DateForms =
    [
        "d/M/yyyy",
        "d-M-yyyy",
        "d.M.yyyy",
        "yyyy-M-d",
        "d-MMM-yyyy",
        "d MMM yyyy",
        "d MMMM yyyy",
        "d/M/yy",
        "ddMMyyyy",
    ];

    public string? NhsNumber { get; init; }

    /// <summary>Ten digits whose check digit is wrong: a typing slip to tell of.</summary>
    public bool BadNhsNumber { get; init; }
    public DateOnly? Born { get; init; }
    public string? Postcode { get; init; }

    /// <summary>Names in the form they are compared in, at most four.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    public bool IsEmpty => NhsNumber is null && Born is null && Postcode is null && Names.Count == 0;

    /// <summary>Which kinds of terms were used, for the audit; never the terms.</summary>
    public string Kinds =>
        string.Join(
            '+',
            new[]
            {
                NhsNumber is null ? null : "nhs-number",
                Names.Count == 0 ? null : "name",
                Born is null ? null : "born",
                Postcode is null ? null : "postcode",
            }.Where(kind => kind is not null)
        );

    /// <summary>Reads one box that may hold any mix of terms, in any order.</summary>
    public static FinderQuery Parse(string? typed, int thisYear)
    {
        var rest = " " + (typed ?? string.Empty).Replace(',', ' ') + " ";
        var query = new FinderQuery();

        if (Numbers().Match(rest) is { Success: true } number && Domain.Patients.NhsNumber.TryDigits(number.Value, out var digits))
        {
            query = Domain.Patients.NhsNumber.TryParse(digits, out var nhs)
                ? query with
                {
                    NhsNumber = nhs.Digits,
                }
                : query with
                {
                    BadNhsNumber = true,
                };
            rest = rest.Remove(number.Index, number.Length);
        }

        foreach (Match candidate in Dates().Matches(rest))
        {
            if (TryDate(candidate.Value.Trim(), thisYear) is { } born)
            {
                query = query with { Born = born };
                rest = rest.Remove(candidate.Index, candidate.Length).Insert(candidate.Index, " ");
                break;
            }
        }

        if (Postcodes().Match(rest) is { Success: true } postcode)
        {
            query = query with { Postcode = PersonName.Key(postcode.Value).ToUpperInvariant() };
            rest = rest.Remove(postcode.Index, postcode.Length);
        }

        var names = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(PersonName.Key)
            .Where(name => name.Length > 0 && !IsTitle(name));
        return query with { Names = [.. names.Distinct().Take(4)] };
    }

    private static bool IsTitle(string name) => name is "mr" or "mrs" or "ms" or "miss" or "dr" or "rev" or "prof";

    private static DateOnly? TryDate(string text, int thisYear)
    {
        if (!DateOnly.TryParseExact(text, DateForms, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.None, out var day))
        {
            return null;
        }

        // Two-figure years mean the century that makes a living person.
        return day.Year > thisYear ? day.AddYears(-100) : day;
    }

    [GeneratedRegex(@"(?<!\d)\d(?:[\s\-–‑]?\d){9}(?!\d)")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(?<=\s)(?:\d{1,2}[/\-. ](?:\d{1,2}|[A-Za-z]{3,9})[/\-. ]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|\d{8})(?=\s)")]
    private static partial Regex Dates();

    [GeneratedRegex(@"(?<=\s)(?:[A-Za-z]{1,2}\d[A-Za-z\d]?\s*\d[A-Za-z]{2})(?=\s)")]
    private static partial Regex Postcodes();
}
