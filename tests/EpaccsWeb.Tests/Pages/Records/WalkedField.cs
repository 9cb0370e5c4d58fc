using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>One field of a form, what is sent in it, and the words in which it must come back.</summary>
/// <param name="Path">Section and field, such as "review.NextOn".</param>
/// <param name="Words">What pages say of it; null is a plain yes or no, or an answer without words of its own.</param>
internal sealed record WalkedField(string Path, Dictionary<string, string?> Sent, string? Words)
{
    /// <summary>Answers that are not the first one offered, so that the whole makes sense.</summary>
    private static readonly Dictionary<string, string> Chosen = new()
    {
        ["person.Restricted"] = "no",
        ["resuscitation.Decision"] = "NotForCpr",
        ["resuscitation.DecidedTime"] = "10:30",
        ["treatment-escalation.DecidedTime"] = "10:30",
        ["treatment-escalation.Hospital"] = "ForSomeProblems",
        ["treatment-escalation.Priority"] = "3",
        ["preferred-places.Death.First.Place"] = "OwnHome",
        ["preferred-places.Death.Second.Place"] = "Hospice",
        ["preferred-places.Death.Second.UsualResidence"] = "no",
        ["preferred-places.Care.First.Place"] = "OwnHome",
        ["preferred-places.Care.Second.Place"] = "Hospice",
        ["preferred-places.Care.Second.UsualResidence"] = "no",
        ["diagnoses.PrimaryCode"] = "84114007",
        ["prognosis.Prognosis"] = "LastMonths",
        ["prognosis.Stage"] = "C",
        ["functional-status.Akps"] = "50",
        ["functional-status.Frailty"] = "6",
        ["devices.Defibrillator"] = "Deactivated",
        ["disability.NoneKnown"] = "no",
        ["access-to-home.LivesAlone"] = "no",
        ["medicines.Taken[0].Dose"] = "10",
        ["medicines.Taken[0].Unit"] = "mg",
        ["medicines.Taken[0].Frequency"] = "twice a day",
    };

    /// <summary>A place and why there is none exclude each other; the findings have tests of their own.</summary>
    private static readonly string[] LeftBlank = ["preferred-places.Death.Finding", "preferred-places.Care.Finding"];

    private static readonly string[] Ahead =
    [
        "review.NextOn",
        "anticipatory-medicines.ExpiresOn",
        "resuscitation.ReviewOn",
        "treatment-escalation.ReviewOn",
    ];

    /// <summary>What the overview and the print say of answers that are only yes or no, or that they say in other words.</summary>
    private static readonly Dictionary<string, string> Said = new()
    {
        ["preferred-places.Death.First.UsualResidence"] = "(where they usually live)",
        ["preferred-places.Death.Second.UsualResidence"] = "(not where they usually live)",
        ["preferred-places.Care.First.UsualResidence"] = "(where they usually live)",
        ["preferred-places.Care.Second.UsualResidence"] = "(not where they usually live)",
        ["professional-contacts.Contacts[0].KeyWorker"] = "Key worker",
        ["prognosis.CarerAware"] = "Carer: Yes.",
        ["resuscitation.PersonAware"] = "Person: Yes.",
        ["resuscitation.FamilyAware"] = "Family: Yes.",
        ["resuscitation.CarerAware"] = "Carer: Yes.",
        ["disability.NoneKnown"] = "Has a disability",
        ["access-to-home.KeySafe"] = SectionWords.KeptBack,
    };

    private bool IsYesOrNo => Sent.Values.First() is "yes" or "no";

    public static List<WalkedField> Of(TestPage page, string form, string section, DateOnly today) =>
        [
            .. page
                .Document.QuerySelectorAll($"{form} [name^='Form.']")
                .Where(element => !element.GetAttribute("name")!.EndsWith(".Remove", StringComparison.Ordinal))
                .GroupBy(element => FieldOf(element)["Form.".Length..])
                .Where(group => !LeftBlank.Contains($"{section}.{group.Key}"))
                .Select(group => One(page, $"{section}.{group.Key}", $"Form.{group.Key}", [.. group], today)),
        ];

