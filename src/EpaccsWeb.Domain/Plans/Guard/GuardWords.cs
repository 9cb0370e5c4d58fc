using System.Globalization;
using System.Text;

namespace EpaccsWeb.Domain.Plans.Guard;

/// <summary>Tells a text that says nothing but one unacceptable thing from one that gives a reason.</summary>
public static class GuardWords
{
    private static readonly HashSet<string> Little = Words(
        "a an and are as at be because been by can cannot could did do does due for from had has have he her him his i in is it its just may me might mr mrs ms no not of on only or our person patient pt reason she so some that the their them they this to too very was we were will with would who much really quite extremely cause caused causes causing discuss discussed discussing discussion about conversation talk talking if make made"
    );

    private static readonly HashSet<string> Distress = Words(
        "distress distressed distressing distresses upset upsets upsetting anxious anxiety worried worry worrying frightened frighten frightening scared emotional"
    );

    private static readonly HashSet<string> Unfair = Words(
        "age aged old older elderly years year yrs yr yo dementia alzheimer alzheimers learning disability disabilities disabled difficulty difficulties handicap handicapped downs down syndrome autism autistic wheelchair mental health care home nursing residential resident lives living live"
    );

    private static readonly HashSet<string> UnfairCore = Words(
        "age aged old older elderly dementia alzheimer alzheimers disability disabilities disabled difficulty difficulties handicap handicapped downs autism autistic wheelchair nursing residential resident home"
    );

    /// <summary>Distress alone is no reason for not discussing: physical or psychological harm would be.</summary>
    public static bool IsDistressOnly(string? text) => IsOnly(text, Distress, Distress);

    /// <summary>Age, disability, dementia, learning disability or living in a care home alone is no clinical reason.</summary>
    public static bool IsUnfairOnly(string? text) => IsOnly(text, Unfair, UnfairCore);

    /// <summary>The text names resuscitation.</summary>
    public static bool NamesCpr(string? text) =>
        text is not null
        && Of(text)
            .Any(word =>
                word is "cpr" or "dnacpr" or "dnar" or "dnr"
                || word.StartsWith("resus", StringComparison.Ordinal)
                || word.StartsWith("cardiopulm", StringComparison.Ordinal)
            );

    /// <summary>The words of a text in lower case, without accents and punctuation.</summary>
    public static IEnumerable<string> Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark && letter is not ('\'' or '’'))
            {
                plain.Append(char.IsLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : ' ');
            }
        }

        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static bool IsOnly(string? text, HashSet<string> allowed, HashSet<string> core)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return false;
        }

        var words = Of(text).Where(word => !Little.Contains(word) && !word.All(char.IsAsciiDigit)).ToList();
        return words.Count > 0 && words.TrueForAll(allowed.Contains) && words.Exists(core.Contains);
    }

    private static HashSet<string> Words(string words) => [.. words.Split(' ')];
}
