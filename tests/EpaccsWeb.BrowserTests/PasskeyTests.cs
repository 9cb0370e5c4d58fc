using EpaccsWeb.BrowserTests.Support;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Tests.Support;
using Microsoft.Playwright;

namespace EpaccsWeb.BrowserTests;

/// <summary>A website of its own where second factors are required, as outside Development.</summary>
public sealed class StrictChromium : IAsyncLifetime
{
    public Chromium Chromium { get; } = new() { App = { Settings = { ["SignIn:RequireSecondFactor"] = "true" } } };

    public ValueTask InitializeAsync() => Chromium.InitializeAsync();

    public ValueTask DisposeAsync() => Chromium.DisposeAsync();
}

/// <summary>From an invitation to the home page with a passkey, with an app, and without the device.</summary>
public sealed class PasskeyTests(StrictChromium strict) : IClassFixture<StrictChromium>
{
    private TestApp App => strict.Chromium.App;

    [Fact]
    public async Task An_invited_person_makes_a_passkey_signs_in_with_it_and_chooses_a_post()
    {
        var link = await Joined.InviteAsync(App, "kim.passkey@example.org", Role.CommunityNurse, "Y90010", "Y90020");
        var page = await PageWithKeyAsync(1280);
        await page.GotoAsync(link);
        await CleanAsync(page);
        await page.GetByLabel("Choose a passphrase", new() { Exact = true }).FillAsync(Joined.Passphrase);
        await page.GetByLabel("The passphrase again").FillAsync(Joined.Passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Create a passkey and finish" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your account is ready" }).WaitForAsync();
        Assert.Equal(10, await page.Locator("ul.app-plain-text li").CountAsync());
        await CleanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await ChoosePostAsync(page);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await ChoosePostAsync(page);

        // A passkey removed on the server opens nothing any more, and the page says so.
        await App.Database.RunAsync("delete from user_passkeys");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.Locator(".nhsuk-error-summary").GetByText("We could not sign you in with that passkey").WaitForAsync();
    }

    [Fact]
    public async Task An_app_signs_in_and_a_recovery_code_does_when_the_device_is_lost()
    {
        var link = await Joined.InviteAsync(App, "kim.app@example.org");
        var page = await PageAsync(390);
        await page.GotoAsync(link);
        await CleanAsync(page);
        var key = await page.Locator("main p .app-plain-text").InnerTextAsync();
        await page.GetByLabel("Choose a passphrase", new() { Exact = true }).FillAsync(Joined.Passphrase);
        await page.GetByLabel("The passphrase again").FillAsync(Joined.Passphrase);
        await page.GetByLabel("Code").FillAsync(Totp.Code(key, stepsBack: 1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Use the app and finish" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your account is ready" }).WaitForAsync();
        var recovery = await page.Locator("ul.app-plain-text li").First.InnerTextAsync();

        foreach (var code in new[] { Totp.Code(key), recovery })
        {
            await page.Context.ClearCookiesAsync();
            await page.GotoAsync("/account/sign-in");
            await CleanAsync(page);
            await page.GetByLabel("E-mail address").FillAsync("kim.app@example.org");
            await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(Joined.Passphrase);
            await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
            await page.GetByLabel("Code").FillAsync(code);
            await CleanAsync(page);
            await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
            await page.GetByRole(AriaRole.Heading, new() { Name = "Home" }).WaitForAsync();
        }

        foreach (var address in new[] { "security", "passkeys", "app", "recovery-codes", "passphrase", "confirm" })
        {
            await page.GotoAsync($"/account/{address}");
            await CleanAsync(page);
        }
    }

    [Fact]
    public async Task The_warning_comes_two_minutes_before_the_end_and_staying_starts_the_time_again()
    {
        var robin = await Joined.WithAppAsync(App, "kim.idle@example.org");
        var page = await PageAsync(1280);
        await page.Clock.InstallAsync();
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(robin.Email);
        await page.GetByLabel("Passphrase", new() { Exact = true }).FillAsync(Joined.Passphrase);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByLabel("Code").FillAsync(Totp.Code(robin.Key));
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Home" }).WaitForAsync();

        await page.Clock.FastForwardAsync("12:50");
        Assert.False(await page.Locator("dialog").IsVisibleAsync());
        await page.Clock.FastForwardAsync("00:15");
        await page.GetByRole(AriaRole.Heading, new() { Name = "You are about to be signed out" }).WaitForAsync();
        await CleanAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Stay signed in" }).ClickAsync();
        await page.Locator("dialog").WaitForAsync(new() { State = WaitForSelectorState.Hidden });

        await page.Clock.FastForwardAsync("15:05");
        await page.GetByRole(AriaRole.Heading, new() { Name = "You have been signed out" }).WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Sign in again" }).WaitForAsync();
    }

    private static async Task ChoosePostAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Heading, new() { Name = "Your posts" }).WaitForAsync();
        await page.GetByLabel("Community nurse, St Clare's Hospice").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Work in this post" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Home" }).WaitForAsync();
        await page.Locator("header").GetByText("Community nurse, St Clare's Hospice").WaitForAsync();
    }

    private static Task CleanAsync(IPage page) => Axe.FindNothingAsync(page, page.Url.Split("/account/")[^1].Split('/')[0]);

    private async Task<IPage> PageAsync(int width)
    {
        var context = await strict.Chromium.Browser.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = width, Height = 900 },
                BaseURL = strict.Chromium.Address,
            }
        );
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    private async Task<IPage> PageWithKeyAsync(int width)
    {
        var page = await PageAsync(width);
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new()
            {
                ["options"] = new Dictionary<string, object>
                {
                    ["protocol"] = "ctap2",
                    ["transport"] = "internal",
                    ["hasResidentKey"] = true,
                    ["hasUserVerification"] = true,
                    ["isUserVerified"] = true,
                    ["automaticPresenceSimulation"] = true,
                },
            }
        );
        return page;
    }
}
