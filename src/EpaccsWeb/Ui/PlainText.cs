using System.Globalization;
using System.Text;

namespace EpaccsWeb.Ui;

/// <summary>Which text can be stored and shown as it was typed.</summary>
public static class PlainText
{
    /// <summary>Why a text cannot be taken, or null when it can.</summary>
    public static string? Problem(string? text, int longest)
    {
        if (text is null)
        {
            return null;
        }

        if (text.Length > longest)
        {
            return $"Must be {longest:N0} characters or fewer; this has {text.Length:N0}.";
        }

        return text.Any(IsControl)
                ? "Contains a character that cannot be shown, such as a control character. Delete it and type the text again."
            : text.Any(TurnsDirection) ? "Contains an invisible mark that turns the reading direction. Delete it and type the text again."
            : HasLoneSurrogate(text) ? "Contains half a character. Delete it and type the text again."
            : IsInvisible(text) ? "Contains only characters that cannot be seen. Delete them, or type the text again."
            : null;
    }

    private static bool IsControl(char letter) => letter is '\uFFFD' || (char.IsControl(letter) && letter is not ('\n' or '\r' or '\t'));

    private static bool TurnsDirection(char letter) =>
        letter is '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    /// <summary>Not blank, and yet nothing to see: it would stand as an answer where "Not recorded" belongs.</summary>
    private static bool IsInvisible(string text) =>
        !string.IsNullOrWhiteSpace(text)
        && text.EnumerateRunes()
            .All(letter =>
                Rune.GetUnicodeCategory(letter)
                    is UnicodeCategory.Format
                        or UnicodeCategory.Control
                        or UnicodeCategory.SpaceSeparator
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                || letter.Value is 0x034F or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F)
            );

    private static bool HasLoneSurrogate(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(text[at]))
            {
                return true;
            }
        }

        return false;
    }
}
