using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Domain.Rights;

/// <summary>Who takes requests for copies down, who signs them off, by when they are answered and who fetches the copy.</summary>
public static class SubjectRules
{
    /// <summary>Days to answer after a death: the shorter of the two periods of the Access to Health Records Act 1990.</summary>
    public const int DaysAfterDeath = 21;

    /// <summary>A privacy officer, or an administrator of the organisation that holds the record.</summary>
    public static bool MayAsk(Actor actor) => actor.Role is Role.PrivacyOfficer or Role.OrganisationAdministrator;

    /// <summary>A senior clinician, of the organisation that holds the record.</summary>
    public static bool MaySign(Actor actor) => actor.Senior && PostRules.MayBeSenior(actor.Role);

    public static bool MaySee(Actor actor) => MayAsk(actor) || MaySign(actor);

    public static bool IsAfterDeath(SubjectApplicant applicant) =>
        applicant is SubjectApplicant.PersonalRepresentative or SubjectApplicant.Claimant;

    /// <summary>Why this applicant has no claim to the copy as the record stands; null when there may be one.</summary>
    /// <remarks>Data protection law covers living people only. A death that is only reported changes nothing yet.</remarks>
    public static string? WhyNotFor(SubjectApplicant applicant, bool died) =>
        (IsAfterDeath(applicant), died) switch
        {
            (true, false) =>
                "No confirmed death is recorded. While the person lives, the person asks, or somebody who may act for them. Record the death first.",
            (false, true) =>
                "A death is recorded. Now only the personal representative may ask, or somebody who may have a claim arising out of the death.",
            _ => null,
        };

    /// <summary>Why this post may not decide the request; null when it may. Whoever took it down never does, whatever their post.</summary>
    public static string? WhyNotDecide(SubjectRequest request, Actor clinician) =>
        !MaySign(clinician) || clinician.OrganisationId != request.OrganisationId
            ? "A senior clinician of the organisation that holds the record decides."
        : request.AskedById == clinician.UserId ? "You took the request down: another senior clinician has to decide."
        : request.IsDecided ? "This request has been decided already."
        : null;

    /// <summary>Why something may not be kept back on this ground; null when it may.</summary>
    public static string? WhyNotOn(SubjectGround ground, SubjectApplicant applicant) =>
        ground is SubjectGround.InConfidence && !IsAfterDeath(applicant) ? "This reason is for requests after a death only."
        : ground is SubjectGround.NotRelevant && applicant is not SubjectApplicant.Claimant
            ? "This reason is for claims after a death only."
        : null;

    /// <summary>What is wrong with what is kept back, at its field.</summary>
    /// <param name="parts">The parts that the record has anything in.</param>
    public static IEnumerable<SectionProblem> Problems(
        SubjectWithholding withholding,
        SubjectApplicant applicant,
        IReadOnlySet<string> parts
    )
    {
        if (withholding.Parts.Count == 0)
        {
            yield break;
        }

        if (!withholding.Parts.All(parts.Contains))
        {
            yield return new("Withheld", "Choose parts from the list.");
        }

        if (withholding.Ground is not { } ground || !Enum.IsDefined(ground))
        {
            yield return new(nameof(withholding.Ground), "Choose why parts are kept back.");
        }
        else if (WhyNotOn(ground, applicant) is { } why)
        {
            yield return new(nameof(withholding.Ground), why);
        }

        if (string.IsNullOrWhiteSpace(withholding.Because))
        {
            yield return new(nameof(withholding.Because), "Say why these parts are kept back.");
        }
    }

    /// <summary>
    /// The clinician who signed it off, who reads the record anyway, and a privacy officer who took the request down.
    /// An administrator sees nothing clinical, and so never the copy.
    /// </summary>
    public static bool MayFetch(SubjectRequest request, Actor actor) =>
        request.DecidedById == actor.UserId
            ? MaySign(actor) && actor.OrganisationId == request.OrganisationId
            : request.AskedById == actor.UserId && actor.Role is Role.PrivacyOfficer;

    /// <summary>The last day to answer: one month, or after a death 21 days.</summary>
    public static DateOnly AnswerBy(SubjectRequest request) =>
        request.IsAfterDeath ? request.ReceivedOn.AddDays(DaysAfterDeath) : request.ReceivedOn.AddMonths(1);

    public static string Law(SubjectApplicant applicant) =>
        IsAfterDeath(applicant) ? "Access to Health Records Act 1990" : "Data protection law (UK GDPR, article 15)";

    public static string Words(SubjectApplicant applicant) =>
        applicant switch
        {
            SubjectApplicant.Person => "The person",
            SubjectApplicant.Authorised => "Somebody with the person's written authority",
            SubjectApplicant.AttorneyOrDeputy => "Attorney for health and welfare, or deputy of the court",
            SubjectApplicant.PersonalRepresentative => "After a death: the personal representative (executor or administrator)",
            _ => "After a death: somebody who may have a claim arising out of it",
        };

    public static string Words(SubjectGround ground) =>
        ground switch
        {
            SubjectGround.SeriousHarm => "Serious harm to the physical or mental health of the person or of somebody else",
            SubjectGround.ThirdParty =>
                "It is about somebody else, or came from somebody else who is not a professional and has not agreed",
            SubjectGround.InConfidence => "After a death: the person gave it expecting that it would not be disclosed",
            _ => "After a death: it is not relevant to the claim",
        };

    public static string Words(SubjectState state) =>
        state switch
        {
            SubjectState.Asked => "Waits for a senior clinician",
            SubjectState.Refused => "Refused",
            SubjectState.Ready => "Ready to fetch",
            _ => "Expired",
        };
}
