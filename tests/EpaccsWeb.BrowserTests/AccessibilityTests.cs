using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using EpaccsWeb.BrowserTests.Support;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.BrowserTests;

/// <summary>Every page at desktop and phone width: axe finds nothing, and nothing scrolls sideways.</summary>
[Collection(JourneyCollection.Name)]
public sealed class AccessibilityTests(Chromium chromium)
{
    private const string Asha = "999 000 0018";

    private static readonly string[] RecordPages =
    [
        "",
        "/urgent",
        "/person",
        "/consent",
        "/consent/share",
        "/team",
        "/death",
        "/history",
        "/history?as-at=2026-11-20T02:14",
        "/activity",
        "/attachments",
        "/told",
        "/preview?role=CareHomeStaff",
        "/preview?role=HospiceClinician&consent=Withdrawn",
        "/print",
        "/print?for=person",
        "/copy",
        "/copy?all=true",
        "/letter",
        "/end",
        .. SectionCatalogue.Plan.Select(section => $"/plan/{section.Key}"),
    ];

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_gps_pages(int width)
    {
        var id = await chromium.App.PersonAsync(Asha);
        await CheckAsync(
            "gp",
            width,
            [
                "/",
                "/patients",
                "/patients/new",
                "/account/security",
                "/account/post",
                "/help/data-set",
                "/inbox",
                "/worklists/reviews-due",
                "/worklists/awaiting-endorsement",
                "/worklists/changed",
                "/reports",
                "/reports/preferred-place-of-death",
                .. RecordPages.Select(page => $"/records/{id}{page}"),
            ]
        );
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Pages_of_other_roles_and_refusals(int width)
    {
        var asha = await chromium.App.PersonAsync(Asha);
        var david = await chromium.App.PersonAsync("999 000 0042");
        var celia = await chromium.App.PersonAsync("999 000 0034");
        var huw = await chromium.App.PersonAsync("999 000 0085");
        await CheckAsync(
            "gp",
            width,
            [$"/records/{huw}", $"/records/{huw}/resuscitation/1/endorsement", $"/records/{huw}/resuscitation/1/revoke"]
        );
        await CheckAsync("gp", width, [$"/records/{david}", $"/records/{david}/death", $"/records/{celia}"]);
        await CheckAsync("ambulance", width, [$"/records/{asha}", $"/emergency/{asha}", "/nowhere"], expected: null);
        await CheckAsync("hospital", width, [$"/emergency/{asha}"], expected: null);
        await CheckAsync(
            "coordinator",
            width,
            ["/", $"/records/{asha}", $"/records/{asha}/consent", $"/records/{asha}/team", "/reports/preferred-place-of-death", "/import"]
        );
        await CheckAsync("privacy", width, ["/"]);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Forms_with_every_error_shown(int width)
    {
        var id = await chromium.App.PersonAsync(Asha);
        var page = await chromium.SignInAsAsync("gp", width);
        foreach (var address in new[] { "/patients/new", $"/records/{id}/consent/share", $"/records/{id}/end", $"/records/{id}/told" })
        {
            await page.GotoAsync(address);
            await page.Locator("main form").First.EvaluateAsync("form => form.submit()");
            await page.WaitForSelectorAsync(".nhsuk-error-summary");
            await FindNothingAsync(page, $"{address} with errors", width);
        }

        await page.Context.CloseAsync();
    }

    private async Task CheckAsync(string account, int width, IEnumerable<string> addresses, int? expected = 200)
    {
        var page = await chromium.SignInAsAsync(account, width);
        foreach (var address in addresses)
        {
            var answer = await page.GotoAsync(address);
            if (expected is { } status)
            {
                Assert.True(answer!.Status == status, $"{address} answered {answer.Status} to {account}.");
            }

            await FindNothingAsync(page, $"{address} as {account}", width);
        }

        await page.Context.CloseAsync();
    }

    private static async Task FindNothingAsync(Microsoft.Playwright.IPage page, string where, int width)
    {
        var found = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        Assert.True(
            found.Violations.Length == 0,
            $"{where} at {width}: {string.Join("; ", found.Violations.Select(violation => $"{violation.Id}: {violation.Nodes[0].Html}"))}"
        );
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(wide <= width, $"{where} at {width} px scrolls sideways to {wide} px.");
    }
}
