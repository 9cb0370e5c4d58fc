using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>How to get into the home.</summary>
public sealed class AccessToHomeSectionTests(SectionApp app) : SectionTests(app, "access-to-home")
{
    [Fact]
    public Task Says_that_nothing_is_recorded() => SaysAbsentAsync("Access to home not recorded.");

    [Fact]
    public Task Saves_the_key_safe_and_what_to_expect() =>
        SavesAsync(
            new()
            {
                ["Form.KeySafe"] = "Left of the back door, 1945",
                ["Form.LivesAlone"] = "yes",
                ["Form.Notes"] = "Friendly dog\nHome oxygen",
            },
            $"Key safe {SectionWords.KeptBack}",
            "Lives alone Yes",
            "Friendly dog Home oxygen"
        );

    [Fact]
    public Task No_answer_differs_from_not_living_alone() =>
        SavesAsync(new() { ["Form.Notes"] = "None" }, "Key safe Not recorded", "Lives alone Not recorded");

    [Fact]
    public async Task Refuses_another_answer_than_those_offered()
    {
        var refused = await PostAsync(new() { ["Form.LivesAlone"] = "perhaps", ["Form.Notes"] = "A dog" });

        Assert.Equal("Choose yes, no or not recorded.", Assert.Single(refused.Errors));
        Assert.Equal("A dog", refused.ValueOf("Form.Notes"));
    }

    [Fact]
    public Task Refuses_a_text_that_is_too_long() =>
        RefusesAsync("KeySafe", "Must be 200 characters or fewer; this has 201.", new() { ["Form.KeySafe"] = new string('x', 201) });

    [Fact]
    public async Task The_home_where_the_person_lives_reads_it_and_its_history_and_does_not_change_it()
    {
        var (patient, staff) = await ResidentAsync(new AccessToHome { KeySafe = "1945", Notes = "Friendly dog" });

        foreach (var page in new[] { "", "/urgent", "/history", "/print" })
        {
            var text = (await staff.PageAsync($"/records/{patient}{page}")).Text;
            Assert.Contains("Friendly dog", text, StringComparison.Ordinal);
            Assert.DoesNotContain("1945", text, StringComparison.Ordinal);
        }

        await staff.PageAsync($"/records/{patient}/plan/access-to-home", expected: 403);
    }

    [Fact]
    public async Task Is_hidden_whole_outside_the_team() =>
        Assert.Empty(await CardOutsideTheTeamAsync(new AccessToHome { KeySafe = "1945" }));
}
