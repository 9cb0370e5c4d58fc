using System.Collections;
using System.Reflection;
using EpaccsWeb.Domain.Plans;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace EpaccsWeb.Ui;

/// <summary>What becomes of a field that two people have written.</summary>
public enum MergeChoice
{
    Theirs,
    Mine,

    /// <summary>Theirs first, then mine: texts one below the other, lists joined without duplicates.</summary>
    /// <remarks>An entry that I left as it was is not mine: what they made of it holds, or an old dose would stand beside the new.</remarks>
    Both,
}

/// <summary>One field in which two forms differ, in words.</summary>
/// <param name="Path">The property path within the form, such as "Death.First.Name".</param>
/// <param name="Theirs">What someone else saved; a line for each entry.</param>
/// <param name="Mine">What was typed here.</param>
/// <param name="TheyChanged">It differs from what both started from.</param>
/// <param name="IChanged">The same of what was typed here.</param>
/// <param name="MayKeepBoth">A free text or a list, which can hold both.</param>
public sealed record MergeField(
    string Path,
    string Label,
    IReadOnlyList<string> Theirs,
    IReadOnlyList<string> Mine,
    bool TheyChanged,
    bool IChanged,
    bool MayKeepBoth
)
{
    /// <summary>The name that its radios post.</summary>
    public string Name => $"{FormMerge.Prefix}{Path}";

    public string Id => TagBuilder.CreateSanitizedId(Name, "_");

    /// <summary>Chosen by the person who merges, or plain because only one of the two changed it; null asks.</summary>
    public MergeChoice? Choice { get; init; }
}

/// <summary>A save that met another: field by field theirs, mine, or both. One mechanism for every form.</summary>
/// <param name="Fields">Where the two differ, in the order of the form.</param>
public sealed record FormMerge(IReadOnlyList<MergeField> Fields)
{
    public const string Prefix = "Merge.";

    /// <summary>Characters from which a text is written in sentences, so that two can stand one below the other.</summary>
    private const int FreeText = 400;

    /// <summary>Compares what both started from, what they saved and what was typed here; takes over the choices that were posted.</summary>
    public static FormMerge Of(object start, object theirs, object mine, IFormCollection? posted = null) =>
        new([
            .. Leaves(mine.GetType(), string.Empty)
                .Select(leaf => Compare(leaf, start, theirs, mine))
                .OfType<MergeField>()
                .Select(field => field with { Choice = Posted(field, posted) ?? Plain(field) }),
        ]);

    /// <summary>Every field has its choice; those that lack one are named in the error summary.</summary>
    public bool IsDecided(ModelStateDictionary state)
    {
        foreach (var field in Fields.Where(field => field.Choice is null))
        {
            state.AddModelError(field.Name, $"{field.Label}: choose which to keep. Both of you changed it.");
        }

        return Fields.All(field => field.Choice is not null);
    }

    /// <summary>Writes the choices into a form that holds what was typed here.</summary>
    /// <returns>Puts it back as it was typed, for a page that is shown again.</returns>
    public Action Apply(object start, object theirs, object mine)
    {
        var leaves = Leaves(mine.GetType(), string.Empty).ToDictionary(leaf => leaf.Path);
        var typed = new List<Action>();
        foreach (var field in Fields.Where(field => field.Choice is MergeChoice.Theirs or MergeChoice.Both))
        {
            var leaf = leaves[field.Path];
            var own = leaf.Read(mine);
            typed.Add(() => leaf.Write(mine, own));
            leaf.Write(mine, field.Choice is MergeChoice.Theirs ? leaf.Read(theirs) : Joined(leaf.Read(start), leaf.Read(theirs), own));
        }

        return () => typed.ForEach(one => one());
    }

    /// <summary>What was posted for a field that is now another's: its faults count no longer.</summary>
    /// <param name="alsoTyped">The page is to show what was put together, and not what was typed.</param>
    public void Forget(ModelStateDictionary state, string form, bool alsoTyped)
    {
        var taken = Fields.Where(field => field.Choice is MergeChoice.Theirs || (alsoTyped && field.Choice is MergeChoice.Both));
        foreach (var key in taken.SelectMany(field => state.FindKeysWithPrefix($"{form}.{field.Path}")).Select(pair => pair.Key).ToList())
        {
            if (alsoTyped)
            {
                state.Remove(key);
            }
            else
            {
                state[key]!.Errors.Clear();
                state[key]!.ValidationState = ModelValidationState.Valid;
            }
        }
    }