    public IEnumerable<string> MissingOn(string page, string text)
    {
        var words = Said.GetValueOrDefault(Path) ?? Words ?? (Sent.Values.First() == "no" ? "No" : "Yes");
        return text.Contains(words, StringComparison.Ordinal) ? [] : [$"{Path} is not on the {page}: {words}"];
    }

    public IEnumerable<string> MissingInHistory(IEnumerable<IElement> entries)
    {
        var found = entries.SelectMany(entry => entry.QuerySelectorAll(".nhsuk-summary-list__row")).Any(Tells);
        return found ? [] : [$"{Path} is not in history: {HistoryWords}"];
    }

    private bool Tells(IElement row)
    {
        var (label, value) = (row.QuerySelector("dt")!.TextContent, row.QuerySelector("dd")!.TextContent);
        return IsYesOrNo
            ? label.Contains(SectionWords.LabelOf(Path[(Path.LastIndexOf('.') + 1)..]), StringComparison.OrdinalIgnoreCase)
                && value.Contains(Sent.Values.First()!, StringComparison.OrdinalIgnoreCase)
            : value.Contains(HistoryWords, StringComparison.Ordinal);
    }

    private string HistoryWords =>
        Path switch
        {
            "access-to-home.KeySafe" => SectionWords.KeptBack,
            "functional-status.Akps" => Sent.Values.First()!,
            "person.NhsNumber" => NhsNumber.Parse(Sent.Values.First()!).Digits,
            "person.FamilyName" => Sent.Values.First()!,
            _ => Words ?? Sent.Values.First()!,
        };

    private static string FieldOf(IElement element) =>
        element.GetAttribute("name")! is var name && element.Closest(".nhsuk-date-input") is not null
            ? name[..name.LastIndexOf('.')]
            : name;

    private static WalkedField One(TestPage page, string path, string name, List<IElement> elements, DateOnly today)
    {
        var kept = path.StartsWith("person.", StringComparison.Ordinal);
        if (elements[0].Closest(".nhsuk-date-input") is not null)
        {
            var day = Ahead.Contains(path) ? today.AddDays(30) : new DateOnly(2024, 1, 2);
            if (kept && page.ValueOf($"{name}.Year") is { Length: > 0 })
            {
                day = new(
                    int.Parse(page.ValueOf($"{name}.Year")!),
                    int.Parse(page.ValueOf($"{name}.Month")!),
                    int.Parse(page.ValueOf($"{name}.Day")!)
                );
            }

            return new(path, Date(name, day), London.Show(day));
        }

        var held = kept && path is not "person.Restricted" && page.ValueOf(name) is { Length: > 0 } already ? already : null;
        var options = Options(page, elements);
        var value = held ?? Chosen.GetValueOrDefault(path) ?? (options.Count > 0 ? options.Keys.First() : Canary(path));
        var words =
            path is "person.NhsNumber" ? NhsNumber.Parse(value).Display
            : path is "person.GpPracticeCode" or "person.CareHomeCode" ? value
            : path is "person.FamilyName" ? value.ToUpperInvariant()
            : value is "yes" or "no" ? null
            : options.GetValueOrDefault(value, value);
        return new(path, new() { [name] = value }, words);
    }

    /// <summary>Unlike any other field's, and short enough for all but the shortest.</summary>
    private static string Canary(string path)
    {
        var words = $"Words of {path.Replace("[0]", "").Replace('.', ' ')}";
        return words[..Math.Min(words.Length, 60)].Trim();
    }

    private static Dictionary<string, string?> Date(string name, DateOnly day) =>
        new()
        {
            [$"{name}.Day"] = $"{day.Day}",
            [$"{name}.Month"] = $"{day.Month}",
            [$"{name}.Year"] = $"{day.Year}",
        };

    private static Dictionary<string, string> Options(TestPage page, List<IElement> elements) =>
        elements[0] switch
        {
            IHtmlSelectElement list => list
                .Options.Where(option => option.Value.Length > 0)
                .ToDictionary(option => option.Value, option => option.Text.Trim()),
            IHtmlInputElement { Type: "radio" or "checkbox" } => elements
                .OfType<IHtmlInputElement>()
                .Where(box => box.Value.Length > 0)
                .ToDictionary(box => box.Value, box => page.Document.QuerySelector($"label[for='{box.Id}']")!.TextContent.Trim()),
            _ => [],
        };
}
