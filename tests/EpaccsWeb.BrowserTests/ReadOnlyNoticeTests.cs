using EpaccsWeb.BrowserTests.Support;
using EpaccsWeb.Data;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EpaccsWeb.BrowserTests;

/// <summary>The notice on every page while plans are only read, as somebody sees it.</summary>
[Collection(JourneyCollection.Name)]
public sealed class ReadOnlyNoticeTests(Chromium chromium)
{
    [Fact]
    public async Task The_notice_passes_axe_at_both_widths_and_leaves_the_decision_on_the_first_screen()
    {
        // The database stands for its own standby: the node is told that it only reads, which it does until it looks again.
        await using var app = new TestApp { Beside = chromium.App };
        app.Settings["ConnectionStrings:EpaccsReadOnly"] = chromium.App.Database.App;
        await app.InitializeAsync();
        var address = app.Listen()
            .Replace("127.0.0.1", "localhost", StringComparison.Ordinal)
            .Replace("[::]", "localhost", StringComparison.Ordinal);
        await using var context = await chromium.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = Axe.Phone, Height = 844 },
                BaseURL = address,
            }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync($"gp@{DemoData.DemoAccounts.Domain}");
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(DemoData.DemoAccounts.Passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Home" }).WaitForAsync();
        var id = await chromium.App.PersonAsync("999 000 0018");
        var mode = app.Services.GetRequiredService<ServingMode>();

        foreach (var path in new[] { "/", $"/records/{id}", $"/records/{id}/urgent", "/account/sign-in" })
        {
            mode.Read(app.Clock.GetUtcNow(), app.Clock.GetUtcNow().AddSeconds(-4));
            await page.SetViewportSizeAsync(Axe.Phone, 844);
            await page.GotoAsync(path);
            Assert.Equal(1, await page.GetByText("Plans can be read but not changed since").CountAsync());
            if (path.EndsWith("urgent", StringComparison.Ordinal))
            {
                var box = await page.Locator("#resuscitation").BoundingBoxAsync();
                Assert.True(box is not null && box.Y + box.Height <= 844, $"the decision ends at {box?.Y + box?.Height}");
            }

            await Axe.FindNothingAsync(page, $"{path} while it is only read");
        }
    }
}
