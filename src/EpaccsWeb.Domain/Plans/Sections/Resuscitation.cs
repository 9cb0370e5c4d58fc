using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>What was decided about resuscitation, by whom and with whom (SCCI1580 items 44 to 48).</summary>
public sealed record Resuscitation : IDecision
{
    /// <summary>Item 44. A blank section, not a value, is "not recorded".</summary>
    public required CprDecision Decision { get; init; }

    /// <summary>Item 45: the latest of several decisions is the current one.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>The time of day was not known; only the day of <see cref="DecidedAt"/> counts.</summary>
    public bool TimeNotKnown { get; init; }

    /// <summary>Name and role of the clinician responsible for the decision.</summary>
    public required string DecidedBy { get; init; }

    /// <summary>Why, in clinical words.</summary>
    public string? Reason { get; init; }
    public Discussion? DiscussedWithPerson { get; init; }
    public string? WhyNotDiscussed { get; init; }

    /// <summary>Yes or no. That the person lacked capacity is no answer here; it is still read where it was recorded.</summary>
    public Discussion? DiscussedWithFamily { get; init; }

    /// <summary>Null is "not recorded".</summary>
    public bool? DiscussedWithCarer { get; init; }

    /// <summary>Family, attorney or others involved or consulted.</summary>
    public string? WhoWasInvolved { get; init; }

    /// <summary>Item 46.</summary>
    public DateOnly? ReviewOn { get; init; }

    /// <summary>Item 47: where the paper form is kept.</summary>
    public string? FormLocation { get; init; }

    /// <summary>Item 48: who knows of the decision. Null is "not recorded".</summary>
    public bool? PersonAware { get; init; }
    public bool? FamilyAware { get; init; }
    public bool? CarerAware { get; init; }

    /// <summary>"Not for CPR" with neither a reason nor a word of whom it was discussed with, or why it could not be.</summary>
    public bool IsUnexplained() =>
        this
            is {
                Decision: CprDecision.NotForCpr,
                Reason: null,
                DiscussedWithPerson: null,
                WhyNotDiscussed: null,
                DiscussedWithFamily: null,
                DiscussedWithCarer: null,
                WhoWasInvolved: null,
            };

    public DateTimeOffset? EffectiveAt => DecidedAt;

    Enum IDecision.Choice => Decision;

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (DecidedAt > context.Now)
        {
            yield return new("DecidedOn", "The date and time of the decision must be now or in the past.");
        }

        if (context.Born is { } born && Patients.London.Day(DecidedAt) < born)
        {
            yield return new("DecidedOn", "The date of the decision must be after the person was born.");
        }

        if (string.IsNullOrWhiteSpace(DecidedBy))
        {
            yield return new(nameof(DecidedBy), "Enter who made the decision.");
        }

        if (Decision is CprDecision.NotForCpr && DiscussedWithPerson is Discussion.No && string.IsNullOrWhiteSpace(WhyNotDiscussed))
        {
            yield return new(nameof(WhyNotDiscussed), "Say why the decision was not discussed with the person.");
        }

        if (
            Decision is CprDecision.NotForCpr
            && DiscussedWithPerson is Discussion.LackedCapacity
            && string.IsNullOrWhiteSpace(WhoWasInvolved)
        )
        {
            yield return new(nameof(WhoWasInvolved), "Say who was consulted, or why that was not practicable.");
        }

        if (ReviewOn is { } review && review < Patients.London.Day(DecidedAt))
        {
            yield return new(nameof(ReviewOn), "The review date must be after the decision.");
        }
    }
}
