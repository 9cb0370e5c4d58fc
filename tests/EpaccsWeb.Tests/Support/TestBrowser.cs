using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace EpaccsWeb.Tests.Support;

/// <summary>Reads pages and sends their forms as a browser without script would, antiforgery and all.</summary>
public sealed class TestBrowser(HttpClient http)
{
    private static readonly HtmlParser Parser = new();

    public HttpClient Http => http;

    /// <summary>Loads a page; fails when its status is not the expected one.</summary>
    public async Task<TestPage> PageAsync(string address, int expected = 200)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        return await ReadAsync(address, answer, expected);
    }

    /// <summary>Loads a page, whatever it answers.</summary>
    public async Task<TestPage> LookAsync(string address)
    {
        using var answer = await http.GetAsync(new Uri(address, UriKind.Relative));
        return await ReadAsync(address, answer, null);
    }

    /// <summary>Sends the page's main form with everything it shows, and these values on top. Every name must be on the page.</summary>
    /// <param name="form">Selector of the form, when the page's main part holds several.</param>
    public async Task<TestPage> SubmitAsync(
        TestPage page,
        Dictionary<string, string?> values,
        int? expected = null,
        string form = "main form"
    )
    {
        var element =
            page.Document.QuerySelector(form) as IHtmlFormElement
            ?? throw new InvalidOperationException($"No form {form} on {page.Address}.");
        using var content = new FormUrlEncodedContent(FieldsOf(element, values));
        var target = element.GetAttribute("action") is { Length: > 0 } action ? action : page.Address;
        using var answer = await http.PostAsync(new Uri(target, UriKind.Relative), content);
        return await ReadAsync(target, answer, expected);
    }

    /// <summary>Sends raw fields, as an attacker or a broken client would.</summary>
    public async Task<TestPage> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> fields, int? expected = null)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await http.PostAsync(new Uri(address, UriKind.Relative), content);
        return await ReadAsync(address, answer, expected);
    }

    /// <summary>What the form would send as it stands, with these values on top.</summary>
    public static List<KeyValuePair<string, string>> FieldsOf(IHtmlFormElement form, Dictionary<string, string?> values)
    {
        var fields = new List<KeyValuePair<string, string>>();
        var named = form.Elements.Where(element => element.GetAttribute("name") is { Length: > 0 }).ToList();
        foreach (var missing in values.Keys.Where(name => named.TrueForAll(element => element.GetAttribute("name") != name)))
        {
            throw new InvalidOperationException($"The page has no field {missing}.");
        }

        foreach (var element in named)
        {
            var name = element.GetAttribute("name")!;
            if (!values.ContainsKey(name) && ShownValue(element) is { } shown)
            {
                fields.Add(new(name, shown));
            }
        }

        fields.AddRange(
            values.Where(pair => pair.Value is not null).Select(pair => new KeyValuePair<string, string>(pair.Key, pair.Value!))
        );
        return fields;
    }

    private static string? ShownValue(IElement element) =>
        element switch
        {
            IHtmlInputElement { Type: "radio" or "checkbox" } box => box.IsChecked ? box.Value : null,
            IHtmlInputElement { Type: "submit" or "file" } => null,
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement area => area.Value,
            IHtmlSelectElement list => list.Value,
            _ => null,
        };

    public static async Task<TestPage> ReadAsync(string address, HttpResponseMessage answer, int? expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        var status = (int)answer.StatusCode;
        var page = new TestPage(
            address,
            status,
            answer.Headers.Location?.OriginalString,
            text,
            await Parser.ParseDocumentAsync(text),
            answer.Headers
        );
        if (expected is { } wanted && wanted != status)
        {
            Assert.Fail($"{address} answered {status} instead of {wanted}: {page.Document.QuerySelector("main")?.TextContent.Trim()}");
        }

        return page;
    }
}

/// <summary>One answer, as text and as a document.</summary>
public sealed record TestPage(
    string Address,
    int Status,
    string? Location,
    string Html,
    IHtmlDocument Document,
    System.Net.Http.Headers.HttpResponseHeaders Headers
)
{
    /// <summary>The words of the main part, white space folded.</summary>
    public string Text =>
        string.Join(' ', (Document.QuerySelector("main")?.TextContent ?? Html).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The error summary's sentences.</summary>
    public IReadOnlyList<string> Errors =>
        [.. Document.QuerySelectorAll(".nhsuk-error-summary li").Select(item => item.TextContent.Trim())];

    /// <summary>The value a field shows, whatever kind it is.</summary>
    public string? ValueOf(string name) =>
        Document.QuerySelectorAll($"[name='{name}']") switch
        {
            [IHtmlTextAreaElement area, ..] => area.Value,
            [IHtmlSelectElement list, ..] => list.Value,
            [IHtmlInputElement { Type: "radio" }, ..] boxes => boxes
                .OfType<IHtmlInputElement>()
                .FirstOrDefault(box => box.IsChecked)
                ?.Value,
            [IHtmlInputElement input, ..] => input.Value,
            _ => null,
        };
}
