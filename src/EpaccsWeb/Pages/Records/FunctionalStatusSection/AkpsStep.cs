namespace EpaccsWeb.Pages.Records.FunctionalStatusSection;

/// <summary>What each step of the Australia-modified Karnofsky performance status means (SCCI1580 item 29).</summary>
public sealed record AkpsStep(int Score, string Meaning)
{
    /// <summary>The eleven steps, best first.</summary>
    public static IReadOnlyList<AkpsStep> All { get; } =
    [
        new(100, "normal"),
        new(90, "minor signs of disease"),
        new(80, "normal activity with some effort"),
        new(70, "cares for self, no active work"),
        new(60, "needs occasional assistance"),
        new(50, "needs considerable assistance and frequent medical care"),
        new(40, "in bed more than half of the time"),
        new(30, "almost completely bedfast"),
        new(20, "totally bedfast, nursed by professionals or family"),
        new(10, "comatose or barely rousable"),
        new(0, "dead"),
    ];

    /// <summary>"40: in bed more than half of the time".</summary>
    public static string Words(int score) =>
        All.FirstOrDefault(step => step.Score == score) is { } known ? $"{known.Score}: {known.Meaning}" : $"{score}";
}
