using System.Text.Json;
using System.Text.Json.Serialization;

namespace EpaccsWeb.Assurance;

/// <summary>One list of the safety and assurance file, such as the hazard log.</summary>
public sealed record AssuranceList(string Title, string Source, IReadOnlyList<AssuranceItem> Items)
{
    /// <summary>Its name in addresses of a page.</summary>
    public string Key { get; init; } = "";

    public int Count(AssuranceAnswer answer) => Items.Count(item => item.Answer == answer);

    public int Answered => Items.Count(item => item.Problem is null);

    /// <summary>How many are answered, and how.</summary>
    public string Summary =>
        $"{Answered} of {Items.Count} answered: "
        + string.Join(
            ", ",
            Enum.GetValues<AssuranceAnswer>().Select(answer => $"{Count(answer)} {AssuranceWords.Of(answer).ToLowerInvariant()}")
        );
}

/// <summary>The safety and assurance file of this release: hazards, what SCCI1580 asks of suppliers, and lines of ASVS, with their evidence.</summary>
/// <remarks>A test fails when a test named here is gone, when an item is missing, and when something is said to be built without a test.</remarks>
public static class AssuranceFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static AssuranceList Hazards { get; } = Read("hazards");

    public static AssuranceList Scci1580 { get; } = Read("scci1580");

    public static AssuranceList Asvs { get; } = Read("asvs");

    public static IReadOnlyList<AssuranceList> All { get; } = [Hazards, Scci1580, Asvs];

    private static AssuranceList Read(string key)
    {
        using var stream = typeof(AssuranceFile).Assembly.GetManifestResourceStream($"{key}.json")!;
        return JsonSerializer.Deserialize<AssuranceList>(stream, Options)! with { Key = key };
    }
}
