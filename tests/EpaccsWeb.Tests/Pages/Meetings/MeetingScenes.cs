using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Import;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Meetings;

/// <summary>What tests of meetings have in common: people with something to speak of, and the meeting's forms.</summary>
public abstract class MeetingScenes(TestApp app)
{
    protected const string Agree = "#agree";

    protected TestApp App => app;

    protected DateOnly Today => London.Day(app.Clock.GetUtcNow());

    protected Task<Guid> PersonAsync(string name, GsfStage stage, bool wish, int reviewIn)
    {
        List<Domain.Plans.ISectionAnswers> sections =
        [
            new PrognosisAndStage { Stage = stage },
            new Review { NextOn = Today.AddDays(reviewIn) },
        ];
        if (wish)
        {
            sections.Add(
                new PreferredPlaces
                {
                    ExpressedOn = Today,
                    Death = new() { First = new() { Place = Place.OwnHome } },
                }
            );
        }

        return app.StartRecordAsync(with: person => person with { FamilyName = name }, sections: [.. sections]);
    }

    protected async Task AtTheDoorAsync(Guid patient)
    {
        var crew = await app.SignInAsAsync("ambulance");
        await crew.SubmitAsync(await crew.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        await crew.PageAsync($"/records/{patient}/urgent");
    }

    protected async Task DieAsync(TestBrowser gp, Guid patient) =>
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/death"),
            new()
            {
                ["Form.DiedOn.Day"] = $"{Today.Day}",
                ["Form.DiedOn.Month"] = $"{Today.Month}",
                ["Form.DiedOn.Year"] = $"{Today.Year}",
                ["Form.Status"] = "Formal",
            },
            302
        );

    protected async Task TeamAsync(TestBrowser gp, Guid patient, string organisation)
    {
        var id = await app.Database.ValueAsync<Guid>("select id from organisations where name = $1", organisation);
        var page = await gp.PageAsync($"/records/{patient}/team");
        var field = page.Document.QuerySelector("main select")!.GetAttribute("name")!;
        await gp.SubmitAsync(page, new() { [field] = $"{id}" }, expected: 302, form: "main form:has(select)");
    }

    protected static async Task<Guid> StartAsync(TestBrowser browser)
    {
        var started = await browser.SubmitAsync(
            await browser.PageAsync("/meetings"),
            new() { ["Form.Attendees"] = "Dr Nair and Sister Cole" },
            302,
            "#start"
        );
        return Guid.Parse(started.Location!.Split('/')[^1]);
    }

    protected static async Task CloseAsync(TestBrowser browser, Guid meeting) =>
        await browser.SubmitAsync(await browser.PageAsync($"/meetings/{meeting}"), [], 302, "#close");

    protected static async Task AgreeAsync(TestBrowser browser, Guid patient, Guid meeting, string agreed) =>
        await browser.SubmitAsync(
            await browser.PageAsync($"/records/{patient}/meetings/{meeting}"),
            new() { ["Add"] = null, ["Form.Agreed"] = agreed },
            302,
            Agree
        );

    protected static async Task<List<AgendaItem>> WholeAgendaAsync(TestBrowser browser, Guid meeting)
    {
        var all = new List<AgendaItem>();
        var at = 0;
        while (true)
        {
            at++;
            var page = await browser.PageAsync($"/meetings/{meeting}?p={at}");
            var lines = page
                .Document.QuerySelectorAll("main ol > li")
                .Where(line => line.QuerySelector("a[href*='/records/']") is not null)
                .ToList();
            if (lines.Count == 0)
            {
                return all;
            }

            all.AddRange(
                lines.Select(line => new AgendaItem(
                    Guid.Parse(line.QuerySelector("a")!.GetAttribute("href")!.Split('/')[2]),
                    [.. line.QuerySelectorAll(".nhsuk-tag").Select(tag => tag.TextContent.Trim()).Where(tag => tag != "Spoken of")],
                    line.TextContent
                ))
            );
        }
    }

    protected sealed record AgendaItem(Guid Person, IReadOnlyList<string> Reasons, string Text);
}
