using Microsoft.AspNetCore.Mvc.Rendering;

namespace EpaccsWeb.Ui;

/// <summary>Which input of this page takes each field's value, so that an error summary links to something that takes focus.</summary>
internal sealed class FieldRegistry
{
    private readonly Dictionary<string, string> inputs = new(StringComparer.OrdinalIgnoreCase);

    private readonly List<string> order = [];

    public static FieldRegistry Of(ViewContext context)
    {
        if (context.HttpContext.Items[typeof(FieldRegistry)] is FieldRegistry known)
        {
            return known;
        }

        var made = new FieldRegistry();
        context.HttpContext.Items[typeof(FieldRegistry)] = made;
        return made;
    }

    public void Add(string field, string inputId)
    {
        if (inputs.TryAdd(field, inputId))
        {
            order.Add(field);
        }
    }

    public string? InputFor(string field) => inputs.GetValueOrDefault(field);

    /// <summary>Where the field stands on the page; fields that are not on it come first, with the form's own errors.</summary>
    public int Position(string field) => order.FindIndex(known => string.Equals(known, field, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Lets a hand-made group of inputs take the error summary's link.</summary>
public static class FieldErrors
{
    public static void Link(ViewContext context, string field, string inputId) => FieldRegistry.Of(context).Add(field, inputId);
}
