namespace EpaccsWeb.Access;

/// <summary>The fields of a form that make a draft.</summary>
public static class DraftFields
{
    /// <summary>Fields and characters beyond which no form of ours goes; the rest is not kept.</summary>
    private const int MostCharacters = 500_000;

    public static Dictionary<string, string[]> Of(IFormCollection form)
    {
        var kept = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var left = MostCharacters;
        foreach (var field in form.Where(field => IsOurs(field.Key)))
        {
            left -= field.Value.Sum(value => value?.Length ?? 0);
            if (left >= 0)
            {
                kept[field.Key] = [.. field.Value.Select(value => value ?? string.Empty)];
            }
        }

        return kept;
    }

    private static bool IsOurs(string name) => name.StartsWith("Form.", StringComparison.Ordinal) || name is "Present" or "BasedOn";
}
