using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Import;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Meetings;

/// <summary>The agenda of a meeting builds itself, for those whom it concerns and nobody else.</summary>
public sealed class AgendaTests(TestApp app) : MeetingScenes(app), IClassFixture<TestApp>
{
    [Fact]
    public async Task The_agenda_is_in_order_and_says_why_each_is_on_it()
    {
        var quiet = await PersonAsync("Eee", GsfStage.B, wish: true, reviewIn: 30);
        var noWish = await PersonAsync("Ddd", GsfStage.B, wish: false, reviewIn: 30);
        var weeks = await PersonAsync("Ccc", GsfStage.C, wish: true, reviewIn: 30);
        var days = await PersonAsync("Fff", GsfStage.D, wish: true, reviewIn: 30);
        var used = await PersonAsync("Zzz", GsfStage.B, wish: true, reviewIn: 30);
        var late = await PersonAsync("Yyy", GsfStage.B, wish: true, reviewIn: 0);
        var dead = await PersonAsync("Aaa", GsfStage.D, wish: true, reviewIn: 30);
        await AtTheDoorAsync(used);
        await App.Database.RunAsync($"update plan_facts set review_on = current_date - 1 where patient_id = '{late}'");
        var gp = await App.SignInAsAsync("gp");
        await DieAsync(gp, dead);

        var meeting = await StartAsync(gp);
        var agenda = await WholeAgendaAsync(gp, meeting);

        Assert.Equal(
            [days, weeks, used, late, noWish, quiet, dead],
            agenda.Select(line => line.Person).Where(new[] { quiet, noWish, weeks, days, used, late, dead }.Contains)
        );
        Assert.Equal(["Days or weeks", "Three-month rule"], Reasons(days));
        Assert.Equal(["Urgent care used", "Three-month rule"], Reasons(used));
        Assert.Equal(["Review overdue", "Three-month rule"], Reasons(late));
        Assert.Equal(["No preference recorded", "Three-month rule"], Reasons(noWish));
        Assert.Equal(["Three-month rule"], Reasons(quiet));
        Assert.Equal(["Died"], Reasons(dead));
        Assert.Contains(
            "had not been spoken of within three months",
            (await gp.PageAsync($"/meetings/{meeting}")).Text,
            StringComparison.Ordinal
        );

        // Whoever was spoken of and has no other reason is off the next agenda, and back on it when three months have passed.
        await AgreeAsync(gp, quiet, meeting, "Nothing changes.");
        await AgreeAsync(gp, days, meeting, "Ring daily.");
        Assert.Contains(
            (await WholeAgendaAsync(gp, meeting)),
            line => line.Person == quiet && line.Text.Contains("Spoken of", StringComparison.Ordinal)
        );
        await CloseAsync(gp, meeting);
        App.Clock.Advance(TimeSpan.FromDays(7));
        try
        {
            gp = await App.SignInAsAsync("gp");
            var second = await StartAsync(gp);
            agenda = await WholeAgendaAsync(gp, second);
            Assert.DoesNotContain(agenda, line => line.Person == quiet);
            Assert.Equal(["Days or weeks"], Reasons(days));
            Assert.DoesNotContain("Urgent care used", Reasons(used));
            Assert.DoesNotContain(agenda, line => line.Person == dead);
            await CloseAsync(gp, second);

            App.Clock.Advance(TimeSpan.FromDays(93));
            gp = await App.SignInAsAsync("gp");
            var third = await StartAsync(gp);
            agenda = await WholeAgendaAsync(gp, third);
            Assert.Contains("Three-month rule", Reasons(quiet));
            await CloseAsync(gp, third);
        }
        finally
        {
            App.Clock.Advance(TimeSpan.FromDays(-100));
        }

        IEnumerable<string> Reasons(Guid person) => agenda.Single(line => line.Person == person).Reasons;
    }

    [Fact]
    public async Task A_death_that_is_only_reported_takes_nobody_off_the_agenda()
    {
        var patient = await PersonAsync("Reported", GsfStage.C, wish: false, reviewIn: 10);
        var ooh = await App.SignInAsAsync("ooh");
        await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        await DieAsync(ooh, patient);
        var gp = await App.SignInAsAsync("gp");

        var meeting = await StartAsync(gp);
        var line = (await WholeAgendaAsync(gp, meeting)).Single(line => line.Person == patient);

        Assert.Equal(
            ["Reported dead, unconfirmed", "Days or weeks", "Urgent care used", "No preference recorded", "Three-month rule"],
            line.Reasons
        );
        Assert.Contains("Said to have died", line.Text, StringComparison.Ordinal);
        await AgreeAsync(gp, patient, meeting, "Ring the family.");
        var minutes = await gp.PageAsync($"/meetings/{meeting}/minutes");
        Assert.Contains("reported dead and not confirmed", minutes.Text, StringComparison.Ordinal);
        await CloseAsync(gp, meeting);
    }

    [Theory]
    [InlineData("practice")]
    [InlineData("coordinator")]
    [InlineData("carehome")]
    [InlineData("ooh")]
    [InlineData("admin")]
    [InlineData("privacy")]
    public async Task Posts_outside_the_team_have_no_meetings_and_no_tasks(string account)
    {
        var patient = await App.StartRecordAsync();
        var browser = await App.SignInAsAsync(account);
        await browser.PageAsync("/meetings", expected: 403);
        await browser.PageAsync("/tasks", expected: 403);
        var answer = await browser.LookAsync($"/records/{patient}/meetings");
        Assert.True(answer.Status is 403 or 404, $"{account}: {answer.Status}");
    }

    [Fact]
    public async Task Another_organisation_sees_neither_meeting_nor_minutes_and_a_withdrawn_person_leaves_them()
    {
        var patient = await PersonAsync("Leaver", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await App.SignInAsAsync("gp");
        await TeamAsync(gp, patient, "St Clare's Hospice");
        var hospice = await App.SignInAsAsync("hospice");
        var meeting = await StartAsync(hospice);
        await AgreeAsync(hospice, patient, meeting, "Bed kept for her.");
        Assert.Contains("Bed kept", (await hospice.PageAsync($"/meetings/{meeting}/minutes")).Text, StringComparison.Ordinal);
        foreach (var address in new[] { "", "/next", "/minutes" })
        {
            await gp.PageAsync($"/meetings/{meeting}{address}", expected: 404);
        }

        await gp.PageAsync($"/records/{patient}/meetings/{meeting}", expected: 404);

        await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}/consent/share"), new() { ["Form.Status"] = "Withdrawn" }, 302);
        var minutes = await hospice.PageAsync($"/meetings/{meeting}/minutes");
        Assert.DoesNotContain("LEAVER", minutes.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Bed kept", minutes.Html, StringComparison.Ordinal);
        Assert.Contains("1 not named here", minutes.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await WholeAgendaAsync(hospice, meeting), line => line.Person == patient);
        Assert.Contains("Bed kept", (await gp.PageAsync($"/records/{patient}/meetings")).Text, StringComparison.Ordinal);
        await CloseAsync(hospice, meeting);
    }
}
