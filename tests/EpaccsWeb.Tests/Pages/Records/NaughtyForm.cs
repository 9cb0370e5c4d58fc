using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Hosting;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Fills every text field of a section's form with one text and saves what the form takes, mending the rest.</summary>
internal sealed class NaughtyForm(TestBrowser browser, string address, DateOnly today)
{
    /// <summary>More than any form asks to be mended.</summary>
    private const int Tries = 12;

    /// <summary>Fields whose text the form took, and what was sent in each.</summary>
    public Dictionary<string, string> Taken { get; } = [];

    /// <summary>Fields that refused the text, each with the sentence it gave.</summary>
    public Dictionary<string, string> Refused { get; } = [];

    public async Task SaveAsync(string text)
    {
        var page = await browser.PageAsync(address);
        foreach (var field in TextFields(page))
        {
            Taken[field.GetAttribute("name")!] = Sent(text, field is IHtmlTextAreaElement);
        }

        Dictionary<string, string?> mended = [];
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var values = Taken.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
            foreach (var (name, value) in mended.Where(pair => page.ValueOf(pair.Key) is not null || IsBox(page, pair.Key)))
            {
                values[name] = value;
            }

            page = await browser.SubmitAsync(page, values, form: "#section");
            if (page.Status == 302)
            {
                return;
            }

            Assert.True(page.Status == 400, $"{address} answered {page.Status}.");
            foreach (var (name, sent) in Taken)
            {
                Assert.Equal(Received(sent), Lines(page.ValueOf(name)));
            }

            Mend(page, mended, attempt);
        }

        Assert.Fail($"{address} could not be saved: {string.Join("; ", page.Errors)}");
    }

    /// <summary>Line ends as one kind, for a browser sends its own.</summary>
    public static string Lines(string? text) => (text ?? "").Replace("\r\n", "\n").Replace('\r', '\n');

    /// <summary>A text field gives way; any other gets another answer, for only texts are under test.</summary>
    private void Mend(TestPage page, Dictionary<string, string?> mended, int attempt)
    {
        var errors = page.Document.QuerySelectorAll("#section .nhsuk-error-message");
        if (page.ValueOf("WarnedBecause") is "")
        {
            mended["WarnedBecause"] = "Both hold";
            return;
        }

        Assert.True(errors.Length > 0, $"{address} refused without a sentence at a field: {string.Join("; ", page.Errors)}");
        foreach (var error in errors)
        {
            var id = error.Id![..^"-error".Length];
            var field = page.Document.QuerySelector($"[id='{id}-day']") ?? page.Document.GetElementById(id)!;
            var name = field.GetAttribute("name")!;
            var sentence = error.TextContent.Replace("Error:", "").Trim();
            Assert.NotEmpty(sentence);
            if (field.Id != id)
            {
                var box = name[..^".Day".Length];
                (mended[$"{box}.Day"], mended[$"{box}.Month"], mended[$"{box}.Year"]) = ($"{today.Day}", $"{today.Month}", $"{today.Year}");
            }
            else if (field is IHtmlSelectElement list)
            {
                mended[name] = list.Options[1 + (attempt % (list.Options.Length - 1))].Value;
            }
            else if (field is IHtmlInputElement { Type: "radio" or "checkbox" })
            {
                var boxes = page.Document.QuerySelectorAll<IHtmlInputElement>($"#section [name='{name}'][value]:not([value=''])").ToList();
                mended[name] = boxes[attempt % boxes.Count].Value;
            }
            else if (Taken.Remove(name))
            {
                Refused[name] = sentence;
                mended[name] = "";
            }
            else
            {
                mended[name] = "Plain words";
            }
        }
    }

    private static bool IsBox(TestPage page, string name) => page.Document.QuerySelector($"#section [name='{name}']") is not null;

    private static IEnumerable<IElement> TextFields(TestPage page) =>
        page
            .Document.QuerySelectorAll("#section input, #section textarea")
            .Where(field =>
                field is IHtmlTextAreaElement or IHtmlInputElement { Type: "text" or "tel" or "search" or "email" }
                && field.GetAttribute("name")?.StartsWith("Form.", StringComparison.Ordinal) is true
                && field.Closest(".nhsuk-date-input") is null
            );

    /// <summary>As a browser sends it: one line has no line ends, several have CRLF between them.</summary>
    private static string Sent(string text, bool severalLines) =>
        severalLines ? Lines(text).Replace("\n", "\r\n") : text.Replace("\r", "").Replace("\n", "");

    /// <summary>What reaches the page: half a character is no text in UTF-8, and stands as U+FFFD; in place of NUL stands U+001F.</summary>
    private static string Received(string sent) =>
        Lines(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(sent)).Replace('\0', NulCharacters.InPlace));
}
