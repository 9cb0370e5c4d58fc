using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The overview says what is worth adding next, each with the page that adds it.</summary>
[Collection(nameof(SectionApp))]
public sealed class WorthAddingTests(SectionApp shared)
{
    [Fact]
    public async Task Every_link_opens_a_page_that_this_reader_may_change()
    {
        var patient = await shared.App.StartRecordAsync(sections: new PrognosisAndStage { Stage = GsfStage.D });
        var plan = await shared.Gp.PageAsync($"/records/{patient}");
        var links = Links(plan);

        Assert.Equal($"/records/{patient}/plan/anticipatory-medicines", links[0]);
        Assert.InRange(links.Count, 4, 5);
        foreach (var link in links)
        {
            await shared.Gp.PageAsync(link);
        }

        Assert.Contains("medicines in the home before they are needed at night", plan.Text, StringComparison.Ordinal);
        Assert.True(
            plan.Html.IndexOf("Worth adding next", StringComparison.Ordinal)
                > plan.Html.IndexOf("Needs attention", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task It_changes_with_what_is_added_and_goes_with_a_death()
    {
        var patient = await shared.App.StartRecordAsync();
        Assert.Contains($"/records/{patient}/plan/about-me", Links(await shared.Gp.PageAsync($"/records/{patient}")));

        await shared.Gp.SubmitAsync(
            await shared.Gp.PageAsync($"/records/{patient}/plan/about-me"),
            new() { ["Form.MostImportantToMe"] = "The garden" },
            expected: 302
        );
        Assert.DoesNotContain($"/records/{patient}/plan/about-me", Links(await shared.Gp.PageAsync($"/records/{patient}")));

        var died = Domain.Patients.London.Day(shared.App.Clock.GetUtcNow());
        await shared.Gp.SubmitAsync(
            await shared.Gp.PageAsync($"/records/{patient}/death"),
            new()
            {
                ["Form.DiedOn.Day"] = $"{died.Day}",
                ["Form.DiedOn.Month"] = $"{died.Month}",
                ["Form.DiedOn.Year"] = $"{died.Year}",
                ["Form.Status"] = "Informal",
            },
            expected: 302
        );
        Assert.Empty(Links(await shared.Gp.PageAsync($"/records/{patient}")));
    }

    [Fact]
    public async Task Who_may_change_little_is_offered_little()
    {
        var patient = await shared.App.StartRecordAsync(with: person => person with { CareHomeCode = "Y90060" });
        var home = await shared.App.SignInAsAsync("carehome");

        Assert.Equal(
            [$"/records/{patient}/plan/personal-contacts", $"/records/{patient}/plan/about-me"],
            Links(await home.PageAsync($"/records/{patient}"))
        );
    }

    private static List<string> Links(TestPage page) =>
        [.. page.Document.QuerySelectorAll("#worth-adding li a").Select(link => link.GetAttribute("href")!)];
}
