using System.Reflection;

namespace EpaccsWeb.Assurance;

/// <summary>Which Clinical Safety Officer signed which release, as the settings say; nobody until both are given.</summary>
public sealed record AssuranceSignature(string? Officer, string? Version)
{
    /// <summary>This release, as the service page shows it.</summary>
    public static string Release { get; } =
        typeof(AssuranceSignature).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>A signature counts for the release that it names and no other.</summary>
    public bool IsOfThisRelease => Officer is not null && Version == Release;

    public string Sentence =>
        IsOfThisRelease ? $"Signed for this release by {Officer}, Clinical Safety Officer."
        : this is { Officer: { } officer, Version: { } version }
            ? $"No Clinical Safety Officer has signed this release. {officer} signed {version}."
        : "No Clinical Safety Officer has signed this release.";

    public static AssuranceSignature Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Assurance");
        return new(Given("ClinicalSafetyOfficer"), Given("SignedVersion"));

        string? Given(string name) => section[name]?.Trim() is { Length: > 0 } words ? words : null;
    }
}
