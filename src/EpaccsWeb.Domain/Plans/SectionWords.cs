using System.Collections;
using System.Globalization;
using System.Reflection;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans;

/// <summary>One answer in words: what was asked and what was said.</summary>
public sealed record AnswerLine(string Label, string Value);

/// <summary>Any section's answers as lines of words, for history, differences and plain text.</summary>
public static class SectionWords
{
    /// <summary>Every answer that was given, in the order of the section; blanks are left out.</summary>
    /// <param name="hidesLocation">Leaves out what <see cref="TellsLocationAttribute"/> marks.</param>
    public static IReadOnlyList<AnswerLine> Lines(ISectionAnswers? answers, bool hidesLocation = false) =>
        answers is null ? [] : [.. Of(answers, string.Empty, hidesLocation)];

    /// <summary>What changed from one version to the next: a line's old and new words; null is "not recorded".</summary>
    public static IReadOnlyList<(string Label, string? Before, string? After)> Differences(
        ISectionAnswers? before,
        ISectionAnswers? after,
        bool hidesLocation = false
    )
    {
        var old = Lines(before, hidesLocation).ToDictionary(line => line.Label, line => line.Value);
        var now = Lines(after, hidesLocation).ToDictionary(line => line.Label, line => line.Value);
        return
        [
            .. old
                .Keys.Concat(now.Keys.Where(label => !old.ContainsKey(label)))
                .Select(label => (label, old.GetValueOrDefault(label), now.GetValueOrDefault(label)))
                .Where(line => line.Item2 != line.Item3),
        ];
    }

    private static IEnumerable<AnswerLine> Of(object answers, string prefix, bool hidesLocation)
    {
        foreach (var property in answers.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (
                property.GetIndexParameters().Length > 0
                || property.Name is "EffectiveAt" or "IsBlank" or "EqualityContract"
                || (hidesLocation && property.IsDefined(typeof(TellsLocationAttribute)))
                || property.GetValue(answers) is not { } value
            )
            {
                continue;
            }

            var label = prefix.Length == 0 ? Words(property.Name) : $"{prefix}, {Words(property.Name).ToLowerInvariant()}";
            foreach (var line in OfValue(value, label, hidesLocation))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<AnswerLine> OfValue(object value, string label, bool hidesLocation)
    {
        if (Text(value) is { } text)
        {
            return [new(label, text)];
        }

        if (value is not IEnumerable several)
        {
            return Of(value, label, hidesLocation);
        }

        // Values chosen from a list read as one line; entries are numbered and named by their type, "Medicine 1".
        var entries = several.Cast<object>().ToList();
        var texts = entries.Select(Text).OfType<string>().ToList();
        return texts.Count > 0
            ? [new(label, string.Join("; ", texts))]
            : entries.SelectMany((entry, at) => Of(entry, $"{Words(entry.GetType().Name)} {at + 1}", hidesLocation));
    }

    private static string? Text(object value) =>
        value switch
        {
            string text => text,
            bool yes => yes ? "Yes" : "No",
            DateOnly day => London.Show(day),
            DateTimeOffset moment => London.Show(moment),
            int number => number.ToString(CultureInfo.InvariantCulture),
            Enum coded => Term(coded),
            _ => null,
        };

    private static string Term(Enum coded)
    {
        var list = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(coded.GetType().Name);
        var slug = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(coded.ToString());
        return CodeList.Of(list).FirstOrDefault(term => term.Slug == slug)?.Term ?? slug;
    }

    private static string Words(string name)
    {
        var words = System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
