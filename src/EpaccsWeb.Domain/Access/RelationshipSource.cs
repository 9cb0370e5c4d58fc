namespace EpaccsWeb.Domain.Access;

/// <summary>What a relationship rests on.</summary>
public enum RelationshipSource
{
    Registration,
    Referral,
    Team,
    Residence,
    Area,
    CaringNow,
    BreakGlass,
}
