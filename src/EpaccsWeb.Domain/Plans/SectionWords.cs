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
    public static IReadOnlyList<AnswerLine> Lines(ISectionAnswers? answers) => answers is null ? [] : [.. Of(answers, string.Empty)];

    /// <summary>What changed from one version to the next: a line's old and new words; null is "not recorded".</summary>
    public static IReadOnlyList<(string Label, string? Before, string? After)> Differences(ISectionAnswers? before, ISectionAnswers? after)
    {
        var old = Lines(before).ToDictionary(line => line.Label, line => line.Value);
        var now = Lines(after).ToDictionary(line => line.Label, line => line.Value);
        return
        [
            .. old
                .Keys.Concat(now.Keys.Where(label => !old.ContainsKey(label)))
                .Select(label => (label, old.GetValueOrDefault(label), now.GetValueOrDefault(label)))
                .Where(line => line.Item2 != line.Item3),
        ];
    }

    private static IEnumerable<AnswerLine> Of(object answers, string prefix)
    {
        foreach (var property in answers.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (
                property.GetIndexParameters().Length > 0
                || property.Name is "EffectiveAt" or "IsBlank" or "EqualityContract" or nameof(IDecision.TimeNotKnown)
                || property.GetValue(answers) is not { } value
            )
            {
                continue;
            }

            if (property.Name is "NoneKnown" && value is false)
            {
                continue;
            }

            if (property.Name is nameof(IDecision.DecidedAt) && answers is IDecision { TimeNotKnown: true } decision)
            {
                value = London.Day(decision.DecidedAt);
            }

            var label = prefix.Length == 0 ? Words(property.Name) : $"{prefix}, {Words(property.Name).ToLowerInvariant()}";
            foreach (var line in OfValue(value, label))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<AnswerLine> OfValue(object value, string label)
    {
        if (Text(value) is { } text)
        {
            return [new(label, text)];
        }

        // Entries are numbered, and named by their type: "Medicine 1".
        return value is IEnumerable entries
            ? entries.Cast<object>().SelectMany((entry, at) => Of(entry, $"{Words(entry.GetType().Name)} {at + 1}"))
            : Of(value, label);
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
            IEnumerable several => Joined(several),
            _ => null,
        };

    private static string? Joined(IEnumerable several) =>
        several.Cast<object>().Select(Text).OfType<string>().ToList() is { Count: > 0 } texts ? string.Join("; ", texts) : null;

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
