using System.Collections.Concurrent;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Import;

/// <summary>Reads coded cells: SNOMED CT id, data dictionary code or slug, in any case.</summary>
internal static class Codes<T>
    where T : struct, Enum
{
    private static readonly ConcurrentDictionary<string, T> Known = new(StringComparer.Ordinal);

    /// <summary>What may be written, for the sentence that refuses another code.</summary>
    public static string Offered { get; } = string.Join(", ", CodeList.Of<T>().Select(term => term.Slug));

    public static T? Find(string text)
    {
        if (Known.TryGetValue(text, out var known))
        {
            return known;
        }

        if (
            (CodeList.Find<T>(text) ?? CodeList.Find<T>(text.ToLowerInvariant()) ?? CodeList.Find<T>(text.ToUpperInvariant()))
            is not { } found
        )
        {
            return null;
        }

        // Only codes of the list are kept, so that a file of nonsense does not fill the memory.
        return Known.GetOrAdd(text, found);
    }
}
