using System.Text.RegularExpressions;
using EpaccsWeb.Access;

namespace EpaccsWeb.Pages;

/// <summary>One field of a form as it was typed.</summary>
public sealed record TypedField(string Label, string Text);

/// <summary>What somebody typed into a form of ours, to be copied from the page that says why it was not saved.</summary>
internal static partial class TypedFields
{
    /// <summary>Passphrases, codes and files are of no form object, and so never shown.</summary>
    public static IReadOnlyList<TypedField> Of(IFormCollection form) =>
        [
            .. DraftFields
                .Of(form, name => name.StartsWith("Form.", StringComparison.Ordinal) && !name.Contains("Pass", StringComparison.Ordinal))
                .Select(field => new TypedField(
                    Label(field.Key),
                    string.Join(", ", field.Value.Where(value => !string.IsNullOrWhiteSpace(value)))
                ))
                .Where(field => field.Text.Length > 0),
        ];

    /// <summary>"Form.Medicines[0].MedicineName" as "Medicines 1, medicine name".</summary>
    private static string Label(string name)
    {
        var words = Place()
            .Replace(
                name["Form.".Length..],
                match => $" {int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) + 1}"
            );
        words = Capital()
            .Replace(words.Replace(".", ", ", StringComparison.Ordinal), " $0")
            .Replace("  ", " ", StringComparison.Ordinal)
            .ToLowerInvariant()
            .Replace(" i ", " I ", StringComparison.Ordinal);
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
    }

    [GeneratedRegex("\\[(\\d+)\\]")]
    private static partial Regex Place();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]|(?<=[A-Z])[A-Z](?=[a-z])")]
    private static partial Regex Capital();
}
