using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Import;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Meetings;

/// <summary>What a meeting agrees becomes owned and dated tasks, and the minutes say both.</summary>
public sealed class MeetingEntryTests(TestApp app) : MeetingScenes(app), IClassFixture<TestApp>
{
    [Fact]
    public async Task What_is_agreed_becomes_a_task_with_an_owner_and_a_day_and_stands_in_the_minutes()
    {
        var patient = await PersonAsync("Agreed", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await App.SignInAsAsync("gp");
        await TeamAsync(gp, patient, "St Clare's Hospice");
        var hospice = await App.ActorAsync("hospice");
        var meeting = await StartAsync(gp);

        var page = await gp.PageAsync($"/records/{patient}/meetings/{meeting}");
        Assert.Contains("No preference recorded", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".app-banner"));
        var more = await gp.SubmitAsync(page, new() { ["Add"] = "Tasks", ["Form.Agreed"] = "Talk about place." }, 200, Agree);
        Assert.Equal("Talk about place.", more.ValueOf("Form.Agreed"));

        var saved = await gp.SubmitAsync(
            more,
            new()
            {
                ["Form.Agreed"] = "Talk about place.",
                ["Form.Tasks[0].What"] = "Visit and ask about place of death",
                ["Form.Tasks[0].Owner"] = hospice.PostId.ToString(),
                ["Form.Tasks[0].Due.Day"] = $"{Today.AddDays(3).Day}",
                ["Form.Tasks[0].Due.Month"] = $"{Today.AddDays(3).Month}",
                ["Form.Tasks[0].Due.Year"] = $"{Today.AddDays(3).Year}",
            },
            302,
            Agree
        );
        Assert.Equal($"/meetings/{meeting}/next?after={patient}", saved.Location);
        var next = await gp.PageAsync(saved.Location!, expected: 302);
        Assert.Matches($"^/records/[0-9a-f-]+/meetings/{meeting}$", next.Location!);
        Assert.DoesNotContain(patient.ToString(), next.Location!, StringComparison.Ordinal);
        Assert.Contains("about the person before", (await gp.PageAsync(next.Location!)).Text, StringComparison.Ordinal);

        var owner = await App.SignInAsAsync("hospice");
        Assert.Matches(@"Your tasks: [1-9]\d* open", (await owner.PageAsync("/")).Text);
        var tasks = await owner.PageAsync("/tasks");
        Assert.Contains("Visit and ask about place of death AGREED, Pat", tasks.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("AGREED", (await gp.PageAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Contains("Meeting: agreed", (await owner.PageAsync("/inbox")).Text, StringComparison.Ordinal);
        var link = tasks
            .Document.QuerySelectorAll("main a[href*='/tasks/']")
            .Single(one => one.TextContent.StartsWith("Visit and ask", StringComparison.Ordinal));
        var task = await owner.PageAsync(link.GetAttribute("href")!);
        Assert.Equal(["Choose what became of the task."], (await owner.SubmitAsync(task, [], 400, "#task")).Errors);
        Assert.Equal(
            ["Say why it is not needed any more."],
            (await owner.SubmitAsync(task, new() { ["Form.What"] = "NotNeeded" }, 400, "#task")).Errors
        );
        await owner.SubmitAsync(task, new() { ["Form.What"] = "Done", ["Form.Words"] = "Home, if it can be." }, 302, "#task");
        await owner.SubmitAsync(task, new() { ["Form.What"] = "Done", ["Form.Words"] = "Home, if it can be." }, 302, "#task");
        Assert.DoesNotContain("AGREED", (await owner.PageAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Contains("AGREED", (await owner.PageAsync("/tasks?show=closed")).Text, StringComparison.Ordinal);

        var open = await gp.PageAsync($"/records/{patient}/meetings/{meeting}");
        await CloseAsync(gp, meeting);
        var minutes = await gp.PageAsync($"/meetings/{meeting}/minutes");
        foreach (
            var words in new[]
            {
                "Dr Nair and Sister Cole",
                "AGREED, Pat",
                "Talk about place.",
                "Visit and ask",
                hospice.Name,
                "Done: Home",
            }
        )
        {
            Assert.Contains(words, minutes.Text, StringComparison.Ordinal);
        }

        Assert.True(
            await App.Database.ValueAsync<bool>(
                "select exists (select from audit_entries where action = 'printed' and detail like 'meeting minutes%' and $1 = any(people))",
                patient
            )
        );
        Assert.Contains(
            "This meeting is closed",
            (await gp.PageAsync($"/records/{patient}/meetings/{meeting}")).Text,
            StringComparison.Ordinal
        );
        var afterwards = await gp.SubmitAsync(open, new() { ["Form.Agreed"] = "Too late." }, 400, Agree);
        Assert.Equal("Too late.", afterwards.ValueOf("Form.Agreed"));
        Assert.Contains("This meeting was closed. Start another to go on.", afterwards.Errors);
        Assert.Contains("Talk about place.", (await owner.PageAsync($"/records/{patient}/meetings")).Text, StringComparison.Ordinal);
        foreach (var kind in new[] { "meeting: spoken of", "task: given", "task: done" })
        {
            Assert.Equal(
                1L,
                await App.Database.ValueAsync<long>(
                    "select count(*) from audit_entries where patient_id = $1 and detail = $2",
                    patient,
                    kind
                )
            );
        }
    }

    [Fact]
    public async Task Who_is_there_is_never_overwritten_by_a_page_that_was_made_before()
    {
        var gp = await App.SignInAsAsync("gp");
        var meeting = await StartAsync(gp);
        var before = await gp.PageAsync($"/meetings/{meeting}");
        await gp.SubmitAsync(before, new() { ["Form.Attendees"] = "Dr Nair\r\nSister Cole" }, 302, "#attendees");

        var late = await gp.SubmitAsync(before, new() { ["Form.Attendees"] = "Dr Nair and a student" }, 409, "#attendees");

        Assert.Contains(late.Errors, error => error.StartsWith("Somebody else has changed this", StringComparison.Ordinal));
        Assert.Equal("Dr Nair and a student", late.ValueOf("Form.Attendees"));
        Assert.Contains("Sister Cole", late.Document.QuerySelector("#attendees .app-typed")!.TextContent, StringComparison.Ordinal);
        await gp.SubmitAsync(late, new() { ["Form.Attendees"] = "Dr Nair, Sister Cole, a student" }, 302, "#attendees");
        await CloseAsync(gp, meeting);
        Assert.Contains(
            "Dr Nair, Sister Cole, a student",
            (await gp.PageAsync($"/meetings/{meeting}/minutes")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Bad_input_is_refused_at_its_field_and_keeps_what_was_typed()
    {
        var patient = await PersonAsync("Badly", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await App.SignInAsAsync("gp");
        var index = await gp.PageAsync("/meetings");
        Assert.Equal(["Write who is there."], (await gp.SubmitAsync(index, [], 400, "#start")).Errors);
        var tomorrow = Today.AddDays(1);
        var early = await gp.SubmitAsync(
            index,
            new()
            {
                ["Form.Attendees"] = "Us",
                ["Form.HeldOn.Day"] = $"{tomorrow.Day}",
                ["Form.HeldOn.Month"] = $"{tomorrow.Month}",
                ["Form.HeldOn.Year"] = $"{tomorrow.Year}",
            },
            400,
            "#start"
        );
        Assert.Equal(["Day of the meeting must be today or in the past."], early.Errors);
        Assert.Equal("Us", early.ValueOf("Form.Attendees"));
        var meeting = await StartAsync(gp);
        Assert.Contains(
            "A meeting of your organisation is open already. Go on with it, or close it first.",
            (await gp.SubmitAsync(index, new() { ["Form.Attendees"] = "Us" }, 400, "#start")).Errors
        );

        var page = await gp.PageAsync($"/records/{patient}/meetings/{meeting}");
        var refused = await gp.SubmitAsync(
            page,
            new()
            {
                ["Add"] = null,
                ["Form.Tasks[0].What"] = "Ring",
                ["Form.Tasks[0].Due.Day"] = "31",
                ["Form.Tasks[0].Due.Month"] = "2",
            },
            400,
            Agree
        );
        Assert.Equal(
            ["Write what was agreed, or that nothing changes.", "Choose who is to do it.", "Day of the task must include a year"],
            refused.Errors
        );
        Assert.Equal("Ring", refused.ValueOf("Form.Tasks[0].What"));
        var actor = await App.ActorAsync("gp");
        var past = await gp.SubmitAsync(
            page,
            new()
            {
                ["Add"] = null,
                ["Form.Agreed"] = "Ring.",
                ["Form.Tasks[0].What"] = "Ring",
                ["Form.Tasks[0].Owner"] = actor.PostId.ToString(),
                ["Form.Tasks[0].Due.Day"] = "1",
                ["Form.Tasks[0].Due.Month"] = "2",
                ["Form.Tasks[0].Due.Year"] = "2020",
            },
            400,
            Agree
        );
        Assert.Equal(["Day of the task must be today or later."], past.Errors);
        var stranger = await App.ActorAsync("gp2");
        var notOurs = await gp.SubmitAsync(
            page,
            new()
            {
                ["Add"] = null,
                ["Form.Agreed"] = "Ring.",
                ["Form.Tasks[0].What"] = "Ring",
                ["Form.Tasks[0].Owner"] = stranger.PostId.ToString(),
                ["Form.Tasks[0].Due.Day"] = "1",
                ["Form.Tasks[0].Due.Month"] = "2",
                ["Form.Tasks[0].Due.Year"] = "2099",
            },
            400,
            Agree
        );
        Assert.Equal(["Choose who is to do it from the list."], notOurs.Errors);
        Assert.Equal(0L, await App.Database.ValueAsync<long>("select count(*) from meeting_entries where patient_id = $1", patient));
        await CloseAsync(gp, meeting);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_entry_and_a_task_changed_meanwhile_is_a_conflict()
    {
        var patient = await PersonAsync("Twice", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await App.SignInAsAsync("gp");
        var actor = await App.ActorAsync("gp");
        var meeting = await StartAsync(gp);
        var page = await gp.PageAsync($"/records/{patient}/meetings/{meeting}");
        var fields = new Dictionary<string, string?>
        {
            ["Add"] = null,
            ["Form.Agreed"] = "Ring.",
            ["Form.Tasks[0].What"] = "Ring her daughter",
            ["Form.Tasks[0].Owner"] = actor.PostId.ToString(),
            ["Form.Tasks[0].Due.Day"] = $"{Today.Day}",
            ["Form.Tasks[0].Due.Month"] = $"{Today.Month}",
            ["Form.Tasks[0].Due.Year"] = $"{Today.Year}",
        };
        await gp.SubmitAsync(page, fields, 302, Agree);
        await gp.SubmitAsync(page, fields, 302, Agree);
        Assert.Equal(1L, await App.Database.ValueAsync<long>("select count(*) from care_tasks where patient_id = $1", patient));

        var id = await App.Database.ValueAsync<Guid>("select id from care_tasks where patient_id = $1", patient);
        var mine = await gp.PageAsync($"/records/{patient}/tasks/{id}");
        var theirs = await gp.PageAsync($"/records/{patient}/tasks/{id}");
        var later = Today.AddDays(9);
        await gp.SubmitAsync(
            theirs,
            new()
            {
                ["Form.What"] = "still",
                ["Form.Due.Day"] = $"{later.Day}",
                ["Form.Due.Month"] = $"{later.Month}",
                ["Form.Due.Year"] = $"{later.Year}",
            },
            302,
            "#task"
        );
        var conflict = await gp.SubmitAsync(mine, new() { ["Form.What"] = "Done", ["Form.Words"] = "kept" }, 409, "#task");
        Assert.Equal("kept", conflict.ValueOf("Form.Words"));
        Assert.Contains(London.Show(later), conflict.Text, StringComparison.Ordinal);
        await gp.SubmitAsync(conflict, [], 302, "#task");
        Assert.Equal("done", await App.Database.ValueAsync<string>("select outcome from care_tasks where id = $1", id));
        await CloseAsync(gp, meeting);
    }
}
