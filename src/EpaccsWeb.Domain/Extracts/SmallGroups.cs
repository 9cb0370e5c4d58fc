using System.Globalization;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Extracts;

/// <summary>What somebody who knows a person may recognise them by: the quasi-identifiers of an extract.</summary>
public sealed record Recognisable(string AgeBand, string Sex, string EthnicGroup, string ImdQuintile, string Died)
{
    /// <summary>Stands for what was coarsened away.</summary>
    public const string NotShown = "not-shown";

    /// <summary>Nobody wrote it down, which is not "no": a death that is not recorded may have happened.</summary>
    public const string NotRecorded = "not-recorded";

    /// <summary>The quarter of a death was coarsened away: no other date may stand beside it, nor how far they lie apart.</summary>
    public bool HidesQuarterOfDeath => Died != NotRecorded && !Died.Contains("-Q", StringComparison.Ordinal);

    /// <summary>As finely as an extract ever shows them.</summary>
    public static Recognisable Of(int age, Gender? sex, Ethnicity? ethnicity, int? imdDecile, DateOnly? diedOn) =>
        new(
            age switch
            {
                < 65 => "under-65",
                < 75 => "65-74",
                < 85 => "75-84",
                _ => "85-and-over",
            },
            sex is null or Gender.NotKnown ? NotRecorded : Slug.Of(sex.Value),
            GroupOf(ethnicity),
            imdDecile is { } decile ? ((decile + 1) / 2).ToString(CultureInfo.InvariantCulture) : NotRecorded,
            diedOn is { } day ? Quarter(day) : NotRecorded
        );

    /// <summary>The steps of coarsening, each on top of the one before.</summary>
    internal static IReadOnlyList<Func<Recognisable, Recognisable>> Steps { get; } =
    [
        row => row,
        row => row with { ImdQuintile = NotShown, Died = row.Died == NotRecorded ? row.Died : row.Died[..4] },
        row => row with { EthnicGroup = NotShown, AgeBand = row.AgeBand is "under-65" or "65-74" ? "under-75" : "75-and-over" },
        row => row with { AgeBand = NotShown, Sex = NotShown, Died = row.Died == NotRecorded ? row.Died : "yes" },
    ];

    /// <summary>A date coarsened to its quarter: "2025-Q1".</summary>
    public static string Quarter(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}-Q{(day.Month + 2) / 3}");

    private static string GroupOf(Ethnicity? ethnicity) =>
        ethnicity switch
        {
            null or Ethnicity.NotStated => NotRecorded,
            <= Ethnicity.WhiteOther => "white",
            <= Ethnicity.MixedOther => "mixed",
            <= Ethnicity.AsianOther => "asian",
            <= Ethnicity.BlackOther => "black",
            _ => "other",
        };
}

/// <summary>Sees that whoever is shown has enough others who look the same (k-anonymity).</summary>
public static class SmallGroups
{
    /// <summary>Coarsens whoever is in too small a group, step by step; whoever still is after the last step is left out.</summary>
    /// <param name="threshold">Groups of so many people, or fewer, are too small.</param>
    public static IReadOnlyDictionary<TKey, Recognisable> Protect<TKey>(IReadOnlyDictionary<TKey, Recognisable> people, int threshold)
        where TKey : notnull
    {
        var shown = new Dictionary<TKey, Recognisable>();
        var left = people.ToDictionary();
        foreach (var step in Recognisable.Steps)
        {
            left = left.ToDictionary(person => person.Key, person => step(person.Value));
            foreach (var group in left.GroupBy(person => person.Value).Where(group => group.Count() > threshold).ToList())
            {
                foreach (var person in group)
                {
                    shown[person.Key] = person.Value;
                    left.Remove(person.Key);
                }
            }
        }

        return shown;
    }
}
