using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Rights;

namespace EpaccsWeb.Access.Rights;

/// <summary>The page of a copy: every row in words, in the order of the plan and then of what stands beside it. Needs no network and no script.</summary>
internal static partial class SubjectHtml
{
    private const string Style =
        "body{font:19px/1.5 Arial,sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#212b32}dl{display:grid;grid-template-columns:minmax(9em,1fr) 2fr;"
        + "gap:.2em 1em;border-top:1px solid #d8dde0;padding-top:.6em;margin:1em 0}dt{font-weight:bold}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}"
        + "dd dl{border:0;padding:0;margin:0}h2{margin-top:2em}@media(max-width:40em){dl{display:block}dd{margin-bottom:.6em}}";

    private static readonly List<string> Order = [.. SectionCatalogue.All.Select(section => section.Key)];

    public static string Page(
        SubjectRequest request,
        SubjectPerson person,
        IReadOnlyList<SubjectRow> rows,
        SubjectWords words,
        DateTimeOffset now
    )
    {
        var name = PersonName.Display(person.FamilyName, person.GivenName, person.Title);
        var text = new StringBuilder();
        text.Append(
                "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
            )
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")
            .Append(
                CultureInfo.InvariantCulture,
                $"<title>{Safe($"Copy of the record of {name}")}</title><style>{Style}</style></head><body><main>"
            )
            .Append(CultureInfo.InvariantCulture, $"<h1>{Safe($"Copy of the record of {name}")}</h1>")
            .Append(
                CultureInfo.InvariantCulture,
                $"<p>NHS number {NhsNumber.Parse(person.NhsNumber).Display}, born {London.Show(person.DateOfBirth)}. "
            )
            .Append(
                CultureInfo.InvariantCulture,
                $"Made {London.Show(now)}, reference {request.Id}. {Safe(SubjectRules.Law(request.Applicant))}.</p>"
            )
            .Append("<p>Days and times are those of England.</p><nav><ul>");
        var parts = rows.GroupBy(row => row.Part, StringComparer.Ordinal)
            .OrderBy(part => Order.IndexOf(part.Key) is var at and >= 0 ? at : int.MaxValue)
            .ThenBy(part => SubjectParts.TitleOf(part.Key), StringComparer.Ordinal)
            .ToList();
        foreach (var part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{part.Key}\">{Safe(SubjectParts.TitleOf(part.Key))}</a></li>");
        }

        text.Append("</ul></nav>\n");
        foreach (var part in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"<section id=\"{part.Key}\"><h2>{Safe(SubjectParts.TitleOf(part.Key))}</h2>\n");
            foreach (var row in part)
            {
                using var content = JsonDocument.Parse(row.Content);
                WriteRow(text, row.Kept, content.RootElement, words);
                text.Append('\n');
            }

            text.Append("</section>\n");
        }

        return text.Append("</main></body></html>\n").ToString();
    }

    /// <summary>"diedOn" and "died_on" are "Died on".</summary>
    public static string Words(string name)
    {
        var words = Capital().Replace(name.Replace('_', ' '), match => $" {match.Value.ToLowerInvariant()}").Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static void WriteRow(StringBuilder text, string table, JsonElement row, SubjectWords words)
    {
        var answers =
            table is "section_versions" && row.TryGetProperty("answers", out var there) && there.ValueKind is JsonValueKind.Object
                ? SectionAnswersJson.Read(there.GetRawText())
                : null;
        text.Append("<dl>");
        foreach (var column in row.EnumerateObject().Where(column => column.Value.ValueKind is not JsonValueKind.Null))
        {
            text.Append(CultureInfo.InvariantCulture, $"<dt>{Safe(SectionWords.LabelOf(column.Name))}</dt><dd>");
            switch (column.Name)
            {
                case "answers" when answers is not null:
                    WriteAnswers(text, answers);
                    break;
                case "effective_at" when answers is IDecision { TimeNotKnown: true } decision:
                    text.Append(London.Show(London.Day(decision.DecidedAt)));
                    break;
                default:
                    WriteColumn(text, column.Value, value => words.Of(table, column.Name, value));
                    break;
            }

            text.Append("</dd>");
        }

        text.Append("</dl>");
    }

    /// <summary>A section as its history says it, with nothing kept back: whoever asks for this copy has a right to all of it.</summary>
    private static void WriteAnswers(StringBuilder text, ISectionAnswers answers)
    {
        text.Append("<dl>");
        foreach (var line in SectionWords.Everything(answers))
        {
            var value = line.Label is "NHS number" ? SubjectWords.Number(line.Value) : line.Value;
            text.Append(CultureInfo.InvariantCulture, $"<dt>{Safe(line.Label)}</dt><dd>{Safe(value)}</dd>");
        }

        text.Append("</dl>");
    }

    /// <summary>A text, or each text of a list, in words; anything else is spelled out.</summary>
    private static void WriteColumn(StringBuilder text, JsonElement value, Func<string, string> words)
    {
        if (value.ValueKind is JsonValueKind.String)
        {
            text.Append(Safe(words(value.GetString()!)));
        }
        else if (value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String))
        {
            text.AppendJoin('\n', value.EnumerateArray().Select(item => Safe(words(item.GetString()!))));
        }
        else
        {
            Write(text, value);
        }
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append("<dl>");
                foreach (var property in value.EnumerateObject().Where(property => property.Value.ValueKind is not JsonValueKind.Null))
                {
                    text.Append(CultureInfo.InvariantCulture, $"<dt>{Safe(Words(property.Name))}</dt><dd>");
                    Write(text, property.Value);
                    text.Append("</dd>");
                }

                text.Append("</dl>");
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Write(text, item);
                    text.Append(item.ValueKind is JsonValueKind.Object ? "" : "\n");
                }

                break;
            case JsonValueKind.True:
                text.Append("yes");
                break;
            case JsonValueKind.False:
                text.Append("no");
                break;
            case JsonValueKind.String:
                text.Append(Safe(value.GetString()!));
                break;
            default:
                text.Append(Safe(value.GetRawText()));
                break;
        }
    }

    private static string Safe(string text) => HtmlEncoder.Default.Encode(text);

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Capital();
}
