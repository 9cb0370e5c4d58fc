using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Import;

/// <summary>Past imports, and undoing one: exactly what it wrote and nobody has changed since, and nothing deleted.</summary>
public sealed class ImportUndoTests(TestApp app) : IClassFixture<TestApp>
{
    /// <summary>Everything about a record that an undo has to give back.</summary>
    private const string State = """
        select concat_ws(' | ', patients.postcode, patients.care_home_id, facts.consent_to_record, facts.consent_to_share, facts.cpr, facts.ppd_first,
                         facts.died_on, facts.actual_place, facts.review_on, facts.practice_at_death_id, counted.counts::text, counted.open::text,
                         counted.sections, counted.counts_as, counted.died_on, counted.practice_id, counted.in_care_home::text, plans.ended_as,
                         (select string_agg(link.source || organisation_id::text, ',' order by link.source, organisation_id)
                          from relationships link where link.patient_id = patients.id and link.ends_at is null))
        from patients join plans on plans.patient_id = patients.id join plan_facts facts on facts.plan_id = plans.id
        join counted_plans counted on counted.plan_id = plans.id where nhs_number = $1
        """;

    [Fact]
    public async Task Undoing_ends_the_records_it_started_and_leaves_what_was_changed_since()
    {
        string untouched = TestApp.NextNhsNumber(),
            edited = TestApp.NextNhsNumber(),
            noted = TestApp.NextNhsNumber();
        var id = await ImportAsync(Register.Row(untouched), Register.Row(edited), Register.Row(noted));
        var gp = await app.SignInAsAsync("gp");
        await EditAsync(gp, edited, "allergies", new() { ["Form.Status"] = "NoneKnown" });
        var notes = await gp.PageAsync($"/records/{await app.PersonAsync(noted)}/notes");
        await gp.SubmitAsync(notes, new() { ["Form.Text"] = "Seen at home." }, expected: 302, form: "#note");
        var coordinator = await app.SignInAsAsync("coordinator");

        var preview = await coordinator.PageAsync($"/import/past/{id}/undo");
        Assert.Contains(
            "Records it started, to be ended as entered in error 1Filled parts to be taken back 0Records it started that stay 2",
            preview.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("Changed since20", preview.Text, StringComparison.Ordinal);
        Assert.Equal("open", await EndedAsync(untouched));
        await coordinator.SubmitAsync(preview, [], expected: 302);

        Assert.Equal("entered-in-error", await EndedAsync(untouched));
        Assert.Equal("open", await EndedAsync(edited));
        Assert.Equal("open", await EndedAsync(noted));
        Assert.EndsWith("counts false", await CountedAsync(untouched), StringComparison.Ordinal);
        await gp.PageAsync($"/records/{await app.PersonAsync(untouched)}", expected: 404);
        Assert.Contains(
            "was undone",
            (await gp.PageAsync($"/records/{await app.PersonAsync(untouched)}/end")).Text,
            StringComparison.Ordinal
        );
        await gp.PageAsync($"/records/{await app.PersonAsync(edited)}");
        var report = (await coordinator.PageAsync($"/import/past/{id}")).Text;
        Assert.Contains("Undone on", report, StringComparison.Ordinal);
        Assert.Contains("Left as they were 2", report, StringComparison.Ordinal);
        Assert.Equal(
            "register import undone: 1 records ended, 0 filled parts taken back, 2 left",
            await app.Database.ValueAsync<string>("select detail from audit_entries where action = 'imported' order by id desc limit 1")
        );
        Assert.Equal(
            [await app.PersonAsync(untouched)],
            await app.Database.ValueAsync<Guid[]>("select people from audit_entries where action = 'imported' order by id desc limit 1")
        );
    }

    [Fact]
    public async Task Undoing_gives_back_what_stood_before_the_blanks_were_filled()
    {
        var number = TestApp.NextNhsNumber();
        await ImportAsync(
            Register.Row(
                number,
                ("ppd_first", "hospice"),
                ("ppd_recorded_on", "2024-03-05"),
                ("created_on", "2024-01-05"),
                ("town", "Valley")
            )
        );
        var before = await app.Database.ValueAsync<string>(State, number);
        var filled = Register.Row(
            number,
            ("postcode", "ZZ99 3WZ"),
            ("ppd_first", "hospice"),
            ("ppd_first_place", "St Clare's Hospice"),
            ("care_home_code", "Y90060"),
            ("core_team", "Y90010"),
            ("cpr_decision", "not-for-cpr"),
            ("consent_to_record", "given"),
            ("review_date", "2024-04-05"),
            ("created_on", "2024-01-05"),
            ("date_of_death", "2026-10-01")
        );
        var id = await ImportAsync(filled);
        Assert.NotEqual(before, await app.Database.ValueAsync<string>(State, number));
        var rows = await app.CountAsync("section_versions");

        await UndoAsync(id);

        Assert.Equal("not-asked | " + before, await app.Database.ValueAsync<string>(State, number));
        Assert.True(await app.CountAsync("section_versions") > rows);
        Assert.Equal((0, 0, 1, 0), (await app.ImportAsync(Register.Csv(Register.Row(number, ("cpr_decision", "not-for-cpr"))))).Counts());
    }

    [Fact]
    public async Task People_whose_import_was_undone_are_imported_again_with_what_the_new_file_says_alone()
    {
        var number = TestApp.NextNhsNumber();
        var wrong = await ImportAsync(
            Register.Row(
                number,
                ("created_on", "2024-01-05"),
                ("prognosis", "last-months"),
                ("allergies", "none known"),
                ("date_of_death", "2026-10-01")
            )
        );
        await UndoAsync(wrong);
        var person = await app.PersonAsync(number);

        // Another organisation, and an operator, may not know that it was there.
        Assert.Equal((0, 0, 0, 1), (await app.ImportAsync(Register.Csv(Register.Row(number)), skipRefused: true)).Counts());

        var right = await ImportAsync(Register.Row(number, ("allergies", "Latex"), ("town", "Valley")));
        Assert.Equal(person, await app.PersonAsync(number));
        Assert.Equal("open", await EndedAsync(number));
        Assert.EndsWith("counts true", await CountedAsync(number), StringComparison.Ordinal);
        Assert.Equal(
            "allergies 1 recorded, allergies 1 revoked, allergies 2 recorded, prognosis 1 recorded, prognosis 1 revoked",
            await StoredAsync(number)
        );
        var gp = await app.SignInAsAsync("gp");
        var record = (await gp.PageAsync($"/records/{person}")).Text;
        Assert.Contains("Latex", record, StringComparison.Ordinal);
        Assert.DoesNotContain("Died", record, StringComparison.Ordinal);
        Assert.Equal(
            "registration",
            await app.Database.ValueAsync<string>(
                "select string_agg(source, ',') from relationships where patient_id = $1 and ends_at is null",
                person
            )
        );

        // Once more, and once more: each import can be undone, and only while nobody has touched the record.
        await UndoAsync(right);
        Assert.Equal("entered-in-error", await EndedAsync(number));
        var third = await ImportAsync(Register.Row(number));
        await EditAsync(gp, number, "allergies", new() { ["Form.Status"] = "NoneKnown" });
        await UndoAsync(third);
        Assert.Equal("open", await EndedAsync(number));
    }

    [Fact]
    public async Task A_record_that_was_touched_after_the_undo_is_not_imported_over()
    {
        var number = TestApp.NextNhsNumber();
        await UndoAsync(await ImportAsync(Register.Row(number, ("allergies", "none known"))));
        var gp = await app.SignInAsAsync("gp");
        var end = await gp.PageAsync($"/records/{await app.PersonAsync(number)}/end");
        await gp.SubmitAsync(end, new() { ["Form.Reason"] = "She is ours." }, expected: 302);

        var report = await app.ImportAsync(
            Register.Csv(Register.Row(number, ("allergies", "Latex"))),
            await app.ActorAsync("coordinator"),
            skipRefused: true
        );

        Assert.Equal((0, 0, 0, 1), report.Counts());
    }

    [Fact]
    public async Task A_filled_section_that_was_changed_since_stays_and_the_others_are_taken_back()
    {
        var number = TestApp.NextNhsNumber();
        await ImportAsync(Register.Row(number));
        var id = await ImportAsync(Register.Row(number, ("allergies", "none known"), ("prognosis", "last-months")));
        await EditAsync(
            await app.SignInAsAsync("gp"),
            number,
            "allergies",
            new() { ["Form.Status"] = "Known", ["Form.Details"] = "Latex" }
        );

        await UndoAsync(id);
        var after = await StoredAsync(number);
        await UndoAsync(id);

        Assert.Equal(after, await StoredAsync(number));
        Assert.Equal("allergies 1 recorded, allergies 2 recorded, prognosis 1 recorded, prognosis 1 revoked", after);
        Assert.Equal(
            "0 1 1",
            await app.Database.ValueAsync<string>(
                "select concat_ws(' ', records_ended, taken_back, left_alone) from past_imports where id = $1",
                id
            )
        );
    }

    [Fact]
    public async Task A_death_recorded_since_keeps_what_was_filled()
    {
        var number = TestApp.NextNhsNumber();
        await ImportAsync(Register.Row(number, ("created_on", "2024-01-05")));
        var id = await ImportAsync(Register.Row(number, ("town", "Valley")));
        await ImportAsync(Register.Row(number, ("date_of_death", "2026-10-01")));

        var preview = await (await app.SignInAsAsync("coordinator")).PageAsync($"/import/past/{id}/undo");

        Assert.Contains("A death was recorded since01", preview.Text, StringComparison.Ordinal);
        Assert.Contains("There is nothing left to take back", preview.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_for_posts_that_import_and_shows_the_imports_of_their_organisation()
    {
        for (var one = 0; one < 22; one++)
        {
            await ImportAsync(Register.Row(null, ("gender", one == 21 ? "?" : "1")));
        }

        await app.ImportAsync(Register.Csv(Register.Row()));
        var operators = await app.Database.ValueAsync<Guid>("select id from past_imports where organisation_id is null");
        var coordinator = await app.SignInAsAsync("coordinator");
        var page = await coordinator.PageAsync("/import/past");

        Assert.Equal(20, page.Document.QuerySelectorAll("tbody tr").Length);
        var latest = page.Document.QuerySelector("tbody a")!.GetAttribute("href")!;
        Assert.Contains("Line", (await coordinator.PageAsync(latest)).Text, StringComparison.Ordinal);
        Assert.Contains("genderIs not in the list.", (await coordinator.PageAsync(latest)).Text, StringComparison.Ordinal);
        Assert.True((await coordinator.PageAsync("/import/past?p=2")).Document.QuerySelectorAll("tbody tr").Length >= 2);
        Assert.Contains("Nothing on this page", (await coordinator.PageAsync("/import/past?p=99")).Text, StringComparison.Ordinal);
        await coordinator.PageAsync($"/import/past/{operators}", expected: 404);
        await coordinator.PageAsync($"/import/past/{operators}/undo", expected: 404);
        await coordinator.PageAsync($"/import/past/{Guid.NewGuid()}", expected: 404);
        await (await app.SignInAsAsync("gp")).PageAsync(latest + "/undo", expected: 403);
        await (await app.SignInAsAsync("privacy")).PageAsync("/import/past", expected: 403);
    }

    /// <summary>Imports as the coordinator and gives the import's id.</summary>
    private async Task<Guid> ImportAsync(params Dictionary<string, string>[] rows)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var report = await app.ImportAsync(Register.Csv(rows), await app.ActorAsync("coordinator"), skipRefused: true);
        Assert.True(report.Written);
        return await app.Database.ValueAsync<Guid>(
            "select id from past_imports where organisation_id is not null order by at desc limit 1"
        );
    }

    private async Task UndoAsync(Guid id)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var coordinator = await app.SignInAsAsync("coordinator");
        var import = await coordinator.PageAsync("/import");
        var token = import.Document.QuerySelector("main form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await coordinator.PostAsync($"/import/past/{id}/undo", [new("__RequestVerificationToken", token)], expected: 302);
    }

    private async Task EditAsync(TestBrowser browser, string number, string section, Dictionary<string, string?> values)
    {
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        var edit = await browser.PageAsync($"/records/{await app.PersonAsync(number)}/plan/{section}");
        await browser.SubmitAsync(edit, values, expected: 302);
    }

    private Task<string> EndedAsync(string number) =>
        app.Database.ValueAsync<string>(
            "select coalesce(ended_as, 'open') from plans join patients on patients.id = patient_id where nhs_number = $1",
            number
        );

    private Task<string> CountedAsync(string number) =>
        app.Database.ValueAsync<string>(
            "select 'counts ' || counts::text from counted_plans join patients on patients.id = patient_id where nhs_number = $1",
            number
        );

    private Task<string> StoredAsync(string number) =>
        app.Database.ValueAsync<string>(
            """
            select string_agg(concat_ws(' ', section, number, kind), ', ' order by section, plan_version) from section_versions
            join patients on patients.id = patient_id where nhs_number = $1 and section <> 'person'
            """,
            number
        );
}
