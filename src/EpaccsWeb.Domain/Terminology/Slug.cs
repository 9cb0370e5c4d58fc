using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EpaccsWeb.Domain.Terminology;

/// <summary>The lower-case name of a coded value in files, addresses and the database: OwnHome is "own-home".</summary>
public static class Slug
{
    private static readonly ConcurrentDictionary<Enum, string> Known = new();

    public static string Of<T>(T value)
        where T : struct, Enum => Known.GetOrAdd(value, enumValue => JsonNamingPolicy.KebabCaseLower.ConvertName(enumValue.ToString()));

    public static string? Of<T>(T? value)
        where T : struct, Enum => value is { } known ? Of(known) : null;

    /// <summary>Reads exactly a slug of the list; nothing else, so that a number or a C# name is refused.</summary>
    public static bool TryParse<T>(string? slug, [NotNullWhen(true)] out T? value)
        where T : struct, Enum
    {
        foreach (var candidate in Enum.GetValues<T>())
        {
            if (string.Equals(Of(candidate), slug, StringComparison.Ordinal))
            {
                value = candidate;
                return true;
            }
        }

        value = null;
        return false;
    }

    /// <summary>The value of a slug that a validator has already accepted; null for blank.</summary>
    public static T? Parse<T>(string? slug)
        where T : struct, Enum => TryParse<T>(slug, out var value) ? value : null;
}
