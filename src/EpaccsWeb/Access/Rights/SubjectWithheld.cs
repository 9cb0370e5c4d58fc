using System.Text.Json.Nodes;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Access.Rights;

/// <summary>What a copy leaves out: the parts that a clinician withholds, what was made from them, and what names them.</summary>
/// <remarks>
/// Notes, tasks, documents, what meetings said and reviews of a death are words of their own and parts of their own, which the clinician
/// withholds or not. Import entries, prints and merges say between which versions something was done, and of no section.
/// </remarks>
internal sealed class SubjectWithheld
{
    /// <summary>What facts and counts are worked out from, beside the sections.</summary>
    private static readonly string[] BesideSections = ["patients", "plans", "consents", "deaths", "relationships"];

    private readonly HashSet<string> parts;

    /// <summary>How the audit and the notices name what is withheld.</summary>
    private readonly HashSet<string> named = [];

    public SubjectWithheld(IReadOnlyCollection<string> chosen)
    {
        parts = [.. chosen];
        foreach (var section in chosen.Select(SectionCatalogue.Find).OfType<SectionDefinition>())
        {
            named.UnionWith([section.Key, section.Title]);
        }

        // One row says something of every section at once, and which columns come from which is written nowhere but in the code.
        if (named.Count > 0 || parts.Overlaps(BesideSections))
        {
            parts.UnionWith(["plan_facts", "counted_plans"]);
        }

        // The columns that people are found by are taken from this section.
        if (parts.Contains(SectionCatalogue.PersonKey))
        {
            parts.Add("patients");
        }

        // The audit tells a consent with its answer.
        if (parts.Contains("consents"))
        {
            named.UnionWith(["consent", "Consent to record", "Consent to share"]);
        }
    }

    /// <summary>A row as the copy shows it; null when it does not.</summary>
    public SubjectRow? Shown(SubjectRow row)
    {
        if (parts.Contains(row.Part))
        {
            return null;
        }

        if (named.Count == 0)
        {
            return row;
        }

        var columns = JsonNode.Parse(row.Content)!.AsObject();
        // Drafts hold answers, feedback speaks of them, and a request for endorsement tells that there are some.
        if ((string?)columns["section"] is { } section && parts.Contains(section))
        {
            return null;
        }

        return row.Kept switch
        {
            "notices" when named.Contains(columns["what"]!.GetValue<string>().Split(": ")[0]) => null,
            // Who looked, and when, is the person's to know: the line stays and names the plan for the part.
            "audit_entries" when NamesWithheld(columns["detail"]!.GetValue<string>()) => row with { Content = WithDetail(columns, "plan") },
            _ => row,
        };
    }

    /// <summary>"prognosis 1 recorded" and "plan prognosis: no-permission" name a part.</summary>
    private bool NamesWithheld(string detail)
    {
        char[] between = [' ', ':'];
        var words = detail.Split(between);
        return named.Contains(words[0]) || (words is ["plan", var second, ..] && named.Contains(second));
    }

    private static string WithDetail(JsonObject columns, string detail)
    {
        columns["detail"] = detail;
        return columns.ToJsonString(SectionAnswersJson.Options);
    }
}
