using System.Collections;
using System.Globalization;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Ui;

/// <summary>What a form's field holds, in words: for comparing two forms, and for showing both.</summary>
public static class FormWords
{
    /// <summary>One line for a field, several for a list; none when it is blank.</summary>
    public static IReadOnlyList<string> Of(object? value) =>
        value switch
        {
            null => [],
            string or DateParts => OfEntry(value) is { } words ? [words] : [],
            IEnumerable several => [.. several.Cast<object?>().Select(OfEntry).OfType<string>()],
            _ => OfEntry(value) is { } words ? [words] : [],
        };

    /// <summary>One entry, such as one medicine with what was typed about it; null when it is blank or to be removed.</summary>
    public static string? OfEntry(object? value) =>
        value switch
        {
            null => null,
            "yes" => "Yes",
            "no" => "No",
            string text => string.IsNullOrWhiteSpace(text) ? null : text.ReplaceLineEndings("\n"),
            DateParts day when day.TryRead(out var date) => London.Show(date),
            DateParts day => Joined(" ", day.Day, day.Month, day.Year),
            Enum coded => Term(coded),
            bool chosen => chosen ? "Yes" : "No",
            FormRow { Remove: true } or FormRow { IsBlank: true } => null,
            FormRow row => Joined(
                "\n",
                [
                    row.KeptFrom is null ? null : FormRow.PartHidden,
                    .. row.GetType()
                        .GetProperties()
                        .Where(property => property.DeclaringType != typeof(FormRow))
                        .Select(property => (property.Name, Words: Of(property.GetValue(row))))
                        .Where(field => field.Words.Count > 0)
                        .Select(field => $"{SectionWords.LabelOf(field.Name)}: {string.Join("; ", field.Words)}"),
                ]
            ),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };

    private static string? Joined(string between, params string?[] parts) =>
        string.Join(between, parts.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } joined ? joined : null;

    private static string Term(Enum coded)
    {
        var slug = System.Text.Json.JsonNamingPolicy.KebabCaseLower;
        return CodeList
                .Of(slug.ConvertName(coded.GetType().Name))
                .FirstOrDefault(term => term.Slug == slug.ConvertName(coded.ToString()))
                ?.Term
            ?? SectionWords.LabelOf(coded.ToString());
    }
}
