using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;

namespace EpaccsWeb.Ui;

/// <summary>A piece of HTML that is safe by construction: only literals are raw, every hole is encoded.</summary>
public sealed class Markup : IHtmlContent
{
    /// <summary>Nothing at all.</summary>
    public static readonly Markup Empty = new("");

    private readonly string html;

    private Markup(string html) => this.html = html;

    /// <summary>HTML with its holes encoded, unless a hole is mark-up itself.</summary>
    public static Markup Of(MarkupHandler handler) => new(handler.Take());

    /// <summary>An attribute with a leading space, or nothing when there is no value.</summary>
    public static Markup Attribute(string name, string? value) => value is null ? Empty : Of($" {name}=\"{value}\"");

    /// <summary>An attribute that stands alone, such as <c>checked</c>.</summary>
    public static Markup Flag(string name, bool on) => on ? Of($" {name}") : Empty;

    /// <summary>Several pieces, one after the other.</summary>
    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(p => p.html)));

    /// <summary>Several pieces, one after the other.</summary>
    public static Markup Join(ReadOnlySpan<Markup> parts)
    {
        var handler = new DefaultInterpolatedStringHandler(0, parts.Length);
        foreach (var part in parts)
        {
            handler.AppendLiteral(part.html);
        }

        return new(handler.ToStringAndClear());
    }

    /// <summary>What Razor has already rendered, and so has encoded.</summary>
    public static Markup Rendered(IHtmlContent content)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        content.WriteTo(writer, MarkupHandler.Encoder);
        return new Markup(writer.ToString());
    }

    /// <summary>True when there is nothing to see.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(html);

    /// <inheritdoc />
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(html);

    /// <inheritdoc />
    public override string ToString() => html;
}

/// <summary>Lets an interpolated string become <see cref="Markup"/> without ever printing a raw value.</summary>
[InterpolatedStringHandler]
public ref partial struct MarkupHandler(int literalLength, int formattedCount)
{
    internal static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private DefaultInterpolatedStringHandler text = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

    /// <summary>Taken once.</summary>
    internal string Take() => text.ToStringAndClear();

    /// <summary>HTML as the programmer wrote it.</summary>
    public void AppendLiteral(string value) => text.AppendLiteral(value);

    /// <summary>HTML already made safe.</summary>
    public void AppendFormatted(Markup value) => text.AppendLiteral(value.ToString());

    /// <summary>Text, encoded.</summary>
    public void AppendFormatted(string? value) => text.AppendLiteral(value is null ? "" : Encode(value));

    /// <summary>A number.</summary>
    public void AppendFormatted(int value) => text.AppendFormatted(value);

    /// <summary>An HTML parser reads the reference to a C1 control character as another one, so these stand as they are.</summary>
    private static string Encode(string text)
    {
        var encoded = Encoder.Encode(text);
        return ReferenceEquals(encoded, text)
            ? text
            : C1().Replace(encoded, found => ((char)Convert.ToInt32(found.Groups[1].Value, 16)).ToString());
    }

    [GeneratedRegex("&#x([89][0-9A-F]);")]
    private static partial Regex C1();
}
