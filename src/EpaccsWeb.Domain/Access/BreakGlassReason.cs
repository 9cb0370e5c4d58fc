namespace EpaccsWeb.Domain.Access;

/// <summary>Why a record was opened without a relationship.</summary>
public enum BreakGlassReason
{
    Emergency,
    PersonAsked,
    BestInterests,
    Other,
}
