using EpaccsWeb.Domain.Reports;

namespace EpaccsWeb.Domain.Deaths;

/// <summary>Whether the team thinks that the place was where the person would have wished to be, whatever was recorded.</summary>
public enum RightPlace
{
    Yes,
    No,
    NotKnown,
}

/// <summary>What the team finds to have stood in the way, by the kinds that reasons have in reports.</summary>
public enum InTheWay
{
    Nothing,
    Unforeseen,
    System,
    MissedOpportunity,
    NotKnown,
}

/// <summary>What reviews find, in words.</summary>
public static class ReviewWords
{
    /// <summary>Whether a wish about the place was met; null needs a place on both sides, which "declined" and "undecided" are not.</summary>
    public static string Met(bool? met) =>
        met switch
        {
            true => "Yes",
            false => "No",
            _ => "Cannot be said: a place wished for, or the actual place, is not recorded",
        };

    public static string Of(RightPlace place) =>
        place switch
        {
            RightPlace.Yes => "Yes",
            RightPlace.No => "No",
            _ => "Not known",
        };

    public static string Of(InTheWay finding) =>
        finding switch
        {
            InTheWay.Nothing => "Nothing",
            InTheWay.Unforeseen => VarianceGroups.Words(VarianceGroup.Unforeseen),
            InTheWay.System => VarianceGroups.Words(VarianceGroup.System),
            InTheWay.MissedOpportunity => VarianceGroups.Words(VarianceGroup.MissedOpportunity),
            _ => "Not known",
        };
}
