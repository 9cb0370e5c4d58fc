using System.Text.RegularExpressions;

namespace EpaccsWeb.Domain.Plans;

/// <summary>How a dose may be written so that nobody misreads it (ISB 1505 medication display; NUM and CUI rules).</summary>
public static partial class SafeDose
{
    private static readonly (Regex Wrong, string Write)[] Ambiguous =
    [
        (Whole(@"[uµμ]g"), "micrograms"),
        (Whole("mcg"), "micrograms"),
        (Whole(@"i\.?u\.?"), "international units"),
        (Whole("u"), "units"),
        (Whole(@"o\.?d\.?"), "once a day"),
        (Whole(@"b\.?d\.?"), "twice a day"),
        (Whole(@"t\.?d\.?s\.?"), "three times a day"),
        (Whole(@"q\.?d\.?s\.?"), "four times a day"),
        (Whole(@"p\.?r\.?n\.?"), "when required"),
        (Whole("mso4"), "morphine sulfate"),
        (Whole("ms"), "morphine sulfate or magnesium sulfate"),
        (Whole("cc"), "ml"),
    ];

    /// <summary>What to write instead, as one sentence; null when the text is safe.</summary>
    public static string? Problem(string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (TrailingZero().Match(text) is { Success: true } zero)
        {
            return $"Write {zero.Value.TrimEnd('0').TrimEnd('.')} in place of {zero.Value}: a point that is missed makes the dose larger.";
        }

        if (LeadingPoint().Match(text) is { Success: true } point)
        {
            return $"Write 0{point.Value} in place of {point.Value}: a point that is missed makes the dose larger.";
        }

        foreach (var (wrong, write) in Ambiguous)
        {
            if (wrong.Match(text) is { Success: true } found)
            {
                return $"Write \"{write}\" in place of \"{found.Value}\", which can be misread.";
            }
        }

        return null;
    }

    // A number may stand right before it, as in "10mcg"; a letter or number after it makes another word.
    private static Regex Whole(string pattern) =>
        new(
            $@"(?<![\p{{L}}\p{{M}}]){pattern}(?![\p{{L}}\p{{M}}\d])",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1)
        );

    [GeneratedRegex(@"(?<![\d.])\d+\.\d*0(?![\d.])", RegexOptions.CultureInvariant)]
    private static partial Regex TrailingZero();

    [GeneratedRegex(@"(?<![\d.])\.\d+", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingPoint();
}
