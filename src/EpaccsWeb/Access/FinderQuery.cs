using System.Globalization;
using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Access;

/// <summary>What someone typed into the finder, understood: an NHS number, a date of birth, a postcode, names.</summary>
public sealed partial record FinderQuery
{
    /// <summary>More than this is no name that anyone has.</summary>
    public const int LongestText = 200;

    private const int MostNames = 4;

    /// <summary>Every common form once its separators are single gaps.</summary>
    private static readonly string[] DateForms =
    [
        "d M yyyy",
        "d M yy",
        "yyyy M d",
        "d MMM yyyy",
        "d MMMM yyyy",
        "d MMM yy",
        "d MMMM yy",
        "MMM d yyyy",
        "MMMM d yyyy",
        "ddMMyyyy",
        "yyyyMMdd",
    ];

    /// <summary>Small words before a name, which some write as one with it.</summary>
    private static readonly HashSet<string> Particles =
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "du",
        "la",
        "le",
        "al",
        "el",
        "o",
        "mc",
        "mac",
        "st",
        "ter",
        "ten",
        "bin",
        "ben",
        "abu",
        "ap",
    ];

    public string? NhsNumber { get; init; }

    /// <summary>What is wrong with what was meant as an NHS number, to be told to whoever typed it.</summary>
    public string? Problem { get; init; }
    public DateOnly? Born { get; init; }
    public string? Postcode { get; init; }

    /// <summary>Names in the form they are compared in, at most four; "vandenberg|berg" are two ways to read one.</summary>
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
        var query = new FinderQuery { Problem = LookAlikes(rest) };
        if (query.Problem is not null)
        {
            return query;
        }

        var number = NumberIn(rest);
        if (number is not null)
        {
            var digits = string.Concat(number.Value.Where(char.IsAsciiDigit));
            query = Domain.Patients.NhsNumber.TryParse(digits, out var nhs)
                ? query with
                {
                    NhsNumber = nhs.Digits,
                }
                : query with
                {
                    Problem = "The NHS number has a digit wrong: its check digit does not fit.",
                };
            rest = rest.Remove(number.Index, number.Length).Insert(number.Index, " ");
        }

        for (var date = Dates().Match(rest); date.Success; date = Dates().Match(rest, date.Index + 1))
        {
            if (TryDate(date.Value, thisYear) is { } born)
            {
                query = query with { Born = born };
                rest = rest.Remove(date.Index, date.Length).Insert(date.Index, " ");
                break;
            }
        }

        if (Postcodes().Match(rest) is { Success: true } postcode)
        {
            query = query with { Postcode = Domain.Patients.Postcode.Key(postcode.Value) };
            rest = rest.Remove(postcode.Index, postcode.Length).Insert(postcode.Index, " ");
        }

        if (query.Problem is null && LeftOver().IsMatch(rest))
        {
            query = query with
            {
                Problem = "Some of the digits are no NHS number (ten digits), date of birth (for example 14/7/1945) or postcode.",
            };
        }

        return query with
        {
            Names = ReadNames(rest),
        };
    }

    /// <summary>Ten digits as people space them; whatever has a right check digit before what has not.</summary>
    private static Match? NumberIn(string text)
    {
        var usual = UsualNumbers().Matches(text).ToArray();
        var best = Array.Find(usual, IsValid) ?? Overlapping(AnyNumbers(), text).FirstOrDefault(IsValid) ?? usual.FirstOrDefault();
        if (best is not null)
        {
            return best;
        }

        return !Dates().IsMatch(text) && AnyNumbers().Match(text) is { Success: true } any ? any : null;

        static bool IsValid(Match match) => Domain.Patients.NhsNumber.TryParse(string.Concat(match.Value.Where(char.IsAsciiDigit)), out _);
    }

    private static IEnumerable<Match> Overlapping(Regex regex, string text)
    {
        for (var match = regex.Match(text); match.Success; match = regex.Match(text, match.Index + 1))
        {
            yield return match;
        }
    }

    private static string? LookAlikes(string typed) =>
        typed.Any(letter => char.IsDigit(letter) && !char.IsAsciiDigit(letter))
            ? "Type digits as 0 to 9: some of these only look like them."
        : LettersForDigits().Matches(typed).Any(match => match.Value.Count(char.IsAsciiDigit) >= 6 && match.Value.Any(char.IsAsciiLetter))
            ? "The NHS number has a letter among its digits: type 0 for O, and 1 for I or l."
        : null;

    private static List<string> ReadNames(string rest)
    {
        var words = rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(PersonName.Key)
            .Where(name => name.Length > 0 && !IsTitle(name))
            .ToList();
        var names = new List<string>();
        var before = string.Empty;
        foreach (var word in words)
        {
            if (Particles.Contains(word) && word != words[^1])
            {
                before += word;
                continue;
            }

            names.Add(before.Length == 0 ? word : $"{before}{word}|{word}");
            before = string.Empty;
        }

        return [.. names.Distinct().Take(MostNames)];
    }

    private static bool IsTitle(string name) => name is "mr" or "mrs" or "ms" or "miss" or "dr" or "rev" or "prof";

    private static DateOnly? TryDate(string text, int thisYear)
    {
        var plain = Separators().Replace(OrdinalEndings().Replace(text.Trim(), string.Empty), " ");
        if (!DateOnly.TryParseExact(plain, DateForms, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.None, out var day))
        {
            return null;
        }

        // Two-figure years mean the century that makes a living person.
        return day.Year > thisYear ? day.AddYears(-100) : day;
    }

    [GeneratedRegex(@"(?<![\d/.])(?:\d{10}|\d{3}[\s\-\u2010-\u2014]+\d{3}[\s\-\u2010-\u2014]+\d{4})(?![\d/.])")]
    private static partial Regex UsualNumbers();

    [GeneratedRegex(@"(?<![\d/.])\d(?:[\s\-\u2010-\u2014]*\d){9}(?![\d/.])")]
    private static partial Regex AnyNumbers();

    [GeneratedRegex(@"(?<=\s)[\dOoIl](?:[\s\-]?[\dOoIl]){9}(?=\s)")]
    private static partial Regex LettersForDigits();

    [GeneratedRegex(
        @"(?<=\s)(?:\d{1,2}(?:st|nd|rd|th)?[\s/\-.]+(?:of\s+)?(?:\d{1,2}|[A-Za-z]{3,9})[\s/\-.]+(?:\d{4}|\d{2})|[A-Za-z]{3,9}\s+\d{1,2}(?:st|nd|rd|th)?\s+\d{4}|\d{4}[/\-.]\d{1,2}[/\-.]\d{1,2}|\d{8})(?=\s)"
    )]
    private static partial Regex Dates();

    [GeneratedRegex(@"(?<=\d)(st|nd|rd|th)\b(?:\s+of\b)?", RegexOptions.IgnoreCase)]
    private static partial Regex OrdinalEndings();

    [GeneratedRegex(@"[\s/\-.]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"(?<=\s)(?:" + Domain.Patients.Postcode.Pattern + @")(?=\s)")]
    private static partial Regex Postcodes();

    /// <summary>A run with a digit that nothing above could read.</summary>
    [GeneratedRegex(@"\d")]
    private static partial Regex LeftOver();
}
