namespace EpaccsWeb.Pages.Records;

/// <summary>The fields of a form that make a draft.</summary>
public static class DraftFields
{
    /// <summary>Fields and characters beyond which no form of ours goes; the rest is not kept.</summary>
    private const int MostCharacters = 500_000;

    public static Dictionary<string, string[]> Of(IFormCollection form)
    {
        var left = MostCharacters;
        return form.Where(field => IsOurs(field.Key) && Fits(field.Value.Sum(value => value?.Length ?? 0)))
            .ToDictionary(field => field.Key, field => field.Value.Select(value => value ?? string.Empty).ToArray());

        bool Fits(int characters)
        {
            left -= characters;
            return left >= 0;
        }
    }

    private static bool IsOurs(string name) => name.StartsWith("Form.", StringComparison.Ordinal) || name is "Present" or "BasedOn";
}
