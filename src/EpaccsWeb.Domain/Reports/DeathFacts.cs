using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Reports;

/// <summary>What a report knows of one death: no name and no number, only what is counted.</summary>
public sealed record DeathFacts
{
    public required DateOnly DiedOn { get; init; }

    /// <summary>The London day on which the record was started.</summary>
    public required DateOnly StartedOn { get; init; }
    public required DateOnly Born { get; init; }

    /// <summary>ODS code of the registered practice at death.</summary>
    public required string Organisation { get; init; }

    /// <summary>How far the question had come at the end of the day of death.</summary>
    public PlaceStatus Wish { get; init; }

    /// <summary>The first choice in effect at the end of the day of death.</summary>
    public Place? First { get; init; }
    public bool PlaceAt30Days { get; init; }
    public bool PlaceAt7Days { get; init; }
    public bool PlaceAt1Day { get; init; }
    public bool WishChanged { get; init; }
    public Place? Actual { get; init; }
    public bool InUsualResidence { get; init; }
    public bool? FirstMet { get; init; }
    public bool? FirstOrSecondMet { get; init; }
    public bool? NamedPlaceMet { get; init; }
    public VarianceReason? Variance { get; init; }
    public bool NotForCpr { get; init; }
    public bool SeenByUrgentCare { get; init; }

    /// <summary>Somebody wrote an after-death review of it.</summary>
    public bool Reviewed { get; init; }
    public RightPlace? RightPlace { get; init; }
    public InTheWay? InTheWay { get; init; }
    public DiagnosisGroup? DiagnosisGroup { get; init; }
    public int? ImdDecile { get; init; }
    public Ethnicity? Ethnicity { get; init; }
    public Gender? Sex { get; init; }
    public bool InCareHome { get; init; }

    /// <summary>A record started on the day of death counts as started before it.</summary>
    public bool StartedAfterDeath => StartedOn > DiedOn;

    public int DaysOnRegister => DiedOn.DayNumber - StartedOn.DayNumber;

    public int AgeAtDeath => London.Age(Born, DiedOn);
}
