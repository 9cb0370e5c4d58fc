using EpaccsWeb.BrowserTests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EpaccsWeb.BrowserTests;

/// <summary>A downtime pack in a real browser: taken while the service works, opened from a folder without a network.</summary>
[Collection(JourneyCollection.Name)]
public sealed class DowntimePackTests(Chromium chromium)
{
    private const string Passphrase = "copper kettle upstairs heron";

    [Fact]
    public async Task A_pack_opens_without_a_network_by_its_passphrase_only_and_not_after_its_time()
    {
        var gp = await chromium.SignInAsAsync("gp");
        await gp.GotoAsync("/downtime");
        await gp.GetByLabel("Passphrase for the file").FillAsync(Passphrase);
        await gp.GetByLabel("The same passphrase again").FillAsync(Passphrase);
        var taking = await gp.RunAndWaitForDownloadAsync(() =>
            gp.GetByRole(AriaRole.Button, new() { Name = "Make the pack" }).ClickAsync()
        );
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.html");
        await taking.SaveAsAsync(file);
        await gp.Context.CloseAsync();
        try
        {
            var alone = await chromium.Browser.NewContextAsync(
                new()
                {
                    Offline = true,
                    ViewportSize = new() { Width = 390, Height = 844 },
                }
            );
            var page = await alone.NewPageAsync();
            await page.GotoAsync(new Uri(file).AbsoluteUri);
            await Expect(page.Locator("main")).ToContainTextAsync("valid until");
            await Axe.FindNothingAsync(page, "a pack that is shut");

            await OpenAsync(page, "quite another passphrase");
            await Expect(page.Locator("#said")).ToHaveTextAsync("The passphrase is wrong, or the file was changed.");
            await Expect(page.Locator("article")).ToHaveCountAsync(0);

            await OpenAsync(page, Passphrase);
            var asha = page.Locator("article").Filter(new() { HasText = "PATEL, Asha" });
            await Expect(asha).ToContainTextAsync("Not for CPR");
            await Expect(asha).ToContainTextAsync("Plan version");
            await Expect(page.Locator("article a[href^='/']")).ToHaveCountAsync(0);
            // Lines that were typed apart stay apart: one allergy a line.
            await Expect(asha.Locator(".app-typed").First).ToHaveCSSAsync("white-space-collapse", "preserve-breaks");
            // One word as long as a line of a typed answer can be: it breaks, it never pushes the card off a phone's screen.
            await asha.Locator(".app-door__answer").First.EvaluateAsync("answer => answer.append('W'.repeat(200))");
            await Axe.FindNothingAsync(page, "a pack that is open");
            await page.GetByRole(AriaRole.Button, new() { Name = "Close the pack" }).ClickAsync();
            await Expect(page.Locator("article")).ToHaveCountAsync(0);

            await page.Clock.SetFixedTimeAsync(
                DateTime.SpecifyKind(chromium.App.Clock.GetUtcNow().UtcDateTime.AddHours(25), DateTimeKind.Utc)
            );
            await OpenAsync(page, Passphrase);
            await Expect(page.Locator("#said")).ToContainTextAsync("This pack has expired");
            await Expect(page.Locator("article")).ToHaveCountAsync(0);
            await alone.CloseAsync();
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task OpenAsync(IPage page, string passphrase)
    {
        await page.GetByLabel("Passphrase").FillAsync(passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the pack" }).ClickAsync();
    }
}
