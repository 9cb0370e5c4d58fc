namespace EpaccsWeb.Domain.Plans;

/// <summary>Someone else saved the section since the writer opened it.</summary>
public sealed class PlanConflictException(string section, int basedOn, int current)
    : Exception($"Section {section} is at {current}, not {basedOn}.")
{
    public string Section { get; } = section;
    public int Current { get; } = current;
}

/// <summary>The answers break rules of their section.</summary>
public sealed class PlanRuleException(IReadOnlyList<SectionProblem> problems) : Exception("The answers break a rule of their section.")
{
    public IReadOnlyList<SectionProblem> Problems { get; } = problems;
}
