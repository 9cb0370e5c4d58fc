using System.Globalization;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Reports;

/// <summary>What the deaths are split by.</summary>
public enum GroupBy
{
    None,
    Month,
    Quarter,
    Organisation,
    DiagnosisGroup,
    ImdDecile,
    Ethnicity,
    AgeBand,
    Sex,
    CareHome,
    PpdFirst,
}

/// <summary>One group of a split: its name in files and its place in the order.</summary>
public sealed record ReportGroup(string Key, int Order = 0)
{
    public static readonly ReportGroup All = new("all");

    private static readonly ReportGroup NotRecorded = new("not-recorded", int.MaxValue);

    /// <summary>The group a death belongs to.</summary>
    public static ReportGroup Of(DeathFacts death, GroupBy by) =>
        by switch
        {
            GroupBy.Month => new(death.DiedOn.ToString("yyyy-MM", CultureInfo.InvariantCulture)),
            GroupBy.Quarter => new(
                string.Create(CultureInfo.InvariantCulture, $"{death.DiedOn.Year:0000}-Q{(death.DiedOn.Month + 2) / 3}")
            ),
            GroupBy.Organisation => new(death.Organisation),
            GroupBy.DiagnosisGroup => Coded(death.DiagnosisGroup),
            GroupBy.ImdDecile => death.ImdDecile is { } decile ? new(decile.ToString(CultureInfo.InvariantCulture), decile) : NotRecorded,
            GroupBy.Ethnicity => Coded(death.Ethnicity),
            GroupBy.AgeBand => AgeBand(death.AgeAtDeath),
            GroupBy.Sex => Coded(death.Sex),
            GroupBy.CareHome => death.InCareHome ? new("yes") : new("no", 1),
            GroupBy.PpdFirst => death.First is { } place ? Coded<Place>(place) : new(Slug.Of(death.Wish), 1000 + (int)death.Wish),
            _ => All,
        };

    /// <summary>Splits by something about the person, where "everybody" or "nobody" tells on each of them.</summary>
    public static bool IsSensitive(GroupBy by) => by is not (GroupBy.None or GroupBy.Month or GroupBy.Quarter or GroupBy.Organisation);

    private static ReportGroup Coded<T>(T? value)
        where T : struct, Enum =>
        value is { } known ? new(Slug.Of(known), Convert.ToInt32(known, CultureInfo.InvariantCulture)) : NotRecorded;

    private static ReportGroup AgeBand(int age) =>
        age switch
        {
            < 65 => new("under-65"),
            < 75 => new("65-74", 1),
            < 85 => new("75-84", 2),
            _ => new("85-and-over", 3),
        };
}
