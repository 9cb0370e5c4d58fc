using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Extracts;

/// <summary>The quarter of a death that was coarsened away follows from no other cell.</summary>
public sealed class ExtractDatesTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Quarter = "^20[0-9]{2}-Q[1-4]$";

    [Fact]
    public async Task Where_the_quarter_of_death_is_not_shown_no_other_date_is()
    {
        // Hardly anybody of the demonstration is of these sexes: eight died in one quarter, eight in two.
        await AddAsync(8, Gender.NotKnown, new(2025, 6, 1));
        await AddAsync(4, Gender.Indeterminate, new(2025, 6, 1));
        await AddAsync(4, Gender.Indeterminate, new(2025, 8, 1));
        await AddAsync(8, Gender.Female, null);

        var files = await app.ExtractAsync("Pseudonymised", "Evaluation");

        var people = files.Rows("people");
        var wishes = files.Rows("wishes").ToDictionary(row => row["pseudonym"]);
        var deaths = files.Rows("deaths").ToDictionary(row => row["pseudonym"]);
        Assert.True(people.Count(row => row["sex"] == "indeterminate" && row["died"] == "2025") >= 8);
        foreach (var person in people)
        {
            var (wish, died) = (wishes[person["pseudonym"]], person["died"]);
            if (died is "yes" or { Length: 4 })
            {
                Assert.Equal(Recognisable.NotShown, person["record_started"]);
                Assert.Equal(Recognisable.NotShown, deaths[person["pseudonym"]]["time_with_a_plan"]);
                Assert.DoesNotMatch(Quarter, wish["expressed"]);
                Assert.DoesNotMatch(Quarter, wish["next_review"]);
            }
            else
            {
                Assert.Matches($"^{Recognisable.NotRecorded}$|{Quarter}", died);
                Assert.Matches(Quarter, person["record_started"]);
                Assert.DoesNotContain(Recognisable.NotShown, new[] { wish["expressed"], wish["next_review"] });
            }
        }

        var coarse = people.First(row => row["sex"] == "indeterminate" && row["died"] == "2025")["pseudonym"];
        Assert.Equal(Recognisable.NotShown, wishes[coarse]["next_review"]);
        var fine = people.First(row => row["sex"] == Recognisable.NotRecorded && row["died"] == "2025-Q2")["pseudonym"];
        Assert.Equal("up-to-30-days", deaths[fine]["time_with_a_plan"]);
        Assert.Equal(("2025-Q2", "2025-Q3"), (wishes[fine]["expressed"], wishes[fine]["next_review"]));
        Assert.Contains(people, row => row["died"] == Recognisable.NotRecorded);
        Assert.Contains("no other date of that person is", files.Texts["README.txt"], StringComparison.Ordinal);
    }

    /// <summary>People who are alike, with a wish, a review and a record that began three weeks before the death.</summary>
    private async Task AddAsync(int count, Gender gender, DateOnly? died)
    {
        for (var at = 0; at < count; at++)
        {
            var patient = await app.StartRecordAsync("gp", with: person => person with { Gender = gender });
            if (died is { } day)
            {
                await app.Database.RunAsync(
                    $"""
                    update plan_facts set died_on = '{day:yyyy-MM-dd}', death_confirmed = true, ppd_expressed_on = '{day:yyyy-MM-dd}',
                           review_on = '{day.AddMonths(3):yyyy-MM-dd}'
                    where patient_id = '{patient}';
                    update plans set started_at = '{day.AddDays(-21):yyyy-MM-dd} 12:00Z' where patient_id = '{patient}';
                    """
                );
            }
        }
    }
}
