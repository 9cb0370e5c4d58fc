using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Reports;

/// <summary>What kind of reason it was that somebody died elsewhere than they wished.</summary>
public enum VarianceGroup
{
    /// <summary>It came too fast, or the wish or the illness changed: nobody could have planned for it.</summary>
    Unforeseen,

    /// <summary>Care, beds or supplies were not to be had.</summary>
    System,

    /// <summary>What was known or agreed was not acted on.</summary>
    MissedOpportunity,

    /// <summary>Another reason, or none known.</summary>
    NotSaid,
}

/// <summary>Reasons by kind, with the quantity of each kind.</summary>
public static class VarianceGroups
{
    private static readonly Dictionary<VarianceGroup, Quantity> Quantities = Enum.GetValues<VarianceGroup>()
        .ToDictionary(group => group, group => new Quantity($"variance group {group}"));

    public static VarianceGroup Of(VarianceReason reason) =>
        reason switch
        {
            VarianceReason.SuddenOrUnexpectedDeterioration
            or VarianceReason.SymptomsNeededAdmission
            or VarianceReason.TooUnwellToMove
            or VarianceReason.ChangedMind
            or VarianceReason.ActiveTreatmentContinuing => VarianceGroup.Unforeseen,
            VarianceReason.CarerCouldNotCopeOrDisagreed
            or VarianceReason.CarePackageDelay
            or VarianceReason.NoBed
            or VarianceReason.EquipmentOrMedicinesUnavailable => VarianceGroup.System,
            VarianceReason.PlanNotSeenOrFollowed or VarianceReason.AnticipatoryStepsMissed => VarianceGroup.MissedOpportunity,
            _ => VarianceGroup.NotSaid,
        };

    public static IEnumerable<VarianceReason> Reasons(VarianceGroup group) =>
        Enum.GetValues<VarianceReason>().Where(reason => Of(reason) == group);

    public static Quantity Quantity(VarianceGroup group) => Quantities[group];

    public static string Words(VarianceGroup group) =>
        group switch
        {
            VarianceGroup.Unforeseen => "Unforeseen",
            VarianceGroup.System => "System: care, beds or supplies were missing",
            VarianceGroup.MissedOpportunity => "Missed opportunity",
            _ => "Another reason, or not known",
        };

    /// <summary>Adds the kinds to the counts of everybody.</summary>
    public static void AddTo(Figures figures, Tally tally)
    {
        foreach (var group in Enum.GetValues<VarianceGroup>())
        {
            figures.Add(Quantity(group), Reasons(group).Sum(reason => tally[Counted.Variance[reason]]));
            figures.AddUp(Quantity(group), Reasons(group).Select(reason => Counted.Variance[reason]));
            figures.Share(Quantity(group), Counted.FirstNotMet, sensitive: false);
        }

        figures.AddUp(Counted.FirstNotMet, [.. Quantities.Values, Counted.NoReason]);
    }
}
