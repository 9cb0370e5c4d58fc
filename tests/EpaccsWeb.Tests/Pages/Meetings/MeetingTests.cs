using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Import;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Meetings;

/// <summary>The palliative meeting: its agenda builds itself, what is agreed becomes owned and dated tasks, and the minutes say both.</summary>
public sealed class MeetingTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Agree = "#agree";

    private DateOnly Today => London.Day(app.Clock.GetUtcNow());

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
        await app.Database.RunAsync($"update plan_facts set review_on = current_date - 1 where patient_id = '{late}'");
        var gp = await app.SignInAsAsync("gp");
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
        app.Clock.Advance(TimeSpan.FromDays(7));
        try
        {
            gp = await app.SignInAsAsync("gp");
            var second = await StartAsync(gp);
            agenda = await WholeAgendaAsync(gp, second);
            Assert.DoesNotContain(agenda, line => line.Person == quiet);
            Assert.Equal(["Days or weeks"], Reasons(days));
            Assert.DoesNotContain("Urgent care used", Reasons(used));
            Assert.DoesNotContain(agenda, line => line.Person == dead);
            await CloseAsync(gp, second);

            app.Clock.Advance(TimeSpan.FromDays(93));
            gp = await app.SignInAsAsync("gp");
            var third = await StartAsync(gp);
            agenda = await WholeAgendaAsync(gp, third);
            Assert.Contains("Three-month rule", Reasons(quiet));
            await CloseAsync(gp, third);
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromDays(-100));
        }

        IEnumerable<string> Reasons(Guid person) => agenda.Single(line => line.Person == person).Reasons;
    }

    [Fact]
    public async Task What_is_agreed_becomes_a_task_with_an_owner_and_a_day_and_stands_in_the_minutes()
    {
        var patient = await PersonAsync("Agreed", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await app.SignInAsAsync("gp");
        await TeamAsync(gp, patient, "St Clare's Hospice");
        var hospice = await app.ActorAsync("hospice");
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

        var owner = await app.SignInAsAsync("hospice");
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
            await app.Database.ValueAsync<bool>(
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
                await app.Database.ValueAsync<long>(
                    "select count(*) from audit_entries where patient_id = $1 and detail = $2",
                    patient,
                    kind
                )
            );
        }
    }

    [Fact]
    public async Task Bad_input_is_refused_at_its_field_and_keeps_what_was_typed()
    {
        var patient = await PersonAsync("Badly", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await app.SignInAsAsync("gp");
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
        var actor = await app.ActorAsync("gp");
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
        var stranger = await app.ActorAsync("gp2");
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
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from meeting_entries where patient_id = $1", patient));
        await CloseAsync(gp, meeting);
    }

    [Fact]
    public async Task A_form_sent_twice_is_one_entry_and_a_task_changed_meanwhile_is_a_conflict()
    {
        var patient = await PersonAsync("Twice", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await app.SignInAsAsync("gp");
        var actor = await app.ActorAsync("gp");
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
        Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(*) from care_tasks where patient_id = $1", patient));

        var id = await app.Database.ValueAsync<Guid>("select id from care_tasks where patient_id = $1", patient);
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
        Assert.Equal("done", await app.Database.ValueAsync<string>("select outcome from care_tasks where id = $1", id));
        await CloseAsync(gp, meeting);
    }

    [Fact]
    public async Task A_death_closes_the_open_tasks_tells_their_owners_and_taking_it_back_opens_none()
    {
        var patient = await PersonAsync("Closing", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await app.SignInAsAsync("gp");
        await TeamAsync(gp, patient, "St Clare's Hospice");
        var hospice = await app.ActorAsync("hospice");
        var owner = await app.SignInAsAsync("hospice");
        var meeting = await StartAsync(gp);
        await GiveAsync("Bring the mattress");
        Assert.Contains("Bring the mattress", (await owner.PageAsync("/tasks")).Text, StringComparison.Ordinal);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
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
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where patient_id = $1 and detail = 'task: not-needed'",
                patient
            )
        );

        // What is to be done for the family stays, when the death is only put right.
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await GiveAsync("Visit the family");
        app.Clock.Advance(TimeSpan.FromSeconds(1));
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
            app.Database.ValueAsync<string>(
                "select coalesce(outcome || '/' || closing_words, 'open') from care_tasks where patient_id = $1 and what = $2",
                patient,
                what
            );
    }

    [Fact]
    public async Task A_register_that_tells_of_a_death_closes_the_tasks_too_and_tells_the_team_and_so_does_its_undo()
    {
        var patient = await PersonAsync("Registered", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await app.SignInAsAsync("gp");
        await TeamAsync(gp, patient, "St Clare's Hospice");
        await app.Database.RunAsync(
            "update organisations set notice_mail = 'at-once', notice_address = 'inbox@hospice.example' where ods_code = 'Y90020'"
        );
        await app.Database.RunAsync(
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
        var report = await app.ImportAsync(
            Register.Csv(
                Register.Row(
                    await app.Database.ValueAsync<string>("select nhs_number from patients where id = $1", patient),
                    ("family_name", "Registered"),
                    ("given_name", "Pat"),
                    ("date_of_birth", "1950-05-17"),
                    ("date_of_death", $"{Today:yyyy-MM-dd}"),
                    ("death_status", "formal")
                )
            ),
            await app.ActorAsync("coordinator")
        );
        Assert.Equal((0, 0, 1, 0), report.Counts());
        Assert.Equal(
            "not-needed/The person died",
            await app.Database.ValueAsync<string>("select outcome || '/' || closing_words from care_tasks where patient_id = $1", patient)
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
            (await (await app.SignInAsAsync("hospice")).PageAsync("/inbox")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            "Coordinator, Valley Care Board",
            await app.Database.ValueAsync<string>("select distinct by from notices where patient_id = $1 and what like 'Death%'", patient)
        );
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>("select count(*) from outbox_mails where to_address = 'inbox@hospice.example'")
        );

        var coordinator = await app.SignInAsAsync("coordinator");
        var import = await app.Database.ValueAsync<Guid>("select import_id from import_entries where patient_id = $1", patient);
        await coordinator.SubmitAsync(await coordinator.PageAsync($"/import/past/{import}/undo"), [], expected: 302);

        string[] undone = ["Y90001 Death: undone", "Y90020 Death: undone"];
        Assert.Equal(told.Concat(undone).Order(StringComparer.Ordinal), await ToldAsync());

        Task<string[]> ToldAsync() =>
            app.Database.ValueAsync<string[]>(
                """
                select array(select ods_code || ' ' || what from notices join organisations on organisations.id = organisation_id
                             where patient_id = $1 and (what like 'Death%' or what like 'Tasks%') order by (ods_code || ' ' || what) collate "C")
                """,
                patient
            );
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
        var patient = await app.StartRecordAsync();
        var browser = await app.SignInAsAsync(account);
        await browser.PageAsync("/meetings", expected: 403);
        await browser.PageAsync("/tasks", expected: 403);
        var answer = await browser.LookAsync($"/records/{patient}/meetings");
        Assert.True(answer.Status is 403 or 404, $"{account}: {answer.Status}");
    }

    [Fact]
    public async Task Another_organisation_sees_neither_meeting_nor_minutes_and_a_withdrawn_person_leaves_them()
    {
        var patient = await PersonAsync("Leaver", GsfStage.D, wish: false, reviewIn: 10);
        var gp = await app.SignInAsAsync("gp");
        await TeamAsync(gp, patient, "St Clare's Hospice");
        var hospice = await app.SignInAsAsync("hospice");
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

    private Task<Guid> PersonAsync(string name, GsfStage stage, bool wish, int reviewIn)
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

    private async Task AtTheDoorAsync(Guid patient)
    {
        var crew = await app.SignInAsAsync("ambulance");
        await crew.SubmitAsync(await crew.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        await crew.PageAsync($"/records/{patient}/urgent");
    }

    private async Task DieAsync(TestBrowser gp, Guid patient) =>
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

    private async Task TeamAsync(TestBrowser gp, Guid patient, string organisation)
    {
        var id = await app.Database.ValueAsync<Guid>("select id from organisations where name = $1", organisation);
        var page = await gp.PageAsync($"/records/{patient}/team");
        var field = page.Document.QuerySelector("main select")!.GetAttribute("name")!;
        await gp.SubmitAsync(page, new() { [field] = $"{id}" }, expected: 302, form: "main form:has(select)");
    }

    private static async Task<Guid> StartAsync(TestBrowser browser)
    {
        var started = await browser.SubmitAsync(
            await browser.PageAsync("/meetings"),
            new() { ["Form.Attendees"] = "Dr Nair and Sister Cole" },
            302,
            "#start"
        );
        return Guid.Parse(started.Location!.Split('/')[^1]);
    }

    private static async Task CloseAsync(TestBrowser browser, Guid meeting) =>
        await browser.SubmitAsync(await browser.PageAsync($"/meetings/{meeting}"), [], 302, "#close");

    private static async Task AgreeAsync(TestBrowser browser, Guid patient, Guid meeting, string agreed) =>
        await browser.SubmitAsync(
            await browser.PageAsync($"/records/{patient}/meetings/{meeting}"),
            new() { ["Add"] = null, ["Form.Agreed"] = agreed },
            302,
            Agree
        );

    private static async Task<List<AgendaItem>> WholeAgendaAsync(TestBrowser browser, Guid meeting)
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

    private sealed record AgendaItem(Guid Person, IReadOnlyList<string> Reasons, string Text);
}
