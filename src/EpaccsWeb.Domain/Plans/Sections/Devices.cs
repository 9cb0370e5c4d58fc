using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Devices in or on the person, and what they mean at the end of life (PRSB medical devices; no SCCI1580 item).</summary>
public sealed record Devices : ISectionAnswers
{
    /// <summary>Null is "not recorded", never "not fitted".</summary>
    public DefibrillatorStatus? Defibrillator { get; init; }
    public DateOnly? DefibrillatorDeactivatedOn { get; init; }
    public string? DefibrillatorDetails { get; init; }

    /// <summary>Null is "not recorded".</summary>
    public bool? SyringePump { get; init; }
    public string? SyringePumpDetails { get; init; }

    /// <summary>Null is "not recorded".</summary>
    public bool? Oxygen { get; init; }
    public string? OxygenDetails { get; init; }

    /// <summary>Null is "not recorded".</summary>
    public bool? Catheter { get; init; }
    public string? CatheterDetails { get; init; }
    public string? OtherDevices { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (DefibrillatorDeactivatedOn is not null && Defibrillator is not DefibrillatorStatus.Deactivated)
        {
            yield return new(nameof(DefibrillatorDeactivatedOn), "Leave the date blank unless the defibrillator is deactivated.");
        }
        else if (DefibrillatorDeactivatedOn > context.Today)
        {
            yield return new(nameof(DefibrillatorDeactivatedOn), "The date of deactivation must be today or in the past.");
        }
        else if (DefibrillatorDeactivatedOn < context.Born)
        {
            yield return new(nameof(DefibrillatorDeactivatedOn), "The date of deactivation must be after the person was born.");
        }
    }
}
