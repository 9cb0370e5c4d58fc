using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>How far treatment should go, and whether hospital is wanted (ReSPECT 3 and 4; PRSB treatment escalation plan).</summary>
public sealed record TreatmentEscalation : IDecision
{
    public required CeilingOfTreatment Ceiling { get; init; }

    /// <summary>When hospital is wanted; null is "not recorded".</summary>
    public HospitalAdmission? Hospital { get; init; }

    /// <summary>For which problems hospital would be right, when it is wanted for some only.</summary>
    public string? HospitalFor { get; init; }

    /// <summary>ReSPECT: 0 is all priority to comfort, 10 all priority to sustaining life; null is "not recorded".</summary>
    public int? Priority { get; init; }

    /// <summary>What matters most to the person, in their words.</summary>
    public string? WhatMatters { get; init; }

    /// <summary>Treatments that should be given or considered.</summary>
    public string? ToGive { get; init; }

    /// <summary>Treatments that would not be wanted or would not work.</summary>
    public string? NotToGive { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public bool TimeNotKnown { get; init; }
    public required string DecidedBy { get; init; }
    public string? Reason { get; init; }
    public Discussion? DiscussedWithPerson { get; init; }
    public string? WhoWasInvolved { get; init; }
    public DateOnly? ReviewOn { get; init; }

    /// <summary>Where the original ReSPECT or escalation form is kept.</summary>
    public string? FormLocation { get; init; }

    public DateTimeOffset? EffectiveAt => DecidedAt;

    Enum IDecision.Choice => Ceiling;

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

        if (Priority is < 0 or > 10)
        {
            yield return new(nameof(Priority), "The priority is a whole number from 0 (comfort) to 10 (sustaining life).");
        }

        if (Hospital is HospitalAdmission.ForSomeProblems && string.IsNullOrWhiteSpace(HospitalFor))
        {
            yield return new(nameof(HospitalFor), "Say for which problems hospital would be right.");
        }

        if (DiscussedWithPerson is Discussion.LackedCapacity && string.IsNullOrWhiteSpace(WhoWasInvolved))
        {
            yield return new(nameof(WhoWasInvolved), "Say who was consulted, or why that was not practicable.");
        }

        if (ReviewOn is { } review && review < Patients.London.Day(DecidedAt))
        {
            yield return new(nameof(ReviewOn), "The review date must be after the decision.");
        }
    }
}
