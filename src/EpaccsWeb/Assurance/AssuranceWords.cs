using System.Globalization;
using System.Text;

namespace EpaccsWeb.Assurance;

/// <summary>The safety and assurance file in words, for the page and as Markdown.</summary>
public static class AssuranceWords
{
    public static string Of(AssuranceAnswer? answer) =>
        answer switch
        {
            AssuranceAnswer.Built => "Built",
            AssuranceAnswer.Partly => "Partly",
            AssuranceAnswer.NotBuilt => "Not built",
            AssuranceAnswer.NotApplicable => "Not applicable",
            _ => "No answer",
        };

    public static string Of(HazardRisk risk) =>
        $"{Plain(risk.Severity.ToString())}, likelihood {Plain(risk.Likelihood.ToString()).ToLowerInvariant()}: {risk.Rating}, {risk.Meaning}";

    /// <summary>A test as somebody would say it: the class, and the method as a sentence.</summary>
    public static string OfTest(string name) =>
        name.Split('.') is [.., var type, var method] ? $"{type}: {method.Replace('_', ' ')}" : name;

    public static string Markdown(AssuranceSignature signature)
    {
        var text = new StringBuilder();
        Line($"# Safety and assurance of EpaccsWeb {AssuranceSignature.Release}");
        Line();
        Line($"**{signature.Sentence}**");
        foreach (var list in AssuranceFile.All)
        {
            Line();
            Line($"## {list.Title}");
            Line();
            Line(list.Source);
            Line();
            Line($"{list.Summary}.");
            foreach (var item in list.Items)
            {
                Write(item);
            }
        }

        return text.ToString();

        void Write(AssuranceItem item)
        {
            Line();
            Line($"### {item.Id} {(item.Kind is null ? "" : $"({item.Kind}) ")}{item.Text}");
            Line();
            if (item is { First: { } first, Residual: { } residual })
            {
                Line($"- Risk without controls: {Of(first)}");
                Line($"- Risk that is left: {Of(residual)}");
            }

            Line($"- **{Of(item.Answer)}.** {item.Because}");
            foreach (var test in item.Tests)
            {
                Line($"- Test: `{test}`");
            }
        }

        void Line(string words = "") => text.Append(words).Append('\n');
    }

    private static string Plain(string name) =>
        string.Concat(
            name.Select(
                (letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLower(letter, CultureInfo.InvariantCulture)}" : $"{letter}"
            )
        );
}
