using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace EpaccsWeb.Domain.Terminology;

/// <summary>The lower-case name of a coded value in files, addresses and the database: OwnHome is "own-home".</summary>
public static class Slug
{
    public static string Of<T>(T value)
        where T : struct, Enum => Known<T>.Slugs.TryGetValue(value, out var slug) ? slug : Made(value);

    public static string? Of<T>(T? value)
        where T : struct, Enum => value is { } known ? Of(known) : null;

    /// <summary>Reads exactly a slug of the list; nothing else, so that a number or a C# name is refused.</summary>
    public static bool TryParse<T>(string? slug, [NotNullWhen(true)] out T? value)
        where T : struct, Enum
    {
        value = slug is not null && Known<T>.Values.TryGetValue(slug, out var known) ? known : null;
        return value is not null;
    }

    /// <summary>The value of a slug that a validator has already accepted; null for blank.</summary>
    public static T? Parse<T>(string? slug)
        where T : struct, Enum => TryParse<T>(slug, out var value) ? value : null;

    private static string Made<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>One list of coded values, made once.</summary>
    private static class Known<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Slugs = Enum.GetValues<T>().Distinct().ToFrozenDictionary(value => value, Made);

        public static readonly FrozenDictionary<string, T> Values = Slugs.ToFrozenDictionary(
            pair => pair.Value,
            pair => pair.Key,
            StringComparer.Ordinal
        );
    }
}
