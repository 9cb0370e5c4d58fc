using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Primitives;

namespace EpaccsWeb.Hosting;

/// <summary>Does for the texts of a form that holds files what <see cref="NulCharacters"/> does for all others.</summary>
/// <remarks>A field whose name holds NUL is none of ours.</remarks>
public sealed class NulInParts : IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        // Read already, with the form's token.
        if (context.HttpContext.Features.Get<IFormFeature>() is not { Form: { } form } read || !form.Any(HasNul))
        {
            return;
        }

        var kept = new Dictionary<string, StringValues>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in form.Where(field => !field.Key.Contains('\0', StringComparison.Ordinal)))
        {
            kept[field.Key] = new StringValues([.. field.Value.Select(text => text?.Replace('\0', NulCharacters.InPlace))]);
        }

        read.Form = new FormCollection(kept, form.Files);
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }

    private static bool HasNul(KeyValuePair<string, StringValues> field) =>
        field.Key.Contains('\0', StringComparison.Ordinal)
        || field.Value.Any(text => text?.Contains('\0', StringComparison.Ordinal) is true);
}
