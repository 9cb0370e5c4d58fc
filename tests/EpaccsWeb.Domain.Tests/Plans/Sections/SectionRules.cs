using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Domain.Tests.Plans.Sections;

/// <summary>The day and the person against which the rules of sections are tested.</summary>
internal static class SectionRules
{
    public static readonly DateOnly Today = new(2026, 11, 16);

    public static readonly DateOnly Born = new(1950, 5, 17);

    /// <summary>The fields at which the rules find fault, such as "Lpa Adrt"; empty when they find none.</summary>
    public static string Faults(ISectionAnswers answers)
    {
        var problems = answers.Problems(SectionContext.At(London.Moment(Today, new TimeOnly(9, 0)), Born)).ToList();
        Assert.All(problems, problem => Assert.Matches("^[A-Z].+\\.$", problem.Sentence));
        return string.Join(' ', problems.Select(problem => problem.Field));
    }
}
