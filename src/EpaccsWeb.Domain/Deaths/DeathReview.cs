using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Domain.Deaths;

/// <summary>What the team says of one death: what happened, why, and what is to be learnt. Written once; the highest number holds.</summary>
public sealed class DeathReview
{
    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required int Number { get; init; }

    /// <summary>The entry about the death that was looked at, so that a death changed or taken back later shows.</summary>
    public required int DeathNumber { get; init; }
    public required DeathReviewAnswers Answers { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Guid PostId { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }
    public required Guid SubmitToken { get; init; }

    /// <summary>A review written now by the holder of a grant.</summary>
    /// <exception cref="PlanRuleException">Something that a review needs is missing.</exception>
    public static DeathReview Write(
        DeathReviewAnswers answers,
        int number,
        int deathNumber,
        AccessGrant grant,
        DateTimeOffset now,
        Guid submitToken
    )
    {
        grant.Require(grant.PatientId, Permission.RecordDeath);
        return Of(answers, number, grant.PatientId, deathNumber, grant.Actor, now, submitToken);
    }

    /// <summary>The first review of a whole new record that is loaded in bulk: its own author and moment.</summary>
    public static DeathReview Load(DeathReviewAnswers answers, Death death, SystemGrant grant, Actor author, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(grant);
        return Of(answers, 1, death.PatientId, death.Number, author, at, Guid.NewGuid());
    }

    private static DeathReview Of(
        DeathReviewAnswers answers,
        int number,
        Guid patientId,
        int deathNumber,
        Actor author,
        DateTimeOffset at,
        Guid submitToken
    )
    {
        if (answers.Problems().ToList() is { Count: > 0 } problems)
        {
            throw new PlanRuleException(problems);
        }

        return new()
        {
            Id = Guid.CreateVersion7(at),
            PatientId = patientId,
            Number = number,
            DeathNumber = deathNumber,
            Answers = answers,
            At = at,
            AuthorId = author.UserId,
            AuthorName = author.Name,
            PostId = author.PostId,
            AuthorRole = author.Role,
            AuthorOrganisation = author.OrganisationName,
            SubmitToken = submitToken,
        };
    }

    /// <summary>The reviews of the death that is recorded now; what was said of one that was taken back is not said of it.</summary>
    public static IEnumerable<DeathReview> OfThisDeath(IEnumerable<DeathReview> reviews, IEnumerable<Death> deaths)
    {
        var undone = Death.LastUndone(deaths);
        return reviews.Where(review => review.DeathNumber > undone);
    }
}

/// <summary>What is entered in a review. What was wished, and where the person died, are not asked again: the record has them.</summary>
public sealed record DeathReviewAnswers
{
    public const int LongestWords = 2000;

    public required string WhatHappened { get; init; }
    public string? WentWell { get; init; }
    public required string ToLearn { get; init; }
    public string? WillChange { get; init; }

    /// <summary>Whether the place was where the person would have wished to be, as the team sees it; null is "not recorded".</summary>
    public RightPlace? RightPlace { get; init; }

    /// <summary>What mainly stood in the way; null is "not recorded".</summary>
    public InTheWay? InTheWay { get; init; }

    public IEnumerable<SectionProblem> Problems()
    {
        if (string.IsNullOrWhiteSpace(WhatHappened))
        {
            yield return new(nameof(WhatHappened), "Write what happened and why.");
        }

        if (string.IsNullOrWhiteSpace(ToLearn))
        {
            yield return new(nameof(ToLearn), "Write what is to be learnt, or that there is nothing to learn.");
        }
    }
}
