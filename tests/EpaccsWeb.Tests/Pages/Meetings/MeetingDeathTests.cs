using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Import;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Meetings;

/// <summary>A death that is recorded closes the tasks, however it came to be recorded.</summary>
public sealed class MeetingDeathTests(TestApp app) : MeetingScenes(app), IClassFixture<TestApp>
{
    [Fact]
    public async Task A_death_closes_the_open_tasks_tells_their_owners_and_taking_it_back_opens_none()
    {
        var patient = await PersonAsync("Closing", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await App.SignInAsAsync("gp");
        await TeamAsync(gp, patient, "St Clare's Hospice");
        var hospice = await App.ActorAsync("hospice");
        var owner = await App.SignInAsAsync("hospice");
        var meeting = await StartAsync(gp);
        await GiveAsync("Bring the mattress");
        Assert.Contains("Bring the mattress", (await owner.PageAsync("/tasks")).Text, StringComparison.Ordinal);

        App.Clock.Advance(TimeSpan.FromSeconds(1));
        await DieAsync(gp, patient);
        Assert.DoesNotContain("Bring the mattress", (await owner.PageAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Contains("Bring the mattress CLOSING, Pat", (await owner.PageAsync("/tasks?show=closed")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "Not needed any more: The person died",
            (await owner.PageAsync("/tasks?show=closed")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains("Tasks: closed, the person died", (await owner.PageAsync("/inbox")).Text, StringComparison.Ordinal);
        Assert.Equal("not-needed/The person died", await BecameAsync("Bring the mattress"));
        Assert.Equal(
            1L,
            await App.Database.ValueAsync<long>(
                "select count(*) from audit_entries where patient_id = $1 and detail = 'task: not-needed'",
                patient
            )
        );

        // What is to be done for the family stays, when the death is only put right.
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        await GiveAsync("Visit the family");
        App.Clock.Advance(TimeSpan.FromSeconds(1));
        await DieAsync(gp, patient);
        Assert.Equal("open", await BecameAsync("Visit the family"));

        await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}/death/undo"), new() { ["Form.Reason"] = "Another person." }, 302);
        Assert.Equal("not-needed/The person died", await BecameAsync("Bring the mattress"));
        Assert.DoesNotContain("Bring the mattress", (await owner.PageAsync("/tasks")).Text, StringComparison.Ordinal);
        await CloseAsync(gp, meeting);

        async Task GiveAsync(string what) =>
            await gp.SubmitAsync(
                await gp.PageAsync($"/records/{patient}/meetings/{meeting}"),
                new()
                {
                    ["Add"] = null,
                    ["Form.Agreed"] = what,
                    ["Form.Tasks[0].What"] = what,
                    ["Form.Tasks[0].Owner"] = hospice.PostId.ToString(),
                    ["Form.Tasks[0].Due.Day"] = $"{Today.Day}",
                    ["Form.Tasks[0].Due.Month"] = $"{Today.Month}",
                    ["Form.Tasks[0].Due.Year"] = $"{Today.Year}",
                },
                302,
                Agree
            );

        Task<string> BecameAsync(string what) =>
            App.Database.ValueAsync<string>(
                "select coalesce(outcome || '/' || closing_words, 'open') from care_tasks where patient_id = $1 and what = $2",
                patient,
                what
            );
    }

    [Fact]
    public async Task A_register_that_tells_of_a_death_closes_the_tasks_too_and_tells_the_team_and_so_does_its_undo()
    {
        var patient = await PersonAsync("Registered", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await App.SignInAsAsync("gp");
        await TeamAsync(gp, patient, "St Clare's Hospice");
        await App.Database.RunAsync(
            "update organisations set notice_mail = 'at-once', notice_address = 'inbox@hospice.example' where ods_code = 'Y90020'"
        );
        await App.Database.RunAsync(
            $"""
            with held as (
                insert into meetings (id, organisation_id, held_on, attendees, started_at, started_by, closed_at, closed_by)
                select gen_random_uuid(), id, current_date, 'Us', now(), 'Us', now(), 'Us' from organisations where ods_code = 'Y90001'
                returning id, organisation_id)
            insert into care_tasks (id, patient_id, meeting_id, set_by_organisation_id, what, made_at, made_by, version, owner_post_id, owner_name,
                                    organisation_id, owner_organisation, due_on, submit_token)
            select gen_random_uuid(), '{patient}', id, organisation_id, 'Ring', now(), 'Us', 1, gen_random_uuid(), 'Us', organisation_id, 'Us', current_date,
                   gen_random_uuid() from held
            """
        );
        var report = await App.ImportAsync(
            Register.Csv(
                Register.Row(
                    await App.Database.ValueAsync<string>("select nhs_number from patients where id = $1", patient),
                    ("family_name", "Registered"),
                    ("given_name", "Pat"),
                    ("date_of_birth", "1950-05-17"),
                    ("date_of_death", $"{Today:yyyy-MM-dd}"),
                    ("death_status", "formal")
                )
            ),
            await App.ActorAsync("coordinator")
        );
        Assert.Equal((0, 0, 1, 0), report.Counts());
        Assert.Equal(
            "not-needed/The person died",
            await App.Database.ValueAsync<string>("select outcome || '/' || closing_words from care_tasks where patient_id = $1", patient)
        );
        string[] told =
        [
            "Y90001 Death: recorded",
            "Y90001 Tasks: closed, the person died",
            "Y90020 Death: recorded",
            "Y90020 Tasks: closed, the person died",
        ];
        Assert.Equal(told, await ToldAsync());
        Assert.Contains(
            "Tasks: closed, the person died",
            (await (await App.SignInAsAsync("hospice")).PageAsync("/inbox")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Coordinator, Valley Care Board",
            await App.Database.ValueAsync<string>("select distinct by from notices where patient_id = $1 and what like 'Death%'", patient)
        );
        Assert.Equal(
            1L,
            await App.Database.ValueAsync<long>("select count(*) from outbox_mails where to_address = 'inbox@hospice.example'")
        );

        var coordinator = await App.SignInAsAsync("coordinator");
        var import = await App.Database.ValueAsync<Guid>("select import_id from import_entries where patient_id = $1", patient);
        await coordinator.SubmitAsync(await coordinator.PageAsync($"/import/past/{import}/undo"), [], expected: 302);

        string[] undone = ["Y90001 Death: undone", "Y90020 Death: undone"];
        Assert.Equal(told.Concat(undone).Order(StringComparer.Ordinal), await ToldAsync());

        Task<string[]> ToldAsync() =>
            App.Database.ValueAsync<string[]>(
                """
                select array(select ods_code || ' ' || what from notices join organisations on organisations.id = organisation_id
                             where patient_id = $1 and (what like 'Death%' or what like 'Tasks%') order by (ods_code || ' ' || what) collate "C")
                """,
                patient
            );
    }
}
