using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Ui;

/// <summary>The mark-up that NHS.UK frontend publishes for its components, and the rule by which ours is compared with it.</summary>
internal static class Fixtures
{
    private static readonly HtmlParser Parser = new();

    /// <summary>The published mark-up of one case; the first where several share the name.</summary>
    public static string Html(string component, string name)
    {
        var path = Path.Combine(Project(), "node_modules", "nhsuk-frontend", "dist", "nhsuk", "components", component, "fixtures.json");
        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return json
            .RootElement.GetProperty("fixtures")
            .EnumerateArray()
            .First(f => f.GetProperty("name").GetString() == name)
            .GetProperty("html")
            .GetString()!;
    }

    /// <summary>Asserts that ours says what theirs says: same elements, attributes in any order, text but for white space.</summary>
    public static void AssertSame(string component, string name, string ours) => Assert.Equal(Normal(Html(component, name)), Normal(ours));

    /// <summary>One line for each element and text, indented by depth.</summary>
    public static string Normal(string html)
    {
        var lines = new List<string>();
        Walk(Parser.ParseDocument(html).Body!, 0, lines);
        return string.Join('\n', lines);
    }

    public static IElement Parse(string html) => Parser.ParseDocument(html).Body!;

    private static void Walk(INode node, int depth, List<string> lines)
    {
        foreach (var child in node.ChildNodes)
        {
            var indent = new string(' ', depth * 2);
            if (child is IElement element)
            {
                var attributes = element.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => $" {a.Name}=\"{Value(a)}\"");
                lines.Add($"{indent}<{element.LocalName}{string.Concat(attributes)}>");
                Walk(element, depth + 1, lines);
            }
            else if (child is IText text && Squeeze(text.Data) is { Length: > 0 } said)
            {
                lines.Add(indent + said);
            }
        }
    }

    // The order of classes means nothing.
    private static string Value(IAttr attribute) =>
        attribute.Name == "class"
            ? string.Join(' ', attribute.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))
            : attribute.Value;

    private static string Squeeze(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static string Project() => Path.Combine(Checkout.Folder, "src", "EpaccsWeb");
}
