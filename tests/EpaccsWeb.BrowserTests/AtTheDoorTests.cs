using EpaccsWeb.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EpaccsWeb.BrowserTests;

/// <summary>Three in the morning: a crew with a telephone, from the sign-in page to the card.</summary>
[Collection(JourneyCollection.Name)]
public sealed class AtTheDoorTests(Chromium chromium)
{
    private const string Asha = "9990000018";

    [Fact]
    public async Task A_crew_reaches_the_card_in_four_taps_and_reads_four_blocks_without_scrolling()
    {
        await using var context = await chromium.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
                JavaScriptEnabled = false,
                BaseURL = chromium.Address,
            }
        );
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        var taps = 0;
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync($"ambulance@{DemoData.DemoAccounts.Domain}");
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(DemoData.DemoAccounts.Passphrase);
        await TapAsync(page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }));
        await page.Locator("main [name='q']").FillAsync(Asha);
        await TapAsync(page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Find", Exact = true }));
        await TapAsync(page.GetByRole(AriaRole.Link, new() { Name = "PATEL, Asha (Mrs)" }));
        await TapAsync(page.GetByRole(AriaRole.Button, new() { Name = "I am caring for this person now" }));

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Urgent card");
        await Expect(page.Locator("#resuscitation")).ToContainTextAsync("Not for CPR");
        await Expect(page.Locator("#treatment-escalation")).ToContainTextAsync("Not wanted: Intensive care, ventilation");
        await Expect(page.Locator("#legal")).ToContainTextAsync("In writing: yes; signed: yes; witnessed: yes; applies even if life");
        await Expect(page.Locator("#legal")).ToContainTextAsync("The advance decision came later and prevails.");
        Assert.True(taps <= 4, $"{taps} taps");
        Assert.True(Asha.Length <= 12);
        foreach (var block in new[] { "#alerts", "#resuscitation", "#treatment-escalation", "#legal" })
        {
            var box = await page.Locator(block).BoundingBoxAsync();
            Assert.True(box is not null && box.Y >= 0 && box.Y + box.Height <= 844, $"{block} ends at {box?.Y + box?.Height}");
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Visit finished" }).ClickAsync();
        await Expect(page.Locator("body")).ToContainTextAsync("Visit finished");

        async Task TapAsync(ILocator target)
        {
            taps++;
            await target.ClickAsync();
        }
    }

    [Fact]
    public async Task The_keyboard_alone_goes_from_the_first_letter_to_the_record()
    {
        var page = await chromium.SignInAsAsync("gp");
        await page.GotoAsync("/patients");
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("patel asha");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[data-app-found]").WaitForAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Care plan", Exact = true })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }
}
