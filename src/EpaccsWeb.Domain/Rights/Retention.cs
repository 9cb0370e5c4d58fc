using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Rights;

/// <summary>Keeps one record beyond its period: a claim, an inquest, an inquiry, or a review that found it still needed.</summary>
public sealed class RecordHold
{
    public required Guid Id { get; init; }
    public required Guid RecordId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required string Reason { get; init; }

    /// <summary>The last day it holds; null is until it is lifted.</summary>
    public DateOnly? UntilOn { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required Guid PlacedById { get; init; }
    public required string PlacedBy { get; init; }
    public DateTimeOffset? LiftedAt { get; private set; }
    public string? LiftedBy { get; private set; }
    public string? LiftedBecause { get; private set; }

    public bool Holds(DateOnly today) => LiftedAt is null && (UntilOn is null || UntilOn >= today);

    /// <summary>Lifts it, with the reason.</summary>
    public void Lift(string because, Actor officer, DateTimeOffset now) =>
        (LiftedAt, LiftedBy, LiftedBecause) = (now, officer.Signature, because);
}

/// <summary>One person asks that a record be destroyed, another decides. Goes with the record when it is.</summary>
public sealed class DestructionRequest
{
    public required Guid Id { get; init; }
    public required Guid RecordId { get; init; }
    public required Guid OrganisationId { get; init; }

    /// <summary>What the review before destruction looked for.</summary>
    public required string Review { get; init; }
    public required DateTimeOffset AskedAt { get; init; }
    public required Guid AskedById { get; init; }
    public required Role AskedRole { get; init; }
    public required string AskedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; private set; }
    public Guid? DecidedById { get; private set; }
    public string? DecidedBy { get; private set; }
    public string? RefusedBecause { get; private set; }

    /// <summary>Leaves the record as it is.</summary>
    public void Refuse(string because, Actor officer, DateTimeOffset now)
    {
        if (RetentionRules.WhyNotDecide(this, officer) is { } why)
        {
            throw new AccessDeniedException(why);
        }

        (DecidedAt, DecidedById, DecidedBy, RefusedBecause) = (now, officer.UserId, officer.Signature, because);
    }
}

/// <summary>What is left of a record that was destroyed: that it was there, when it went, by whom, by which rule. Names nobody who was cared for.</summary>
public sealed class DestroyedRecord
{
    public required Guid RecordId { get; init; }
    public required Guid OrganisationId { get; init; }
    public required DateTimeOffset DestroyedAt { get; init; }
    public required string Rule { get; init; }
    public required Guid AskedById { get; init; }
    public required string AskedBy { get; init; }
    public required Guid DecidedById { get; init; }
    public required string DecidedBy { get; init; }

    /// <summary>The record it had been put together with, which was destroyed with it.</summary>
    public Guid? MergedInto { get; init; }
}

/// <summary>How long records are kept, and who destroys them.</summary>
public static class RetentionRules
{
    public const int LongestText = 2000;

    /// <summary>Privacy officers, and administrators of the organisation that holds the record.</summary>
    public static bool MayManage(Actor actor) => actor.Role is Role.PrivacyOfficer or Role.OrganisationAdministrator;

    /// <summary>A hold is lifted by a privacy officer.</summary>
    public static bool MayLift(Actor actor) => actor.Role is Role.PrivacyOfficer;

    /// <summary>Why this post may not decide the request; null when it may.</summary>
    public static string? WhyNotDecide(DestructionRequest request, Actor officer) =>
        !MayManage(officer) ? "A privacy officer or an administrator decides."
        : request.AskedById == officer.UserId ? "You asked for it: another person has to decide."
        : request.AskedRole is not Role.PrivacyOfficer && officer.Role is not Role.PrivacyOfficer
            ? "One of the two people has to be a privacy officer."
        : request.DecidedAt is not null ? "This request has been decided already."
        : null;

    /// <summary>The rule by which a record is kept, in words.</summary>
    public static string Words(string rule, int years) =>
        $"{years} years after the {(rule.StartsWith("death", StringComparison.Ordinal) ? "death" : "end of the record")}{(rule.EndsWith("-gp", StringComparison.Ordinal) ? ", held by a GP practice" : "")}";
}
