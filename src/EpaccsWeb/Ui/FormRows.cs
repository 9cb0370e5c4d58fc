using System.Collections;
using System.Reflection;
using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Plans;
using FluentValidation;
using FluentValidation.Results;

namespace EpaccsWeb.Ui;

/// <summary>One of several entries in a form, such as one medicine. Blank ones and those ticked for removal are not saved.</summary>
public abstract class FormRow
{
    /// <summary>Stands for what of an entry is not shown.</summary>
    public const string PartHidden = "Part of this entry is hidden";

    private static readonly string[] Own = [nameof(Remove), nameof(IsBlank), nameof(KeptFrom)];

    /// <summary>Ticked to take the entry off the list.</summary>
    public bool Remove { get; set; }

    /// <summary>Version and place of the entry that it was made from, while answers of that one are hidden: they go with it when it is saved.</summary>
    public string? KeptFrom { get; set; }

    /// <summary>Nothing was typed or chosen in it, and nothing of it is hidden.</summary>
    public bool IsBlank =>
        KeptFrom is null
        && GetType()
            .GetProperties()
            .Where(property => !Own.Contains(property.Name))
            .Select(property => property.GetValue(this))
            .All(value => value is null or DateParts { IsBlank: true } || (value is string text && string.IsNullOrWhiteSpace(text)));
}

/// <summary>The lists of entries in a form: one more blank entry, what is kept, and where an error belongs.</summary>
public static partial class FormRows
{
    /// <summary>Most entries of one list.</summary>
    public const int Most = 50;

    /// <summary>The entries to save.</summary>
    public static IEnumerable<T> Kept<T>(this IEnumerable<T> rows)
        where T : FormRow => rows.Where(IsKept);

    /// <summary>Adds a blank entry to the list that is named, or to every list that does not end in one, while there is room.</summary>
    public static void AddBlank(object form, string? list = null)
    {
        foreach (var property in ListsOf(form.GetType()).Where(property => list is null || property.Name == list))
        {
            var rows = RowsOf(form, property);
            if (rows.Count < Most && (list is not null || rows.Count == 0 || !((FormRow)rows[rows.Count - 1]!).IsBlank))
            {
                rows.Add(Activator.CreateInstance(RowTypeOf(property)));
            }
        }
    }

    /// <summary>Broken rules at the fields of the page: what is not kept stands on the page but not in the answers.</summary>
    public static IReadOnlyList<SectionProblem> AsShown(object form, IEnumerable<SectionProblem> problems) =>
        [.. problems.Select(problem => problem with { Field = AsShown(form, problem.Field) })];

    private static string AsShown(object form, string field)
    {
        if (
            Indexed().Match(field) is not { Success: true } match
            || ListsOf(form.GetType()).FirstOrDefault(property => property.Name == match.Groups[1].Value) is not { } property
        )
        {
            return field;
        }

        var rows = RowsOf(form, property);
        var shown = Enumerable
            .Range(0, rows.Count)
            .Where(at => IsKept((FormRow)rows[at]!))
            .ElementAt(int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));
        return $"{property.Name}[{shown}]{match.Groups[3].Value}";
    }

    /// <summary>What a form's validator says of every list: its length, and the text fields of the entries kept.</summary>
    internal static void Check<T>(T form, ValidationContext<T> context)
        where T : notnull
    {
        foreach (var property in ListsOf(typeof(T)))
        {
            var rows = RowsOf(form, property);
            var kept = rows.Cast<FormRow>().Count(IsKept);
            if (kept > Most)
            {
                context.AddFailure(property.Name, $"No more than {Most} can be recorded here; this has {kept}.");
            }

            var texts = TextFields.Of(RowTypeOf(property));
            for (var at = 0; at < rows.Count; at++)
            {
                var row = (FormRow)rows[at]!;
                foreach (var (text, longest) in IsKept(row) ? texts : [])
                {
                    if (PlainText.Problem((string?)text.GetValue(row), longest) is { } problem)
                    {
                        context.AddFailure(new ValidationFailure($"{property.Name}[{at}].{text.Name}", problem));
                    }
                }
            }
        }
    }

    private static bool IsKept(FormRow row) => !row.Remove && !row.IsBlank;

    private static IEnumerable<PropertyInfo> ListsOf(Type form) =>
        form.GetProperties()
            .Where(property =>
                property.PropertyType.IsGenericType
                && property.PropertyType.GetGenericTypeDefinition() == typeof(List<>)
                && RowTypeOf(property).IsSubclassOf(typeof(FormRow))
            );

    private static Type RowTypeOf(PropertyInfo list) => list.PropertyType.GetGenericArguments()[0];

    // A client that numbers entries of its own accord can leave gaps, which bind as null.
    private static IList RowsOf(object form, PropertyInfo list)
    {
        var rows = (IList)list.GetValue(form)!;
        while (rows.Contains(null))
        {
            rows.Remove(null);
        }

        return rows;
    }

    [GeneratedRegex(@"^(\w+)\[(\d+)\](.*)$")]
    private static partial Regex Indexed();
}
