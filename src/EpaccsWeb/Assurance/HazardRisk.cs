namespace EpaccsWeb.Assurance;

/// <summary>How bad the harm would be, by the national clinical risk matrix.</summary>
public enum Severity
{
    Minor,
    Significant,
    Considerable,
    Major,
    Catastrophic,
}

/// <summary>How likely the harm is, by the national clinical risk matrix.</summary>
public enum Likelihood
{
    VeryLow,
    Low,
    Medium,
    High,
    VeryHigh,
}

/// <summary>Severity and likelihood of one hazard, and the rating from 1 to 5 that the national matrix gives them.</summary>
public sealed record HazardRisk(Severity Severity, Likelihood Likelihood)
{
    /// <summary>A row for each likelihood, from very low; in it a rating for each severity, from minor.</summary>
    private static readonly int[][] Matrix =
    [
        [1, 1, 2, 2, 3],
        [1, 2, 2, 3, 4],
        [2, 2, 3, 3, 4],
        [2, 3, 3, 4, 5],
        [3, 4, 4, 5, 5],
    ];

    public int Rating => Matrix[(int)Likelihood][(int)Severity];

    public string Meaning =>
        Rating switch
        {
            <= 2 => "acceptable",
            3 => "undesirable",
            4 => "must be reduced",
            _ => "unacceptable",
        };

    public static HazardRisk? Of(Severity? severity, Likelihood? likelihood) =>
        severity is { } harm && likelihood is { } chance ? new(harm, chance) : null;
}
