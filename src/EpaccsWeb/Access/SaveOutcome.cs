using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Access;

/// <summary>What became of a save.</summary>
public abstract record SaveOutcome
{
    private SaveOutcome() { }

    /// <summary>Committed; or the same form had been committed before.</summary>
    public sealed record Saved : SaveOutcome;

    /// <summary>Someone else saved first. Nothing was written; both texts are to be shown.</summary>
    public sealed record Conflict(int CurrentNumber) : SaveOutcome;

    /// <summary>The answers contradict the plan and need a reason. Nothing was written.</summary>
    public sealed record Warned(IReadOnlyList<SectionProblem> Warnings) : SaveOutcome;

    /// <summary>A rule was broken. Nothing was written.</summary>
    public sealed record Refused(IReadOnlyList<SectionProblem> Problems) : SaveOutcome;
}
