namespace EpaccsWeb.Assurance;

/// <summary>What the file says of one hazard or requirement.</summary>
public enum AssuranceAnswer
{
    /// <summary>It is there, and the tests named prove it.</summary>
    Built,

    /// <summary>Some of it is there or proven; the reason says what is missing.</summary>
    Partly,

    NotBuilt,

    NotApplicable,
}

/// <summary>One hazard or requirement: the answer, the reason for it, and the tests that are its evidence.</summary>
public sealed record AssuranceItem
{
    public required string Id { get; init; }

    public required string Text { get; init; }

    /// <summary>How binding its source says it is, such as MUST or L2; hazards have a risk in its place.</summary>
    public string? Kind { get; init; }

    public Severity? Severity { get; init; }

    /// <summary>How likely the harm is without what controls it.</summary>
    public Likelihood? Likelihood { get; init; }

    /// <summary>How likely it is with what is built today.</summary>
    public Likelihood? ResidualLikelihood { get; init; }

    public AssuranceAnswer? Answer { get; init; }

    public string Because { get; init; } = "";

    /// <summary>Full names of the tests: namespace, class and method.</summary>
    public IReadOnlyList<string> Tests { get; init; } = [];

    public HazardRisk? First => HazardRisk.Of(Severity, Likelihood);

    public HazardRisk? Residual => HazardRisk.Of(Severity, ResidualLikelihood);

    /// <summary>Why this cannot stand as it is; null when it is answered.</summary>
    public string? Problem =>
        Answer switch
        {
            null => "has no answer",
            _ when string.IsNullOrWhiteSpace(Because) => "has no reason",
            AssuranceAnswer.Built when Tests.Count == 0 => "is said to be built, and names no test",
            AssuranceAnswer.NotBuilt or AssuranceAnswer.NotApplicable when Tests.Count > 0 => "names tests of what is not there",
            _ => null,
        };
}