    private static MergeField? Compare(Leaf leaf, object start, object theirs, object mine)
    {
        var (was, other, own) = (FormWords.Of(leaf.Read(start)), FormWords.Of(leaf.Read(theirs)), FormWords.Of(leaf.Read(mine)));
        return other.SequenceEqual(own)
            ? null
            : new(leaf.Path, leaf.Label, other, own, !other.SequenceEqual(was), !own.SequenceEqual(was), leaf.HoldsSeveral);
    }

    private static MergeChoice? Plain(MergeField field) =>
        (field.TheyChanged, field.IChanged) switch
        {
            (true, false) => MergeChoice.Theirs,
            (false, true) => MergeChoice.Mine,
            _ => null,
        };

    private static MergeChoice? Posted(MergeField field, IFormCollection? posted) =>
        Enum.TryParse<MergeChoice>(posted?[field.Name].ToString(), out var choice)
        && Enum.IsDefined(choice)
        && (field.MayKeepBoth || choice is not MergeChoice.Both)
            ? choice
            : null;

    private static object? Joined(object? start, object? theirs, object? mine)
    {
        if (mine is not IList list)
        {
            var texts = new[] { theirs as string, mine as string }.Where(text => !string.IsNullOrWhiteSpace(text));
            return string.Join('\n', texts.Distinct());
        }

        var joined = new ArrayList();
        var known = new HashSet<string>();
        var untouched = FormWords.Of(start).ToHashSet();
        var own = list.Cast<object?>().Where(entry => FormWords.OfEntry(entry) is { } words && !untouched.Contains(words));
        foreach (var entry in ((IEnumerable)theirs!).Cast<object?>())
        {
            // Of theirs two may look alike only because what tells them apart is hidden.
            if (FormWords.OfEntry(entry) is { } words && (known.Add(words) || entry is FormRow { KeptFrom: not null }))
            {
                joined.Add(entry);
            }
        }

        foreach (var entry in own.Where(entry => known.Add(FormWords.OfEntry(entry)!)))
        {
            joined.Add(entry);
        }

        if (list is Array)
        {
            return joined.ToArray(list.GetType().GetElementType()!);
        }

        var rows = (IList)Activator.CreateInstance(list.GetType())!;
        foreach (var entry in joined)
        {
            rows.Add(entry);
        }

        return rows;
    }

    /// <summary>The fields of a form: what is typed or chosen as one, however many boxes it has.</summary>
    private static IEnumerable<Leaf> Leaves(Type form, string within)
    {
        foreach (var property in form.GetProperties().Where(property => property is { CanRead: true, CanWrite: true }))
        {
            var type = property.PropertyType;
            if (IsGroup(type))
            {
                foreach (var inner in Leaves(type, $"{within}{property.Name}."))
                {
                    yield return inner with
                    {
                        Label = $"{SectionWords.LabelOf(property.Name)}, {inner.Label.ToLowerInvariant()}",
                        Way = [property, .. inner.Way],
                    };
                }
            }
            else
            {
                var several =
                    typeof(IList).IsAssignableFrom(type)
                    || (type == typeof(string) && property.GetCustomAttribute<LongestAttribute>()?.Characters >= FreeText);
                yield return new Leaf($"{within}{property.Name}", SectionWords.LabelOf(property.Name), several, [property]);
            }
        }
    }

    /// <summary>A form within the form, whose fields are compared one by one.</summary>
    internal static bool IsGroup(Type type) =>
        type is { IsClass: true } && type.Assembly == typeof(FormMerge).Assembly && type != typeof(DateParts);

    private sealed record Leaf(string Path, string Label, bool HoldsSeveral, PropertyInfo[] Way)
    {
        public object? Read(object form) => Way.Aggregate((object?)form, (at, property) => at is null ? null : property.GetValue(at));

        public void Write(object form, object? value) =>
            Way[^1].SetValue(Way[..^1].Aggregate(form, (at, property) => property.GetValue(at)!), value);
    }
}
