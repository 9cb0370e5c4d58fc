namespace EpaccsWeb.Domain.Plans.Guard;

/// <summary>What a broken rule of the guard does.</summary>
public enum GuardLevel
{
    /// <summary>The save is refused.</summary>
    Blocks,

    /// <summary>The save needs a reason, which is kept with it.</summary>
    Warns,
}

/// <summary>A rule between statements of the plan: what it is called, which sections it looks at, and when it is broken.</summary>
/// <param name="Id">Stable name, kept with a reason that was given for it.</param>
/// <param name="Sections">The answers whose saving may break it.</param>
/// <param name="Broken">The field of the saved section and the sentence, or null when all is well.</param>
public sealed record GuardRule(string Id, GuardLevel Level, Type[] Sections, Func<PlanAsSaved, SectionProblem?> Broken);

/// <summary>A rule that a save would break.</summary>
public sealed record GuardFinding(string Id, GuardLevel Level, SectionProblem Problem);

/// <summary>The plan as it would stand after a save.</summary>
public sealed record PlanAsSaved(Plan Plan, ISectionAnswers Saved, SectionContext Context)
{
    /// <summary>The answers of a section: those being saved, else those in force.</summary>
    public T? Of<T>()
        where T : class, ISectionAnswers =>
        Saved as T
        ?? (SectionCatalogue.Of<T>().IsDecision ? DecisionState.Of(Plan, SectionCatalogue.Of<T>().Key).First as T : Plan.Current<T>());

    /// <summary>The problem at a field when that field's section is the one being saved, else at the form as a whole.</summary>
    public SectionProblem At<T>(string field, string sentence)
        where T : ISectionAnswers => new(Saved is T ? field : string.Empty, sentence);
}

/// <summary>The save breaks rules that need a reason, and none was given.</summary>
public sealed class PlanWarningException(IReadOnlyList<GuardFinding> findings) : Exception("The answers contradict the plan; a reason is needed.")
{
    public IReadOnlyList<GuardFinding> Findings { get; } = findings;
}
