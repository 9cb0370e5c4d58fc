using System.Globalization;
using EpaccsWeb.Domain.Plans;
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
            GroupBy.Quarter => QuarterOf(death.DiedOn),
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

    /// <summary>The group as the database names it: the first day of a month or quarter, a code, an age band's number.</summary>
    public static ReportGroup Read(GroupBy by, string key) =>
        (by, key) switch
        {
            (GroupBy.None, _) => All,
            (_, NoKey) => NotRecorded,
            (GroupBy.Month, _) => new(key[..7]),
            (GroupBy.Quarter, _) => QuarterOf(DateOnly.ParseExact(key, "yyyy-MM-dd", CultureInfo.InvariantCulture)),
            (GroupBy.DiagnosisGroup, _) => Coded(Slug.Parse<DiagnosisGroup>(key)),
            (GroupBy.ImdDecile, _) => new(key, int.Parse(key, CultureInfo.InvariantCulture)),
            (GroupBy.Ethnicity, _) => Coded(Slug.Parse<Ethnicity>(key)),
            (GroupBy.AgeBand, _) => AgeBands[int.Parse(key, CultureInfo.InvariantCulture)],
            (GroupBy.Sex, _) => Coded(Slug.Parse<Gender>(key)),
            (GroupBy.CareHome, _) => key is "true" ? new("yes") : new("no", 1),
            (GroupBy.PpdFirst, _) when Slug.TryParse<Place>(key, out var place) => Coded(place),
            (GroupBy.PpdFirst, _) when Slug.TryParse<PlaceStatus>(key, out var status) => new(key, 1000 + (int)status),
            _ => new(key),
        };

    /// <summary>What the database says when a group is not known.</summary>
    public const string NoKey = "-";

    private static readonly ReportGroup[] AgeBands = [new("under-65"), new("65-74", 1), new("75-84", 2), new("85-and-over", 3)];

    private static ReportGroup QuarterOf(DateOnly day) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}-Q{(day.Month + 2) / 3}"));

    /// <summary>Splits by something about the person, where "everybody" or "nobody" tells on each of them.</summary>
    public static bool IsSensitive(GroupBy by) => by is not (GroupBy.None or GroupBy.Month or GroupBy.Quarter or GroupBy.Organisation);

    private static ReportGroup Coded<T>(T? value)
        where T : struct, Enum =>
        value is { } known ? new(Slug.Of(known), Convert.ToInt32(known, CultureInfo.InvariantCulture)) : NotRecorded;

    private static ReportGroup AgeBand(int age) =>
        AgeBands[
            age switch
            {
                < 65 => 0,
                < 75 => 1,
                < 85 => 2,
                _ => 3,
            }
        ];
}
