using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Meetings;

/// <summary>Forms of a meeting that are sent again, late, or while it is closed: no receipt is false and nothing is overwritten unseen.</summary>
public sealed class MeetingRepeatTests(TestApp app) : MeetingScenes(app), IClassFixture<TestApp>
{
    [Fact]
    public async Task A_form_sent_again_with_other_answers_gets_no_receipt_for_what_was_not_stored()
    {
        var patient = await PersonAsync("Again", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await App.SignInAsAsync("gp");
        var actor = await App.ActorAsync("gp");
        var meeting = await StartAsync(gp);
        var page = await gp.PageAsync($"/records/{patient}/meetings/{meeting}");
        await gp.SubmitAsync(page, Agreed(Today), 302, Agree);

        await gp.SubmitAsync(page, Agreed(Today.AddDays(9)), 409, Agree);

        await gp.SubmitAsync(page, Agreed(Today), 302, Agree);
        Assert.Equal(Today, await App.Database.ValueAsync<DateOnly>("select due_on from care_tasks where patient_id = $1", patient));
        var id = await App.Database.ValueAsync<Guid>("select id from care_tasks where patient_id = $1", patient);
        var task = await gp.PageAsync($"/records/{patient}/tasks/{id}");
        var refused = await gp.SubmitAsync(task, new() { ["Form.What"] = "Done", ["SubmitToken"] = $"{Guid.Empty}" }, 400, "#task");
        Assert.Contains("came without its token", Assert.Single(refused.Errors), StringComparison.Ordinal);
        await gp.SubmitAsync(task, new() { ["Form.What"] = "Done", ["Form.Words"] = "Rang her." }, 302, "#task");
        await gp.SubmitAsync(task, new() { ["Form.What"] = "Done", ["Form.Words"] = "Rang her." }, 302, "#task");

        await gp.SubmitAsync(task, new() { ["Form.What"] = "Done", ["Form.Words"] = "Nobody there." }, 409, "#task");
        await gp.SubmitAsync(task, new() { ["Form.What"] = "NotNeeded", ["Form.Words"] = "Rang her." }, 409, "#task");

        Assert.Equal(
            "done: Rang her.",
            await App.Database.ValueAsync<string>("select outcome || ': ' || closing_words from care_tasks where id = $1", id)
        );
        await CloseAsync(gp, meeting);

        Dictionary<string, string?> Agreed(DateOnly due) =>
            new()
            {
                ["Add"] = null,
                ["Form.Agreed"] = "Ring.",
                ["Form.Tasks[0].What"] = "Ring her daughter",
                ["Form.Tasks[0].Owner"] = actor.PostId.ToString(),
                ["Form.Tasks[0].Due.Day"] = $"{due.Day}",
                ["Form.Tasks[0].Due.Month"] = $"{due.Month}",
                ["Form.Tasks[0].Due.Year"] = $"{due.Year}",
            };
    }

    [Fact]
    public async Task A_task_that_is_put_off_to_another_day_by_the_same_form_is_a_conflict()
    {
        var patient = await PersonAsync("Putoff", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await App.SignInAsAsync("gp");
        var actor = await App.ActorAsync("gp");
        var meeting = await StartAsync(gp);
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/meetings/{meeting}"),
            new()
            {
                ["Add"] = null,
                ["Form.Agreed"] = "Ring.",
                ["Form.Tasks[0].What"] = "Ring",
                ["Form.Tasks[0].Owner"] = actor.PostId.ToString(),
                ["Form.Tasks[0].Due.Day"] = $"{Today.Day}",
                ["Form.Tasks[0].Due.Month"] = $"{Today.Month}",
                ["Form.Tasks[0].Due.Year"] = $"{Today.Year}",
            },
            302,
            Agree
        );
        var id = await App.Database.ValueAsync<Guid>("select id from care_tasks where patient_id = $1", patient);
        var task = await gp.PageAsync($"/records/{patient}/tasks/{id}");
        await gp.SubmitAsync(task, Until(Today.AddDays(3)), 302, "#task");
        await gp.SubmitAsync(task, Until(Today.AddDays(3)), 302, "#task");

        await gp.SubmitAsync(task, Until(Today.AddDays(5)), 409, "#task");

        Assert.Equal(Today.AddDays(3), await App.Database.ValueAsync<DateOnly>("select due_on from care_tasks where id = $1", id));
        await CloseAsync(gp, meeting);

        static Dictionary<string, string?> Until(DateOnly due) =>
            new()
            {
                ["Form.What"] = "still",
                ["Form.Due.Day"] = $"{due.Day}",
                ["Form.Due.Month"] = $"{due.Month}",
                ["Form.Due.Year"] = $"{due.Year}",
            };
    }

    [Fact]
    public async Task Nothing_is_agreed_in_a_meeting_that_is_closed_in_the_same_moment()
    {
        var patient = await PersonAsync("Moment", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await App.SignInAsAsync("gp");
        var meeting = await StartAsync(gp);
        var page = await gp.PageAsync($"/records/{patient}/meetings/{meeting}");
        await using var closing = await HeldChange.MakeAsync(
            App.Database,
            $"update meetings set closed_at = now(), closed_by = 'Sister Cole' where id = '{meeting}'"
        );

        var late = await closing.CommitBeforeAsync(
            gp.SubmitAsync(page, new() { ["Add"] = null, ["Form.Agreed"] = "Too late." }, form: Agree)
        );

        Assert.Equal(400, late.Status);
        Assert.Contains("This meeting was closed. Start another to go on.", late.Errors);
        Assert.Equal(0L, await App.Database.ValueAsync<long>("select count(*) from meeting_entries where patient_id = $1", patient));
    }

    [Fact]
    public async Task Who_is_there_comes_back_after_sign_in_as_it_was_typed_and_does_not_overwrite_what_came_meanwhile()
    {
        var gp = await App.SignInAsAsync("gp");
        var meeting = await StartAsync(gp);
        var before = await gp.PageAsync($"/meetings/{meeting}");
        var was = App.Clock.GetUtcNow();
        App.Clock.Advance(TimeSpan.FromMinutes(20));
        try
        {
            var lost = await gp.SubmitAsync(before, new() { ["Form.Attendees"] = "Dr Nair and a student" }, 302, "#attendees");
            Assert.Contains("/account/sign-in", lost.Location, StringComparison.OrdinalIgnoreCase);
            var other = await App.SignInAsAsync("gp");
            await other.SubmitAsync(
                await other.PageAsync($"/meetings/{meeting}"),
                new() { ["Form.Attendees"] = "Dr Nair\r\nSister Cole" },
                302,
                "#attendees"
            );
            await TestApp.SignInAsync(gp, "gp");

            var back = await gp.PageAsync($"/meetings/{meeting}");
            Assert.Equal("Dr Nair and a student", back.ValueOf("Form.Attendees"));
            var late = await gp.SubmitAsync(back, [], 409, "#attendees");

            Assert.Equal("Dr Nair and a student", late.ValueOf("Form.Attendees"));
            Assert.Contains("Sister Cole", late.Document.QuerySelector("#attendees .app-typed")!.TextContent, StringComparison.Ordinal);
            await gp.SubmitAsync(late, new() { ["Form.Attendees"] = "Dr Nair, Sister Cole, a student" }, 302, "#attendees");
            await CloseAsync(gp, meeting);
        }
        finally
        {
            App.Clock.Advance(was - App.Clock.GetUtcNow());
        }
    }
}
