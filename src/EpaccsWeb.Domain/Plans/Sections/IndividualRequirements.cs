using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>What the person needs so that care reaches them (SCCI1580 items 14 and 15; PRSB individual requirements).</summary>
public sealed record IndividualRequirements : ISectionAnswers
{
    /// <summary>Item 14; null is "not recorded".</summary>
    public InterpreterNeed? Interpreter { get; init; }

    /// <summary>Item 15.</summary>
    public string? PreferredSpokenLanguage { get; init; }
    public string? CommunicationSupport { get; init; }
    public string? CommunicationProfessional { get; init; }
    public string? ContactMethod { get; init; }
    public string? InformationFormat { get; init; }
    public string? Impairment { get; init; }
    public string? Cognition { get; init; }
    public string? Mobility { get; init; }
    public string? Other { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (Interpreter is InterpreterNeed.Needed && string.IsNullOrWhiteSpace(PreferredSpokenLanguage))
        {
            yield return new(nameof(PreferredSpokenLanguage), "Enter the language for which the interpreter is needed.");
        }
    }
}
