using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Extracts;

/// <summary>Nobody stands in an extract without enough others who look the same.</summary>
public sealed class SmallGroupsTests
{
    private const int Threshold = 7;

    [Fact]
    public void A_large_group_stands_as_it_is()
    {
        var shown = SmallGroups.Protect(Alike(8, Of(80)), Threshold);

        Assert.Equal(8, shown.Count);
        Assert.All(shown.Values, row => Assert.Equal(Of(80), row));
    }

    [Fact]
    public void A_group_of_the_threshold_is_left_out_when_nothing_helps() => Assert.Empty(SmallGroups.Protect(Alike(7, Of(80)), Threshold));

    [Fact]
    public void Deprivation_and_the_quarter_of_death_go_first()
    {
        var people = Alike(4, Of(80, imd: 1, died: new(2025, 1, 5))).Concat(Alike(4, Of(80, imd: 9, died: new(2025, 8, 5)), from: 4));

        var shown = SmallGroups.Protect(people.ToDictionary(), Threshold);

        Assert.Equal(new Recognisable("75-84", "female", "white", Recognisable.NotShown, "2025"), Assert.Single(shown.Values.Distinct()));
    }

    [Fact]
    public void Then_ethnic_group_and_age_band_and_at_last_everything_but_whether_the_person_died()
    {
        var people = Alike(4, Of(76)).Concat(Alike(4, Of(90, Ethnicity.Indian), from: 4)).Concat(Alike(3, Of(50), from: 8));
        var shown = SmallGroups.Protect(people.ToDictionary(), Threshold);
        Assert.Equal(
            new Recognisable("75-and-over", "female", Recognisable.NotShown, Recognisable.NotShown, Recognisable.NotRecorded),
            Assert.Single(shown.Values.Distinct())
        );
        Assert.Equal(8, shown.Count);

        var dead = Alike(4, Of(50, died: new(2024, 1, 1))).Concat(Alike(4, Of(90, died: new(2025, 1, 1)), from: 4)).ToDictionary();
        Assert.Equal(
            new Recognisable(Recognisable.NotShown, Recognisable.NotShown, Recognisable.NotShown, Recognisable.NotShown, "yes"),
            Assert.Single(SmallGroups.Protect(dead, Threshold).Values.Distinct())
        );
    }

    [Theory]
    [InlineData("2025-Q1", false)]
    [InlineData(Recognisable.NotRecorded, false)]
    [InlineData("2025", true)]
    [InlineData("yes", true)]
    public void Only_a_coarsened_death_hides_its_quarter(string died, bool hides) =>
        Assert.Equal(hides, (Of(80) with { Died = died }).HidesQuarterOfDeath);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(30)]
    public void Whatever_the_people_every_combination_shown_has_more_than_the_threshold(int threshold)
    {
        var draw = new Random(threshold);
        var people = Enumerable
            .Range(0, 400)
            .ToDictionary(
                at => at,
                _ =>
                    Recognisable.Of(
                        draw.Next(30, 100),
                        (Gender)draw.Next(4),
                        (Ethnicity)draw.Next(17),
                        draw.Next(1, 11),
                        draw.Next(3) == 0 ? new DateOnly(2024, 1, 1).AddDays(draw.Next(700)) : null
                    )
            );

        var shown = SmallGroups.Protect(people, threshold);

        Assert.NotEmpty(shown);
        Assert.All(shown.Values.GroupBy(row => row), group => Assert.True(group.Count() > threshold));
    }

    [Theory]
    [InlineData(0, "none")]
    [InlineData(1, "1 to 7")]
    [InlineData(7, "1 to 7")]
    [InlineData(8, "about 10")]
    [InlineData(12, "about 10")]
    [InlineData(13, "about 15")]
    public void Counts_of_people_left_out_do_not_tell_small_numbers(int count, string words) =>
        Assert.Equal(words, ExtractRules.Shown(count, Threshold));

    [Fact]
    public void Pseudonyms_are_of_the_key()
    {
        var (person, other) = (Guid.NewGuid(), Guid.NewGuid());
        var one = new Pseudonyms(Pseudonyms.NewKey());

        Assert.Equal(one.Of(person), one.Of(person));
        Assert.NotEqual(one.Of(person), one.Of(other));
        Assert.NotEqual(one.Of(person), new Pseudonyms(Pseudonyms.NewKey()).Of(person));
    }

    [Fact]
    public void Everything_has_words_of_its_own()
    {
        Alone<ExtractKind>(ExtractRules.Words);
        Alone<ExtractPurpose>(ExtractRules.Words);
        Alone<ExtractState>(ExtractRules.Words);

        static void Alone<T>(Func<T, string> words)
            where T : struct, Enum => Assert.Equal(Enum.GetValues<T>().Length, Enum.GetValues<T>().Select(words).Distinct().Count());
    }

    private static Recognisable Of(int age, Ethnicity ethnicity = Ethnicity.WhiteIrish, int imd = 3, DateOnly? died = null) =>
        Recognisable.Of(age, Gender.Female, ethnicity, imd, died);

    private static Dictionary<int, Recognisable> Alike(int count, Recognisable row, int from = 0) =>
        Enumerable.Range(from, count).ToDictionary(at => at, _ => row);
}
