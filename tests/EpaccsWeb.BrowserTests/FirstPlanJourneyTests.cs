using System.Diagnostics;
using EpaccsWeb.BrowserTests.Support;
using EpaccsWeb.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EpaccsWeb.BrowserTests;

/// <summary>A new plan by a GP takes two minutes at a typist's pace, at most fifteen typed fields, and three requests.</summary>
[Collection(JourneyCollection.Name)]
public sealed class FirstPlanJourneyTests(Chromium chromium)
{
    private const int FieldBudget = 15;

    /// <summary>Asked for, answered, shown.</summary>
    private const int Requests = 3;

    /// <summary>Between two keys, for somebody who types 40 words a minute.</summary>
    private static readonly TimeSpan PerKey = TimeSpan.FromMilliseconds(300);

    /// <summary>To read the question and get to it, and to choose from what is offered.</summary>
    private static readonly TimeSpan PerField = TimeSpan.FromSeconds(2.5);

    private int typed;
    private int keys;
    private int chosen;

    [Fact]
    public async Task A_gp_makes_a_first_plan_in_two_minutes()
    {
        var page = await chromium.SignInAsAsync("gp");
        var asked = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.IsNavigationRequest)
            {
                asked.Add(request.Method);
            }
        };
        var clock = Stopwatch.StartNew();

        await page.GotoAsync("/patients/new");
        await ChooseAsync(page, "ToRecord.Status", "Given");
        await ChooseAsync(page, "ToShare.Status", "Given");
        await TypeAsync(page, "Person.NhsNumber", TestApp.NextNhsNumber());
        await TypeAsync(page, "Person.Title", "Mrs");
        await TypeAsync(page, "Person.FamilyName", "Quickly");
        await TypeAsync(page, "Person.GivenName", "Ottoline");
        await TypeAsync(page, "Person.DateOfBirth", "3", ".Day");
        await TypeAsync(page, "Person.DateOfBirth", "9", ".Month", same: true);
        await TypeAsync(page, "Person.DateOfBirth", "1939", ".Year", same: true);
        await ChooseAsync(page, "Person.Gender", "Female");
        await TypeAsync(page, "Person.AddressLine1", "4 Invented Row");
        await TypeAsync(page, "Person.Postcode", "ZZ99 3WZ");
        await TypeAsync(page, "Person.Phone", "01632 960044");
        await TypeAsync(page, "Person.UsualGp", "Dr Priya Nair");
        await TypeAsync(page, "Start.Diagnosis", "Heart failure");
        await page.Locator("[name='Start.DiagnosisGroup']").SelectOptionAsync("OrganFailure");
        await ChooseAsync(page, "Start.Carer", "Unknown");
        await page.Locator("[name='PreferredPlaces.Place']").SelectOptionAsync("OwnHome");
        chosen += 2;
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the record" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Care plan", Exact = true })).ToBeVisibleAsync();
        clock.Stop();

        await Expect(page.Locator("#preferred-places")).ToContainTextAsync("Own home");
        await Expect(page.Locator("#diagnoses")).ToContainTextAsync("Heart failure");
        await Expect(page.Locator("#worth-adding")).ToBeVisibleAsync();
        Assert.InRange(typed, 1, FieldBudget);
        Assert.True(asked.Count == Requests, string.Join(' ', asked));

        // The machine's own time, and that of a person who reads each question and types at 40 words a minute.
        var needed = clock.Elapsed + (keys * PerKey) + ((typed + chosen) * PerField);
        Assert.True(
            needed < TimeSpan.FromMinutes(2),
            $"{needed}: {typed} fields typed, {keys} keys, {chosen} chosen, {clock.Elapsed} of waiting"
        );
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"First plan: {needed.TotalSeconds:0} s, {typed} fields typed, {keys} keys, {chosen} chosen"
        );
        await page.Context.CloseAsync();
    }

    private async Task TypeAsync(IPage page, string field, string words, string part = "", bool same = false)
    {
        await page.Locator($"[name='{field}{part}']").FillAsync(words);
        (typed, keys) = (typed + (same ? 0 : 1), keys + words.Length);
    }

    private async Task ChooseAsync(IPage page, string field, string value)
    {
        await page.Locator($"[name='{field}'][value='{value}']").CheckAsync();
        chosen++;
    }
}
