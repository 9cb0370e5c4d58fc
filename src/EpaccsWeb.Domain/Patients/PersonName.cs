using System.Globalization;
using System.Text;

namespace EpaccsWeb.Domain.Patients;

/// <summary>How a person's name is shown (NHS CUI) and how it is found (letters only, without accents).</summary>
public static class PersonName
{
    /// <summary>"PATEL, Asha (Mrs)".</summary>
    public static string Display(string family, string given, string? title) =>
        $"{family.ToUpper(CultureInfo.GetCultureInfo("en-GB"))}, {given}"
        + (string.IsNullOrWhiteSpace(title) ? string.Empty : $" ({title})");

    /// <summary>The form names are compared in: lower case, no accents, no gaps, apostrophes or hyphens.</summary>
    public static string Key(string name)
    {
        var key = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormKD).Where(char.IsLetterOrDigit))
        {
            key.Append(char.ToLowerInvariant(letter));
        }

        return key.Replace("ł", "l").Replace("ø", "o").Replace("đ", "d").Replace("ß", "ss").ToString();
    }

    /// <summary>The words names are found by: each whole name, and each part of a double or prefixed one.</summary>
    public static IReadOnlyList<string> Words(params string?[] names) =>
        [
            .. names
                .OfType<string>()
                .SelectMany(name =>
                    name.Split([' ', '-', '\'', '\u2019', '\u2010', '\u2011', '\u2013'], StringSplitOptions.RemoveEmptyEntries).Append(name)
                )
                .Select(Key)
                .Where(word => word.Length > 0)
                .Distinct(),
        ];
}
