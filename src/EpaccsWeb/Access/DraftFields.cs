using EpaccsWeb.Hosting;

namespace EpaccsWeb.Access;

/// <summary>The fields of a form that make a draft.</summary>
public static class DraftFields
{
    /// <summary>Fields and characters beyond which no form of ours goes; the rest is not kept.</summary>
    private const int MostCharacters = 500_000;

    public static Dictionary<string, string[]> Of(IFormCollection form)
    {
        var kept = Of(form, IsOurs);
        // While two texts are put together, the draft stays based on what both started from, so that it meets the other's again.
        if (form["MergeFrom"] is [{ Length: > 0 } started] && !started.Contains('\0', StringComparison.Ordinal))
        {
            kept["BasedOn"] = [started];
        }

        return kept;
    }

    /// <summary>The fields whose names are wanted, without NUL, which the database cannot keep.</summary>
    public static Dictionary<string, string[]> Of(IFormCollection form, Func<string, bool> isWanted)
    {
        var kept = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var left = MostCharacters;
        foreach (var field in form.Where(field => isWanted(field.Key) && !field.Key.Contains('\0', StringComparison.Ordinal)))
        {
            left -= field.Value.Sum(value => value?.Length ?? 0);
            if (left >= 0)
            {
                kept[field.Key] = [.. field.Value.Select(value => value?.Replace('\0', NulCharacters.InPlace) ?? string.Empty)];
            }
        }

        return kept;
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("Form.", StringComparison.Ordinal) || name is "Present" or "BasedOn" or "WithoutLocation";
}
