namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>What may happen, what to do then, and what to do when the person dies as expected (PRSB contingency plans).</summary>
public sealed record ContingencyPlans : ISectionAnswers
{
    public IReadOnlyList<ExpectedEmergency> Emergencies { get; init; } = [];
    public string? EarlyWarningSigns { get; init; }
    public string? CopingStrategies { get; init; }

    /// <summary>Telephone of the palliative care line that answers at any hour.</summary>
    public string? PalliativeLine { get; init; }

    /// <summary>Equipment that is there, or would be needed.</summary>
    public string? Equipment { get; init; }

    /// <summary>When death is expected: who may verify that it has happened.</summary>
    public string? WhoMayVerify { get; init; }

    /// <summary>When death is expected: who will certify its cause.</summary>
    public string? WhoWillCertify { get; init; }
    public DateOnly? DoctorLastSawOn { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        for (var at = 0; at < Emergencies.Count; at++)
        {
            if (string.IsNullOrWhiteSpace(Emergencies[at].Trigger))
            {
                yield return new($"{nameof(Emergencies)}[{at}].{nameof(ExpectedEmergency.Trigger)}", "Enter what may happen.");
            }
        }

        if (DoctorLastSawOn > context.Today)
        {
            yield return new(nameof(DoctorLastSawOn), "The date the doctor last saw the person must be today or in the past.");
        }

        if (DoctorLastSawOn < context.Born)
        {
            yield return new(nameof(DoctorLastSawOn), "The date the doctor last saw the person must be after the person was born.");
        }
    }
}

/// <summary>One emergency that may come, and what is to be done (PRSB trigger factors, what should happen, who to contact).</summary>
public sealed record ExpectedEmergency
{
    public required string Trigger { get; init; }
    public string? WhatShouldHappen { get; init; }

    public string? WhoToContact { get; init; }
}
