using EpaccsWeb.Assurance;
using Microsoft.Extensions.Configuration;

namespace EpaccsWeb.Tests.Assurance;

/// <summary>The safety and assurance file is whole, answered, and every test that it names is there.</summary>
public sealed class AssuranceFileTests
{
    /// <summary>The rating of each hazard, from H1, before anything controls it.</summary>
    private static readonly int[] FirstRatings = [4, 4, 5, 5, 4, 5, 2, 4, 5, 3, 4, 4, 3, 4, 4, 3, 3, 3];

    /// <summary>The lines of ASVS 5.0 that were chosen, by section.</summary>
    private static readonly (string Section, int[] Lines)[] Asvs =
    [
        ("1.2", [1, 4, 10]),
        ("1.3", [6, 11, 12]),
        ("2.2", [2]),
        ("2.3", [1, 3, 5]),
        ("3.3", [1, 2, 3, 4]),
        ("3.4", [1, 3, 4, 5, 6, 7, 8]),
        ("3.5", [1, 3, 8]),
        ("3.7", [2]),
        ("5.2", [1, 2, 3, 6]),
        ("5.3", [1, 2]),
        ("5.4", [1, 2, 3]),
        ("6.1", [1]),
        ("6.2", [1, 4, 5, 9, 10, 12]),
        ("6.3", [1, 2, 3, 4, 5, 7, 8]),
        ("6.4", [3, 6]),
        ("6.5", [1]),
        ("7.2", [4]),
        ("7.3", [1, 2]),
        ("7.4", [1, 2, 5]),
        ("7.5", [2, 3]),
        ("8.2", [1, 2, 3]),
        ("8.3", [1, 2]),
        ("8.4", [1, 2]),
        ("11.4", [2]),
        ("12.1", [1]),
        ("12.3", [1, 2, 3, 4]),
        ("13.1", [2]),
        ("13.2", [6]),
        ("13.3", [1]),
        ("13.4", [1, 2, 3, 4, 5, 6, 7]),
        ("14.2", [1, 6, 7]),
        ("14.3", [1, 2, 3]),
        ("15.1", [2]),
        ("15.3", [3, 4, 7]),
        ("15.4", [2, 4]),
        ("16.2", [2, 5]),
        ("16.3", [1, 2]),
        ("16.4", [1, 2, 3]),
        ("16.5", [2, 3, 4]),
    ];

    [Fact]
    public void No_item_of_the_three_lists_is_missing()
    {
        Assert.Equal(Enumerable.Range(1, 18).Select(number => $"H{number}"), Ids(AssuranceFile.Hazards));
        Assert.Equal(Enumerable.Range(1, 54).Select(number => $"{number}"), Ids(AssuranceFile.Scci1580));
        Assert.Equal(Asvs.SelectMany(one => one.Lines.Select(line => $"{one.Section}.{line}")), Ids(AssuranceFile.Asvs));
    }

    [Fact]
    public void Every_item_is_answered_and_what_is_built_names_its_tests()
    {
        AssertNone(
            AssuranceFile
                .All.SelectMany(list => list.Items)
                .Where(item => item.Problem is not null)
                .Select(item => $"{item.Id} {item.Problem}")
        );
        Assert.Equal(["18 of 18 answered", "54 of 54 answered"], AssuranceFile.All.Take(2).Select(list => list.Summary.Split(':')[0]));
    }

    [Fact]
    public void Every_test_that_is_named_is_there_and_runs()
    {
        var there = TestsInSource.All();

        AssertNone(
            from list in AssuranceFile.All
            from item in list.Items
            from test in item.Tests.Except(there)
            select $"{list.Key} {item.Id}: {test} is gone"
        );
    }

    [Fact]
    public void A_test_that_is_renamed_commented_out_or_skipped_is_gone()
    {
        string[] lines =
        [
            "namespace Some.Place;",
            "public sealed class ThingTests",
            "    [Fact]",
            "    public void Runs() { }",
            "    // [Fact]",
            "    public void Is_commented_out() { }",
            "    [Theory(Skip = \"later\")]",
            "    [InlineData(1)]",
            "    public void Is_skipped(int number) { }",
            "    [Theory]",
            "    // Why.",
            "    [InlineData(1)]",
            "    public async Task<int> Has_rows(int number)",
            "    public void Helps() { }",
        ];

        Assert.Equal(["Some.Place.ThingTests.Runs", "Some.Place.ThingTests.Has_rows"], TestsInSource.In(lines));
        Assert.Contains(
            "EpaccsWeb.Tests.Assurance.AssuranceFileTests.A_test_that_is_renamed_commented_out_or_skipped_is_gone",
            TestsInSource.All()
        );
        Assert.DoesNotContain("EpaccsWeb.Tests.Assurance.AssuranceFileTests.Some_other_name", TestsInSource.All());
    }

    [Fact]
    public void An_answer_that_says_too_little_or_too_much_is_a_problem()
    {
        var item = new AssuranceItem
        {
            Id = "1",
            Text = "Text",
            Because = "Because.",
        };

        Assert.Equal("has no answer", item.Problem);
        Assert.Equal("is said to be built, and names no test", (item with { Answer = AssuranceAnswer.Built }).Problem);
        Assert.Equal("has no reason", (item with { Answer = AssuranceAnswer.NotBuilt, Because = " " }).Problem);
        Assert.Equal("names tests of what is not there", (item with { Answer = AssuranceAnswer.NotBuilt, Tests = ["A.B.C"] }).Problem);
        Assert.Null((item with { Answer = AssuranceAnswer.Partly }).Problem);
    }

    [Fact]
    public void Every_hazard_has_the_rating_it_was_first_given_and_controls_only_lower_it()
    {
        Assert.Equal(FirstRatings, AssuranceFile.Hazards.Items.Select(hazard => hazard.First!.Rating));
        Assert.All(AssuranceFile.Hazards.Items, hazard => Assert.True(hazard.Residual!.Rating <= hazard.First!.Rating, hazard.Id));
        Assert.All(
            AssuranceFile.Hazards.Items.Where(hazard => hazard.Answer is AssuranceAnswer.NotBuilt),
            hazard => Assert.Equal(hazard.First, hazard.Residual)
        );
    }

    [Theory]
    [InlineData(null, null, "No Clinical Safety Officer has signed this release.")]
    [InlineData("Dr Ana Keen", null, "No Clinical Safety Officer has signed this release.")]
    [InlineData(null, "this", "No Clinical Safety Officer has signed this release.")]
    [InlineData(" ", "this", "No Clinical Safety Officer has signed this release.")]
    [InlineData("Dr Ana Keen", "0.0.9", "No Clinical Safety Officer has signed this release. Dr Ana Keen signed 0.0.9.")]
    [InlineData("Dr Ana Keen", "this", "Signed for this release by Dr Ana Keen, Clinical Safety Officer.")]
    public void Nobody_has_signed_until_an_officer_names_this_very_release(string? officer, string? version, string sentence)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([
                new("Assurance:ClinicalSafetyOfficer", officer),
                new("Assurance:SignedVersion", version is "this" ? AssuranceSignature.Release : version),
            ])
            .Build();

        Assert.Equal(sentence, AssuranceSignature.Read(settings).Sentence);
    }

    /// <summary>Says all of them, where there are any.</summary>
    private static void AssertNone(IEnumerable<string> wrong)
    {
        var lines = wrong.ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }

    private static IEnumerable<string> Ids(AssuranceList list) => list.Items.Select(item => item.Id);
}
