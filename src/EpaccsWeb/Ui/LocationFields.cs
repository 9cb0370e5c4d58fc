using System.Collections;
using System.Globalization;
using System.Reflection;

namespace EpaccsWeb.Ui;

/// <summary>Marks a field that tells where the person is or how to reach them: a form that is shown without the location lacks it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TellsLocationAttribute : Attribute
{
    /// <summary>The field beside it that says whose or which it is: once that one is another, it is not kept.</summary>
    public string? Of { get; init; }
}

/// <summary>The fields that tell a location: taken out of a form that is shown without it, and put back as they stood when it is saved.</summary>
public static class LocationFields
{
    /// <summary>Says in the view data of a page that its form is shown without them.</summary>
    public const string LeftOut = "WithoutLocation";

    /// <summary>Whether a form's field is one of them.</summary>
    public static bool Has(Type? form, string? field) =>
        field is not null && form?.GetProperty(field) is { } property && IsMarked(property);

    /// <summary>Takes them out.</summary>
    /// <param name="from">
    /// The version that filled the form, and the whole form as it fills it: an entry that loses something remembers where it stands there.
    /// </param>
    public static void TakeOut(object form, (int Version, object Form)? from = null)
    {
        foreach (var property in form.GetType().GetProperties())
        {
            if (IsMarked(property))
            {
                property.SetValue(form, null);
            }
            else if (FormMerge.IsGroup(property.PropertyType))
            {
                if (property.GetValue(form) is { } group)
                {
                    TakeOut(group);
                }
            }
            else if (RowsOf(property, form) is { } rows)
            {
                var stood = from is { } filled ? RowsOf(property, filled.Form)! : Array.Empty<FormRow>();
                for (var at = 0; at < rows.Count; at++)
                {
                    if (rows[at] is not FormRow row)
                    {
                        continue;
                    }

                    if (at < stood.Count && Given(stood[at]!).Any())
                    {
                        row.KeptFrom ??= string.Create(CultureInfo.InvariantCulture, $"{from!.Value.Version}:{at}");
                    }

                    TakeOut(row);
                }
            }
        }
    }

    /// <summary>Puts them back as the version before has them, as far as they still belong to what the form says.</summary>
    /// <param name="before">The version that the form is saved on, and the whole form as it fills it.</param>
    /// <param name="at">The whole form as another version fills it.</param>
    /// <param name="faults">How many rules of the section the form breaks: what would break one that cannot be seen is not kept.</param>
    /// <returns>False when something was not kept.</returns>
    public static bool PutBack(object form, (int Version, object Form) before, Func<int, object> at, Func<int> faults)
    {
        var (least, all) = (faults(), true);
        foreach (var (here, there) in Pairs(form, before, at).ToList())
        {
            foreach (var (property, stood) in Given(there))
            {
                if (!StillBelongs(property, here, there))
                {
                    all = false;
                    continue;
                }

                property.SetValue(here, stood);
                var now = faults();
                if (now > least)
                {
                    property.SetValue(here, null);
                    all = false;
                }
                else
                {
                    least = now;
                }
            }
        }

        return all;
    }

    /// <summary>The entries' memory of where they stood is wanted no more: the form holds the location itself.</summary>
    public static void ForgetPlaces(object form)
    {
        foreach (var row in form.GetType().GetProperties().SelectMany(property => RowsOf(property, form)?.OfType<FormRow>() ?? []))
        {
            row.KeptFrom = null;
        }
    }

    /// <summary>Each part of the form with the same part as it stood: the form, the groups in it, and the entries that remember.</summary>
    private static IEnumerable<(object Here, object There)> Pairs(object form, (int Version, object Form) before, Func<int, object> at)
    {
        yield return (form, before.Form);
        foreach (var property in form.GetType().GetProperties())
        {
            if (
                FormMerge.IsGroup(property.PropertyType)
                && property.GetValue(form) is { } group
                && property.GetValue(before.Form) is { } stoodGroup
            )
            {
                foreach (var pair in Pairs(group, (before.Version, stoodGroup), at))
                {
                    yield return pair;
                }
            }

            foreach (var row in RowsOf(property, form)?.OfType<FormRow>() ?? [])
            {
                if (Stood(row, property, before, at) is { } stood)
                {
                    yield return (row, stood);
                }
            }
        }
    }

    /// <summary>The entry that this one was made from; of one that somebody else has kept as it is seen, what they made of the rest.</summary>
    private static FormRow? Stood(FormRow row, PropertyInfo list, (int Version, object Form) before, Func<int, object> at)
    {
        if (
            row.KeptFrom?.Split(':') is not [var first, var second]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var place)
        )
        {
            return null;
        }

        var newest = RowsOf(list, before.Form)!.Cast<FormRow>().ToList();
        if (version == before.Version)
        {
            return newest.ElementAtOrDefault(place);
        }

        if (RowsOf(list, at(version))!.Cast<FormRow>().ElementAtOrDefault(place) is not { } stood)
        {
            return null;
        }

        var seen = Seen(stood);
        return newest.ElementAtOrDefault(place) is { } same && Seen(same) == seen
            ? same
            : newest.Find(other => Seen(other) == seen) ?? stood;
    }

    /// <summary>What of an entry is shown, in words.</summary>
    private static string Seen(FormRow row) =>
        string.Join(
            '\n',
            row.GetType()
                .GetProperties()
                .Where(property => property.DeclaringType != typeof(FormRow) && !IsMarked(property))
                .Select(property => string.Join(';', FormWords.Of(property.GetValue(row))))
        );

    private static IEnumerable<(PropertyInfo Property, string Stood)> Given(object part) =>
        part.GetType()
            .GetProperties()
            .Where(IsMarked)
            .Select(property => (property, stood: property.GetValue(part) as string))
            .Where(field => !string.IsNullOrWhiteSpace(field.stood))
            .Select(field => (field.property, field.stood!));

    // A name that was blank and is given now is taken for the same one's.
    private static bool StillBelongs(PropertyInfo property, object here, object there) =>
        property.GetCustomAttribute<TellsLocationAttribute>()!.Of is not { } other
        || here.GetType().GetProperty(other) is not { } whose
        || FormWords.OfEntry(whose.GetValue(there)) is not { } was
        || string.Equals(was.Trim(), FormWords.OfEntry(whose.GetValue(here))?.Trim(), StringComparison.OrdinalIgnoreCase);

    private static bool IsMarked(PropertyInfo property) => property.IsDefined(typeof(TellsLocationAttribute));

    private static IList? RowsOf(PropertyInfo property, object form) =>
        property.PropertyType is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(List<>)
        && type.GetGenericArguments()[0].IsSubclassOf(typeof(FormRow))
            ? (IList?)property.GetValue(form)
            : null;
}
