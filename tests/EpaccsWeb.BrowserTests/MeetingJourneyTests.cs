using EpaccsWeb.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EpaccsWeb.BrowserTests;

/// <summary>A practice's palliative meeting from its start to its minutes; and two records of one person put together and taken apart.</summary>
[Collection(JourneyCollection.Name)]
public sealed class MeetingJourneyTests(Chromium chromium)
{
    [Fact]
    public async Task A_meeting_goes_from_person_to_person_and_leaves_tasks_and_minutes()
    {
        var page = await chromium.SignInAsAsync("gp", Axe.Phone);
        await page.GotoAsync("/meetings");
        await page.GetByLabel("Who is there").FillAsync("Dr Priya Nair; Sam Okafor, community nurse");
        var today = EpaccsWeb.Domain.Patients.London.Day(chromium.App.Clock.GetUtcNow());
        await page.GetByLabel("Day", new() { Exact = true }).FillAsync($"{today.Day}");
        await page.GetByLabel("Month").FillAsync($"{today.Month}");
        await page.GetByLabel("Year").FillAsync($"{today.Year}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the meeting" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Agenda");
        var agenda = page.Url;
        await LookAsync(page, "agenda");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin with the first" })
            .Or(page.GetByRole(AriaRole.Link, new() { Name = "Begin with the first" }))
            .ClickAsync();
        await LookAsync(page, "person");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save and go on to the next person" }).ClickAsync();
        await Expect(page.Locator(".nhsuk-error-summary")).ToBeVisibleAsync();
        await LookAsync(page, "person-error");
        await page.GetByLabel("What was agreed").FillAsync("Ask the family about nights.");
        await page.GetByLabel("What is to be done").First.FillAsync("Ring the daughter");
        await page.GetByLabel("Who does it").First.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.GetByLabel("Day", new() { Exact = true }).First.FillAsync($"{today.Day}");
        await page.GetByLabel("Month").First.FillAsync($"{today.Month}");
        await page.GetByLabel("Year").First.FillAsync($"{today.Year}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save and go on to the next person" }).ClickAsync();
        await LookAsync(page, "next-person");

        await page.GotoAsync($"{agenda}/minutes");
        await Expect(page.Locator("main")).ToContainTextAsync("Ring the daughter");
        await LookAsync(page, "minutes");
        await page.Locator("main h2 a").First.ClickAsync();
        await LookAsync(page, "what-meetings-agreed");
        await page.GotoAsync("/tasks?show=all");
        await page.GetByRole(AriaRole.Link, new() { Name = "Ring the daughter" }).ClickAsync();
        await LookAsync(page, "task");
        await page.GotoAsync(agenda);
        await page.GetByRole(AriaRole.Button, new() { Name = "Close the meeting" }).ClickAsync();
        await LookAsync(page, "closed");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Two_records_of_one_person_are_compared_put_together_and_taken_apart()
    {
        var closes = await chromium.App.StartRecordAsync();
        var goesOn = await chromium.App.StartRecordAsync();
        var page = await chromium.SignInAsAsync("gp", Axe.Phone);
        await page.GotoAsync($"/records/{closes}/merge/{goesOn}");
        await LookAsync(page, "merge-preview");
        await page.GetByLabel("I have compared them").CheckAsync();
        await page.GetByLabel("How do you know?").FillAsync("Same address, same daughter.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put the two together" }).ClickAsync();
        await LookAsync(page, "goes-on");
        await page.GotoAsync($"/records/{closes}/merged");
        await LookAsync(page, "merged");
        await page.GetByLabel("Why are they taken apart?").FillAsync("They are cousins.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take the two apart" }).ClickAsync();
        await Expect(page.Locator("body")).ToContainTextAsync("Taken back: both records are as they were before.");
        await page.Context.CloseAsync();
    }

    private static async Task LookAsync(IPage page, string what)
    {
        if (Environment.GetEnvironmentVariable("EPACCS_SCREENSHOTS") is { Length: > 0 } folder)
        {
            foreach (var width in new[] { Axe.Desk, Axe.Phone })
            {
                await page.SetViewportSizeAsync(width, 900);
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{what}-{width}.png"), FullPage = true });
            }
        }

        await Axe.FindNothingAsync(page, what);
    }
}
