using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Domain.Plans;

/// <summary>The answers of one plan section. Answers only ever gain optional fields, so old versions stay readable.</summary>
public interface ISectionAnswers
{
    /// <summary>The moment the answers hold from, when they carry a date of their own; else the moment of saving.</summary>
    DateTimeOffset? EffectiveAt => null;

    /// <summary>Rules between the answers that are broken, each naming the field it is shown at.</summary>
    IEnumerable<SectionProblem> Problems(SectionContext context);
}

/// <summary>An answer that stands on no page until it is asked for there: each showing is audited.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ShownOnRequestAttribute : Attribute;

/// <summary>What a section's rules need to know besides its own answers.</summary>
public sealed record SectionContext(DateOnly Today, DateTimeOffset Now, DateOnly? Born)
{
    /// <summary>The answers come from a register, with the death of the person; on a page a plan is written of the living only.</summary>
    public bool HasDied { get; init; }

    public static SectionContext At(DateTimeOffset now, DateOnly? born = null) => new(London.Day(now), now, born);
}

/// <summary>A broken rule: the field (a property path of the answers) and a clear sentence.</summary>
public sealed record SectionProblem(string Field, string Sentence);

/// <summary>Answers that a senior clinician endorses: until then they show as "awaiting endorsement".</summary>
public interface IEndorsable : ISectionAnswers;

/// <summary>A decision of which the latest by its own date and time holds, whenever it was typed.</summary>
public interface IDecision : IEndorsable
{
    DateTimeOffset DecidedAt { get; }

    /// <summary>The time of day was not known; only the day of <see cref="DecidedAt"/> counts.</summary>
    bool TimeNotKnown { get; }

    /// <summary>What was decided: two decisions that differ here disagree.</summary>
    Enum Choice { get; }
}
