using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
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

    public static string Page(SubjectRequest request, SubjectPerson person, IReadOnlyList<SubjectRow> rows, DateTimeOffset now)
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
            .Append(CultureInfo.InvariantCulture, $"<p>NHS number {Safe(person.NhsNumber)}, born {London.Show(person.DateOfBirth)}. ")
            .Append(
                CultureInfo.InvariantCulture,
                $"Made {London.Show(now)}, reference {request.Id}. {Safe(SubjectRules.Law(request.Applicant))}.</p>"
            )
            .Append("<p>Times in the entries are those of UTC. Short words in small letters are coded answers.</p><nav><ul>");
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
                Write(text, content.RootElement);
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
