using System.Text.RegularExpressions;

namespace EpaccsWeb.Ui;

/// <summary>How text that was typed is shown: its lines, its telephone numbers, and what is hidden of it.</summary>
public static partial class FormParts
{
    private const string HiddenLocation = "Hidden: the person's location is restricted";

    /// <summary>Text with its line breaks, as it was typed; nothing when there is none, so that a row says "Not recorded".</summary>
    public static Markup Typed(string? text) => text is null ? Markup.Empty : Markup.Of($"""<span class="app-typed">{text}</span>""");

    /// <summary>The same, with each telephone number as a link that rings it.</summary>
    public static Markup TypedWithPhones(string? text)
    {
        if (text is null)
        {
            return Markup.Empty;
        }

        var parts = new List<Markup>();
        var done = 0;
        foreach (Match phone in Phone().Matches(text))
        {
            parts.Add(Markup.Of($"{text[done..phone.Index]}"));
            parts.Add(Markup.Of($"""<a href="tel:{Dialled(phone.Value)}">{phone.Value}</a>"""));
            done = phone.Index + phone.Length;
        }

        parts.Add(Markup.Of($"{text[done..]}"));
        return Markup.Of($"""<span class="app-typed">{Markup.Join(parts)}</span>""");
    }

    /// <summary>Hides what tells where a restricted person is or how to reach them; nothing recorded stays "Not recorded".</summary>
    public static string? UnlessHidden(this string? text, bool hidden) => hidden && text is not null ? HiddenLocation : text;

    /// <summary>"+44 (0)1632 960001" is dialled without the bracketed nought.</summary>
    private static string Dialled(string phone) =>
        string.Concat(phone.Replace("(0)", "", StringComparison.Ordinal).Where(letter => letter is '+' || char.IsAsciiDigit(letter)));

    /// <summary>Ten or eleven digits from a nought, or an international number, however they are spaced.</summary>
    [GeneratedRegex(@"(?<![\d+])(?:\(?0\d|\+\d)(?:[ \-()]{0,2}\d|\(0\)){8,13}(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
