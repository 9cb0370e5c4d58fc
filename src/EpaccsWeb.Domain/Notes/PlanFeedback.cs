using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Domain.Notes;

/// <summary>What became of the plan when it was needed.</summary>
public enum FeedbackKind
{
    Followed,
    NotFollowed,
    PlanWrong,
}

/// <summary>Why a plan could not be followed.</summary>
public enum NotFollowedReason
{
    PersonAskedOtherwise,
    FamilyAskedOtherwise,
    SymptomsBeyondThePlan,
    MedicinesNotThere,
    CouldNotGetIn,
    NobodyToCome,
    NoBedWherePreferred,
    FormNotFound,
    PlanUnclear,
    Other,
}

/// <summary>What whoever used the plan tells its authors. Written once.</summary>
public sealed class PlanFeedback
{
    public const int LongestWords = 1000;

    public required Guid Id { get; init; }
    public required Guid PatientId { get; init; }
    public required FeedbackKind Kind { get; init; }

    /// <summary>Why it could not be followed; null for the other kinds.</summary>
    public NotFollowedReason? Reason { get; init; }

    /// <summary>Which section is wrong; null for the other kinds.</summary>
    public string? Section { get; init; }
    public string? Words { get; init; }

    /// <summary>The version of the plan's content that was used.</summary>
    public required int PlanVersion { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Guid PostId { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }
    public required Guid SubmitToken { get; init; }

    public string Authorship => $"{RoleNames.Of(AuthorRole)}, {AuthorOrganisation}";

    /// <summary>What notices and lists say of it: no answer, no words.</summary>
    public string What => $"Feedback: {WordsOf(Kind).ToLowerInvariant()}";

    /// <summary>Feedback given now by the holder of a grant.</summary>
    /// <exception cref="PlanRuleException">Something that the kind needs is missing.</exception>
    public static PlanFeedback Give(FeedbackAnswers answers, int planVersion, AccessGrant grant, DateTimeOffset now, Guid submitToken)
    {
        grant.Require(grant.PatientId, Permission.Notes);
        if (answers.Problems().ToList() is { Count: > 0 } problems)
        {
            throw new PlanRuleException(problems);
        }

        var kept = answers.OfItsKind();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            PatientId = grant.PatientId,
            Kind = answers.Kind!.Value,
            Reason = kept.Reason,
            Section = kept.Section,
            Words = kept.Words,
            PlanVersion = planVersion,
            At = now,
            AuthorId = grant.Actor.UserId,
            AuthorName = grant.Actor.Name,
            PostId = grant.Actor.PostId,
            AuthorRole = grant.Actor.Role,
            AuthorOrganisation = grant.Actor.OrganisationName,
            SubmitToken = submitToken,
        };
    }

    /// <summary>Whether these are the answers that it was given with.</summary>
    public bool Says(FeedbackAnswers answers) => answers.OfItsKind() == new FeedbackAnswers(Kind, Reason, Section, Words);

    public static string WordsOf(FeedbackKind kind) =>
        kind switch
        {
            FeedbackKind.Followed => "Used and followed",
            FeedbackKind.NotFollowed => "Could not be followed",
            _ => "The plan is wrong",
        };

    public static string WordsOf(NotFollowedReason reason) =>
        reason switch
        {
            NotFollowedReason.PersonAskedOtherwise => "The person asked for something else",
            NotFollowedReason.FamilyAskedOtherwise => "Family or carers asked for something else",
            NotFollowedReason.SymptomsBeyondThePlan => "Symptoms needed more than the plan foresaw",
            NotFollowedReason.MedicinesNotThere => "Medicines or their chart were not there",
            NotFollowedReason.CouldNotGetIn => "Could not get in",
            NotFollowedReason.NobodyToCome => "No service could come in time",
            NotFollowedReason.NoBedWherePreferred => "No bed where the person wished to be",
            NotFollowedReason.FormNotFound => "The paper form was not found",
            NotFollowedReason.PlanUnclear => "The plan was not clear",
            _ => "Other, in words",
        };
}

/// <summary>What is entered as feedback.</summary>
public sealed record FeedbackAnswers(FeedbackKind? Kind, NotFollowedReason? Reason, string? Section, string? Words)
{
    /// <summary>Without what is asked for another kind only.</summary>
    public FeedbackAnswers OfItsKind() =>
        this with
        {
            Reason = Kind is FeedbackKind.NotFollowed ? Reason : null,
            Section = Kind is FeedbackKind.PlanWrong ? Section : null,
        };

    public IEnumerable<SectionProblem> Problems()
    {
        if (Kind is null)
        {
            yield return new(nameof(Kind), "Choose what became of the plan.");
        }

        if (Kind is FeedbackKind.NotFollowed && Reason is null)
        {
            yield return new(nameof(Reason), "Choose why the plan could not be followed.");
        }

        if (Kind is FeedbackKind.NotFollowed && Reason is NotFollowedReason.Other && string.IsNullOrWhiteSpace(Words))
        {
            yield return new(nameof(Words), "Say in words why it could not be followed.");
        }

        if (Kind is FeedbackKind.PlanWrong && SectionCatalogue.Find(Section) is null)
        {
            yield return new(nameof(Section), "Choose which part of the plan is wrong.");
        }

        if (Kind is FeedbackKind.PlanWrong && string.IsNullOrWhiteSpace(Words))
        {
            yield return new(nameof(Words), "Say what is wrong, so that the team can put it right.");
        }
    }
}
