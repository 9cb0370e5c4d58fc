using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Deaths;

/// <summary>What an entry about a death does.</summary>
public enum DeathEntryKind
{
    /// <summary>By someone who may record it.</summary>
    Recorded,

    /// <summary>By someone who may only report it; awaits confirmation.</summary>
    Reported,

    /// <summary>Taken back, with a reason: the person is alive, or it is another person.</summary>
    Undone,
}

/// <summary>One entry about a person's death (SCCI1580 items 59 and 60). Written once; the highest number holds.</summary>
public sealed class Death
{
    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required int Number { get; init; }
    public required DeathEntryKind Kind { get; init; }
    public required DeathAnswers Answers { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Guid PostId { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }
    public string? Reason { get; init; }
    public Guid? SubmitToken { get; init; }

    /// <summary>The number of the last entry that took a death back, 0 when none did: what came before it is not of the death that stands.</summary>
    public static int LastUndone(IEnumerable<Death> deaths) =>
        deaths.Where(death => death.Kind is DeathEntryKind.Undone).Select(death => death.Number).DefaultIfEmpty().Max();

    public string Authorship => $"{RoleNames.Of(AuthorRole)}, {AuthorOrganisation}";
}

/// <summary>What is entered about a death, with the rules between the answers.</summary>
public sealed record DeathAnswers
{
    public required DateOnly DiedOn { get; init; }
    public DeathStatus? Status { get; init; }
    public Place? ActualPlace { get; init; }
    public string? ActualPlaceName { get; init; }

    /// <summary>Stated to be the usual place of residence (887801000000106); null is "not stated".</summary>
    public bool? InUsualResidence { get; init; }
    public VarianceReason? Variance { get; init; }
    public string? VarianceNotes { get; init; }
    public string? ToldBy { get; init; }

    /// <summary>Whether the next of kin are known to have been told; null is "not recorded".</summary>
    public bool? NextOfKinTold { get; init; }

    /// <param name="wish">The statement about place of death in force on the day of death, or null.</param>
    /// <param name="inCareHome">The person's recorded residence is a care home.</param>
    /// <param name="standing">The latest entry about the death, which this one is to follow; null for the first.</param>
    public IEnumerable<SectionProblem> Problems(SectionContext context, PlaceStatement? wish, bool inCareHome, Death? standing = null)
    {
        if (DiedOn > context.Today)
        {
            yield return new(nameof(DiedOn), "Date of death must be today or in the past.");
        }

        if (DiedOn < context.Born)
        {
            yield return new(nameof(DiedOn), "Date of death must be after the date of birth.");
        }

        // What somebody only reported as registered is not recorded so yet.
        if (Status is not DeathStatus.Formal && standing is { Kind: DeathEntryKind.Recorded, Answers.Status: DeathStatus.Formal })
        {
            yield return new(nameof(Status), "The death is recorded as formally confirmed. Take it back first if it is wrong.");
        }

        var met = PreferenceOutcome.FirstMet(wish, this, inCareHome);
        if (met is false && Variance is null)
        {
            yield return new(
                nameof(Variance),
                "The person died somewhere other than their first choice. Choose the main reason, or \"Not known\"."
            );
        }

        if (Variance is not null && met is not false)
        {
            yield return new(
                nameof(Variance),
                met is true
                    ? "The person died where they wished, so no reason is needed. Leave this blank."
                    : "A reason is only asked when both the preferred and the actual place are recorded. Leave this blank."
            );
        }

        if (Variance is VarianceReason.Other && string.IsNullOrWhiteSpace(VarianceNotes))
        {
            yield return new(nameof(VarianceNotes), "Say what the other reason was.");
        }
    }
}
