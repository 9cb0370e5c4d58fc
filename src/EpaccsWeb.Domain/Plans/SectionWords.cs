using System.Collections;
using System.Globalization;
using System.Reflection;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans;

/// <summary>One answer in words: what was asked and what was said.</summary>
/// <param name="OnRequest">The value is kept back here; see <see cref="ShownOnRequestAttribute"/>.</param>
public sealed record AnswerLine(string Label, string Value, bool OnRequest = false);

/// <summary>Answers of which one or another must not leave with a code, which alone would say more than was said.</summary>
public interface IHoldsCodesBack
{
    /// <summary>What is written behind an answer in place of its codes, blank for nothing; null where they stay.</summary>
    string? InPlaceOfCodes(string answer);
}

/// <summary>Any section's answers as lines of words, for history, differences and plain text.</summary>
public static class SectionWords
{
    /// <summary>Stands for an answer that is shown only where it is asked for.</summary>
    public const string KeptBack = "Recorded. Ask for it on the screen: it is shown to those attending, and each showing is kept.";

    private const string KeptBackBefore = "Another, not shown here";

    private static readonly HashSet<string> Abbreviations = new(
        ["nhs", "gp", "adrt", "lpa", "akps", "imd"],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Every answer that was given, in the order of the section; blanks are left out.</summary>
    /// <param name="withCodes">Adds the SNOMED CT code of a coded answer, where the standard gives one.</param>
    public static IReadOnlyList<AnswerLine> Lines(ISectionAnswers? answers, bool withCodes = false) =>
        [.. Open(answers, withCodes).Select(line => line.OnRequest ? line with { Value = KeptBack } : line)];

    /// <summary>Every answer as it is, those shown on request too: for the copy of all that is kept of a person.</summary>
    public static IReadOnlyList<AnswerLine> Everything(ISectionAnswers answers) => [.. Open(answers)];

    /// <summary>A coded value in words with its SNOMED CT code: "Own home [110481000000108]".</summary>
    public static string WithCode(Enum coded) => Entry(coded) is { Snomed: { } code } entry ? $"{entry.Term} [{code}]" : Term(coded);

    /// <summary>What changed from one version to the next: a line's old and new words; null is "not recorded".</summary>
    public static IReadOnlyList<(string Label, string? Before, string? After)> Differences(ISectionAnswers? before, ISectionAnswers? after)
    {
        // Compared as they are, and only then kept back: a changed key safe is a change.
        var old = Open(before).ToDictionary(line => line.Label);
        var now = Open(after).ToDictionary(line => line.Label);
        return
        [
            .. old
                .Keys.Concat(now.Keys.Where(label => !old.ContainsKey(label)))
                .Select(label => (label, Was: old.GetValueOrDefault(label), Is: now.GetValueOrDefault(label)))
                .Where(line => line.Was?.Value != line.Is?.Value)
                .Select(line => (line.label, Shown(line.Was, KeptBackBefore), Shown(line.Is, KeptBack))),
        ];
    }

    private static string? Shown(AnswerLine? line, string keptBack) => line is { OnRequest: true } ? keptBack : line?.Value;

    private static IEnumerable<AnswerLine> Open(ISectionAnswers? answers, bool withCodes = false) =>
        answers is null ? [] : Of(answers, string.Empty, withCodes);

    private static IEnumerable<AnswerLine> Of(object answers, string prefix, bool withCodes)
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
                // A bare "no" to "none known" is easily misread.
                value = "No: has a disability";
            }

            if (property.Name is nameof(IDecision.DecidedAt) && answers is IDecision { TimeNotKnown: true } decision)
            {
                value = London.Day(decision.DecidedAt);
            }

            var label = prefix.Length == 0 ? LabelOf(property.Name) : $"{prefix}, {LabelOf(property.Name).ToLowerInvariant()}";
            var onRequest = property.IsDefined(typeof(ShownOnRequestAttribute));
            var heldBack = withCodes ? (answers as IHoldsCodesBack)?.InPlaceOfCodes(property.Name) : null;
            var coded = withCodes && heldBack is null;
            var end = coded ? OwnCode(answers, property, value) : heldBack;
            foreach (var line in OfValue(value, label, coded))
            {
                yield return line with
                {
                    Value = line.Value + end,
                    OnRequest = onRequest,
                };
            }
        }
    }

    private static IEnumerable<AnswerLine> OfValue(object value, string label, bool withCodes)
    {
        if (Text(value, withCodes) is { } text)
        {
            return [new(label, text)];
        }

        // Entries are numbered, and named by their type: "Medicine 1".
        return value is IEnumerable entries
            ? entries.Cast<object>().SelectMany((entry, at) => Of(entry, $"{LabelOf(entry.GetType().Name)} {at + 1}", withCodes))
            : Of(value, label, withCodes);
    }

    private static string? Text(object value, bool withCodes) =>
        value switch
        {
            string text => text,
            bool yes => yes ? "Yes" : "No",
            DateOnly day => London.Show(day),
            DateTimeOffset moment => London.Show(moment),
            int number => number.ToString(CultureInfo.InvariantCulture),
            Enum coded => withCodes ? WithCode(coded) : Term(coded),
            IEnumerable several => Joined(several, withCodes),
            _ => null,
        };

    private static string? Joined(IEnumerable several, bool withCodes) =>
        several.Cast<object>().Select(value => Text(value, withCodes)).OfType<string>().ToList() is { Count: > 0 } texts
            ? string.Join("; ", texts)
            : null;

    /// <summary>The code of an answer that has one of its own, in brackets: a yes, a no, a score.</summary>
    private static string? OwnCode(object answers, PropertyInfo property, object value)
    {
        var slug = value switch
        {
            bool yes => yes ? "yes" : "no",
            int number => number.ToString(CultureInfo.InvariantCulture),
            Enum coded => SlugOf(coded),
            _ => null,
        };
        return slug is not null && CodeList.OwnCode(answers.GetType(), property.Name, slug) is { } code ? $" [{code}]" : null;
    }

    private static string Term(Enum coded) => Entry(coded)?.Term ?? SlugOf(coded);

    private static CodedTerm? Entry(Enum coded)
    {
        var list = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(coded.GetType().Name);
        return CodeList.Entry(list, SlugOf(coded));
    }

    private static string SlugOf(Enum coded) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(coded.ToString());

    /// <summary>What an answer is called: "WhoWasInvolved" is "Who was involved".</summary>
    public static string LabelOf(string name)
    {
        var words = System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Split('_');
        words[0] = char.ToUpperInvariant(words[0][0]) + words[0][1..];
        return string.Join(' ', words.Select(word => Abbreviations.Contains(word) ? word.ToUpperInvariant() : word));
    }
}
