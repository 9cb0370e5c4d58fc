using EpaccsWeb.AuditChain;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EpaccsWeb.Tests.Pages.Rights;

/// <summary>How long records are kept, on the days about the last one; the clock of this class runs ahead.</summary>
public sealed class RetentionPeriodTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task The_day_after_the_last_day_exactly_those_records_are_over()
    {
        // What other tests and the demonstration hold is long away from these days.
        var hospice = await DiedAsync("hospice", 8);
        var practice = await DiedAsync("gp", 10);
        var practiceTooEarly = await DiedAsync("gp", 8);
        var ended = await app.StartRecordAsync("hospice");
        await EndAsync(ended, 8);
        var endedLater = await DiedAsync("hospice", 20);
        await EndAsync(endedLater, 8);
        var reopened = await app.StartRecordAsync("hospice");
        await EndAsync(reopened, 9);
        await app.Database.RunAsync($"update plans set ended_as = null where patient_id = '{reopened}'");
        var reported = await app.StartRecordAsync("hospice");
        await app.Database.RunAsync(
            $"update plan_facts set died_on = current_date - 4000, death_confirmed = false where patient_id = '{reported}'"
        );
        var alive = await app.StartRecordAsync("hospice");
        Guid[] mine = [hospice, practice, practiceTooEarly, ended, endedLater, reopened, reported, alive];

        // The day before the last day, the last day, and the day after it.
        Assert.Empty(await OverAsync(mine));
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await OverAsync(mine));
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new[] { hospice, practice, ended, endedLater }.Order(), (await OverAsync(mine)).Order());

        // An administrator sees those of the own organisation alone.
        var admin = await app.ActorAsync("admin");
        Assert.Equal([practice], await OverAsync(mine, "admin"));
        Assert.Contains(
            NhsNumber.Parse(await app.NumberAsync(practice)).Display,
            (await (await app.SignInAsAsync("admin")).PageAsync("/admin/retention")).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(Role.OrganisationAdministrator, admin.Role);

        // A longer period, set with its reason, holds at once; a shorter one than the Code's is refused.
        var system = await app.SignInAsAsync("sysadmin");
        await system.PageAsync("/admin/retention", 403);
        foreach (var (value, status) in new[] { ("7", 400), ("9", 302) })
        {
            await system.SubmitAsync(
                await system.PageAsync("/admin/service?name=retention-years"),
                new() { ["Form.Value"] = value, ["Form.Reason"] = "An inquiry was announced." },
                status,
                "#retention-years"
            );
        }

        Assert.Equal([practice], await OverAsync(mine));
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from admin_changes where setting = 'retention-years' and before = '8' and after = '9'"
            )
        );
    }

    [Fact]
    public async Task The_periods_in_the_database_are_those_of_the_settings()
    {
        Assert.Equal(OfficeSetting.RetentionYears.Usual, await app.Database.ValueAsync<int>("select retention_years('no-such', 8)"));
        var function = await app.Database.ValueAsync<string>("select pg_get_functiondef('retention_of'::regproc)");
        foreach (var setting in new[] { OfficeSetting.RetentionYears, OfficeSetting.RetentionYearsGp })
        {
            Assert.Contains($"retention_years('{setting.Name}', {setting.Usual})", function, StringComparison.Ordinal);
        }
    }

    /// <summary>A person who died so many years before the day after tomorrow's eve: tomorrow is the last day.</summary>
    private async Task<Guid> DiedAsync(string account, int years)
    {
        var record = await app.StartRecordAsync(account);
        await app.Database.RunAsync(
            $"update plan_facts set died_on = (current_date + 1 - interval '{years} years')::date, death_confirmed = true where patient_id = '{record}'"
        );
        return record;
    }

    private Task EndAsync(Guid record, int years) =>
        app.Database.RunAsync(
            $"""
            update plans set ended_as = 'moved-away' where patient_id = '{record}';
            insert into endings (id, patient_id, number, kind, reason, at, author_id, author_name, post_id, author_role, author_organisation)
            values (gen_random_uuid(), '{record}', 1, 'moved-away', 'x', (current_date + 1 - interval '{years} years') + interval '12 hours',
                    gen_random_uuid(), 'x', gen_random_uuid(), 'hospice-clinician', 'x')
            """
        );

    private async Task<Guid[]> OverAsync(Guid[] among, string account = "privacy")
    {
        var actor = await app.ActorAsync(account);
        await using var link = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(app.Database.App) { Pooling = false }.ConnectionString
        );
        await link.OpenAsync();
        var act = TestDatabase.ActAs(actor, "retention", null);
        act.CommandText = act.CommandText.Replace("now()", "$7", StringComparison.Ordinal);
        act.Parameters.Add(new NpgsqlParameter { Value = app.Clock.GetUtcNow().UtcDateTime });
        await using var batch = new NpgsqlBatch(link)
        {
            BatchCommands =
            {
                new("set role epaccs_app"),
                act,
                new("select coalesce(array_agg(record_id), '{}') from retention_due(null)"),
            },
        };
        return [.. ((Guid[])(await batch.ExecuteScalarAsync())!).Where(among.Contains)];
    }
}

/// <summary>Destruction: asked by one person, decided by another; nothing stays but a stub and an audit that names nobody.</summary>
public sealed class DestructionTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_record_is_destroyed_by_two_people_with_everything_in_it_and_the_audit_stays_whole()
    {
        var record = await app.StartRecordAsync(with: person => person with { FamilyName = "Zzyzxgone", GivenName = "Quirina" });
        var other = await app.StartRecordAsync(with: person => person with { FamilyName = "Stayinghere" });
        await app.FillAsync(record);
        await OverAsync(record);
        var number = await app.NumberAsync(record);
        var (admin, officer) = (await app.SignInAsAsync("admin"), await app.SignInAsAsync("privacy"));
        await admin.PageAsync($"/records/{record}", 404);
        var tables = await app.PersonTablesAsync("stays is null and kept <> 'subject_copies'");
        foreach (var table in tables)
        {
            Assert.NotEqual(0L, await CountAsync(table, record));
        }

        var counts = await OthersAsync(tables, record);

        await AskAsync(admin, record);
        var own = await admin.PageAsync($"/admin/retention/{record}");
        Assert.Contains("You asked for it: another person has to decide.", own.Text, StringComparison.Ordinal);
        Assert.Contains(NhsNumber.Parse(number).Display, own.Text, StringComparison.Ordinal);
        var done = await DecideAsync(officer, record);
        Assert.Equal("/admin/retention", done.Location);

        foreach (var table in tables)
        {
            Assert.True(await CountAsync(table, record) == 0L, table.Name);
        }

        Assert.Equal(counts, await OthersAsync(tables, record));
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from destroyed_records where record_id = $1 and rule = 'death-gp-10' and asked_by like '%Organisation administrator%' and decided_by like '%Privacy officer%'",
                record
            )
        );
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from known_names where key in ('zzyzxgone', 'quirina')"));
        Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(distinct key) from known_names where key = 'stayinghere'"));
        // What the audit still says of it identifies nobody.
        Assert.True(await app.Database.ValueAsync<long>("select count(*) from audit_entries where patient_id = $1", record) > 3);
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where (detail || request_id) ilike '%zzyzxgone%' or (detail || request_id) ilike '%quirina%' or (detail || request_id) like '%' || $1 || '%'",
                number
            )
        );
        Assert.Empty((await VerifyAsync()).Findings);
        await Assert.ThrowsAsync<PostgresException>(() => app.Database.RunAsync("delete from destroyed_records"));
        // It is as if it had never been, to whoever could open it; the stub says that it was.
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync($"/records/{record}", 404);
        await gp.PageAsync($"/records/{other}");
        var stubs = await officer.PageAsync("/admin/retention/destroyed");
        Assert.Contains($"{record}", stubs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zzyzxgone", stubs.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            ["destruction-asked organisation-administrator", "record-destroyed privacy-officer"],
            await app.Database.ValueAsync<string[]>(
                "select array_agg(action || ' ' || role order by id) from audit_entries where patient_id = $1 and action in ('destruction-asked', 'record-destroyed')",
                record
            )
        );
    }

    [Fact]
    public async Task A_record_takes_those_that_were_put_together_with_it_along_and_the_other_of_a_pair_stays()
    {
        var (going, closed, stranger) = (await app.StartRecordAsync(), await app.StartRecordAsync(), await app.StartRecordAsync());
        await app.Database.RunAsync(
            $"""
            set session_replication_role = replica;
            insert into record_merges select (jsonb_populate_record(null::record_merges, filled.row)).*
            from (select jsonb_object_agg(attname, case
                      when attname = 'patient_id' then to_jsonb('{closed}'::text) when attname = 'survivor_id' then to_jsonb('{going}'::text)
                      when attname like 'undone%' then 'null' when atttypid = 'uuid'::regtype then to_jsonb(gen_random_uuid()::text)
                      when atttypid = 'timestamptz'::regtype then to_jsonb(now()::text) when atttypid = 'bool'::regtype then 'false'
                      else to_jsonb('1'::text) end) as row
                  from pg_attribute where attrelid = 'record_merges'::regclass and attnum > 0 and not attisdropped) as filled;
            update plans set ended_as = 'merged' where patient_id = '{closed}';
            insert into pair_judgements select (jsonb_populate_record(null::pair_judgements, filled.row)).*
            from (select jsonb_object_agg(attname, case
                      when attname = 'patient_id' then to_jsonb('{stranger}'::text) when attname = 'other_id' then to_jsonb('{closed}'::text)
                      when atttypid = 'uuid'::regtype then to_jsonb(gen_random_uuid()::text)
                      when atttypid = 'timestamptz'::regtype then to_jsonb(now()::text) when atttypid = 'bool'::regtype then 'true'
                      else to_jsonb('1'::text) end) as row
                  from pg_attribute where attrelid = 'pair_judgements'::regclass and attnum > 0 and not attisdropped) as filled;
            """
        );
        await OverAsync(going);
        var (admin, officer) = (await app.SignInAsAsync("admin"), await app.SignInAsAsync("privacy"));
        await AskAsync(officer, going);

        await DecideAsync(admin, going);

        Assert.Equal(
            [$"{closed} {going}", $"{going}"],
            (
                await app.Database.ValueAsync<string[]>(
                    "select array_agg(record_id || coalesce(' ' || merged_into::text, '')) from destroyed_records where record_id = any($1)",
                    (object)new[] { going, closed }
                )
            ).OrderByDescending(line => line.Length)
        );
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from patients where id = any($1)",
                (object)new[] { going, closed, stranger }
            )
        );
    }

    [Fact]
    public async Task One_person_or_two_administrators_do_not_destroy_even_against_the_function()
    {
        var record = await app.StartRecordAsync();
        await OverAsync(record);
        var (admin, gp) = (await app.ActorAsync("admin"), await app.ActorAsync("gp"));
        var browser = await app.SignInAsAsync("admin");
        await AskAsync(browser, record);
        await browser.PostAsync(
            $"/admin/retention/{record}?handler=Decide",
            [
                new(
                    "__RequestVerificationToken",
                    (await browser.PageAsync("/admin/retention/holds")).ValueOf("__RequestVerificationToken")!
                ),
                new("Decision.Decision", "Destroy"),
            ],
            409
        );
        var request = await app.Database.ValueAsync<Guid>("select id from destruction_requests where record_id = $1", record);
        var second = admin with { UserId = gp.UserId, PostId = Guid.NewGuid() };
        var otherPost = admin with { PostId = Guid.NewGuid(), Role = Role.PrivacyOfficer };
        foreach (var post in new[] { second, otherPost })
        {
            var role = post.Role is Role.PrivacyOfficer ? "privacy-officer" : "organisation-administrator";
            await app.Database.RunAsync(
                $"insert into posts (id, user_id, organisation_id, role, senior, urgent, starts_on) values ('{post.PostId}', '{post.UserId}', '{post.OrganisationId}', '{role}', false, false, current_date - 1)"
            );
        }

        try
        {
            // Itself, a second administrator, the same person as a privacy officer, and people who have nothing to do with it.
            foreach (var actor in new[] { admin, second, otherPost, gp, await app.ActorAsync("sysadmin"), await app.ActorAsync("gp2") })
            {
                var refused = await Assert.ThrowsAsync<PostgresException>(() => DestroyAsync(actor, request));
                Assert.Equal(PostgresErrorCodes.RaiseException, refused.SqlState);
            }
        }
        finally
        {
            await app.Database.RunAsync($"delete from posts where id in ('{second.PostId}', '{otherPost.PostId}')");
        }

        // Nor does anybody past the function.
        foreach (var sql in new[] { "delete from section_versions", "delete from destruction_requests" })
        {
            await Assert.ThrowsAsync<PostgresException>(() => app.Database.RunAsync(sql));
            await Assert.ThrowsAsync<PostgresException>(async () =>
                await app.Database.AsWebsiteAsync<long>(
                    await app.ActorAsync("privacy"),
                    "retention",
                    null,
                    $"with gone as ({sql} returning 1) select count(*) from gone"
                )
            );
        }

        Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(*) from patients where id = $1", record));
    }

    [Fact]
    public async Task What_is_held_or_asked_for_or_not_over_or_handed_on_stays()
    {
        var record = await app.StartRecordAsync();
        var number = await app.NumberAsync(record);
        await OverAsync(record);
        var (admin, officer, privacy) = (
            await app.SignInAsAsync("admin"),
            await app.SignInAsAsync("privacy"),
            await app.ActorAsync("privacy")
        );
        await AskAsync(admin, record);
        var twice = await admin.PageAsync($"/admin/retention/{record}");
        Assert.Null(twice.Document.QuerySelector("#ask"));
        var request = await app.Database.ValueAsync<Guid>("select id from destruction_requests where record_id = $1", record);

        // Held.
        await admin.SubmitAsync(
            await admin.PageAsync("/admin/retention/holds"),
            new() { ["Form.Number"] = number, ["Form.Reason"] = "Inquest 7." },
            302,
            "#keep"
        );
        Assert.Contains("Kept for longer", (await officer.PageAsync($"/admin/retention/{record}")).Text, StringComparison.Ordinal);
        Assert.Equal(
            PostgresErrorCodes.CheckViolation,
            (await Assert.ThrowsAsync<PostgresException>(() => DestroyAsync(privacy, request))).SqlState
        );
        var hold = await app.Database.ValueAsync<Guid>("select id from record_holds where record_id = $1", record);
        Assert.DoesNotContain($"hold={hold}", (await admin.PageAsync("/admin/retention/holds")).Html, StringComparison.Ordinal);
        await officer.SubmitAsync(
            await officer.PageAsync($"/admin/retention/holds?hold={hold}"),
            new() { ["Lift.Because"] = "The inquest is over." },
            302,
            "#lift"
        );

        // A copy is asked for.
        var copy = (await officer.TakeDownAsync(number, "PersonalRepresentative")).Location!;
        Assert.Equal(
            PostgresErrorCodes.CheckViolation,
            (await Assert.ThrowsAsync<PostgresException>(() => DestroyAsync(privacy, request))).SqlState
        );
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(
            await gp.PageAsync($"{copy}/decide"),
            new() { ["Form.Decision"] = "Refuse", ["Form.Because"] = "Withdrawn." },
            302
        );

        // Not over any more, since the death was entered anew.
        await app.Database.RunAsync($"update plan_facts set died_on = current_date - 30 where patient_id = '{record}'");
        Assert.Equal(
            PostgresErrorCodes.CheckViolation,
            (await Assert.ThrowsAsync<PostgresException>(() => DestroyAsync(privacy, request))).SqlState
        );
        await officer.PageAsync($"/admin/retention/{record}", 404);
        await OverAsync(record);

        // Handed on.
        var (gp2, own) = ((await app.ActorAsync("gp2")).OrganisationId, (await app.ActorAsync("gp")).OrganisationId);
        await app.Database.RunAsync($"update plans set recording_organisation_id = '{gp2}' where patient_id = '{record}'");
        Assert.Equal(
            PostgresErrorCodes.CheckViolation,
            (await Assert.ThrowsAsync<PostgresException>(() => DestroyAsync(privacy, request))).SqlState
        );
        await app.Database.RunAsync($"update plans set recording_organisation_id = '{own}' where patient_id = '{record}'");

        // Refused, with a reason; then it may be asked for again.
        await officer.SubmitAsync(
            await officer.PageAsync($"/admin/retention/{record}"),
            new() { ["Decision.Decision"] = "Refuse", ["Decision.Because"] = "Research still needs it." },
            302,
            "#decide"
        );
        Assert.Contains("Research still needs it.", (await admin.PageAsync($"/admin/retention/{record}")).Text, StringComparison.Ordinal);
        Assert.Equal(
            PostgresErrorCodes.RaiseException,
            (await Assert.ThrowsAsync<PostgresException>(() => DestroyAsync(privacy, request))).SqlState
        );
        await AskAsync(admin, record);
        Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(*) from patients where id = $1", record));
    }

    [Fact]
    public async Task A_review_and_a_decision_are_typed_in_full_or_nothing_happens()
    {
        var record = await app.StartRecordAsync();
        await OverAsync(record);
        var (admin, officer) = (await app.SignInAsAsync("admin"), await app.SignInAsAsync("privacy"));
        var blank = await admin.SubmitAsync(await admin.PageAsync($"/admin/retention/{record}"), [], 400, "#ask");
        Assert.Equal(2, blank.Errors.Count);
        await AskAsync(admin, record);
        var none = await officer.SubmitAsync(await officer.PageAsync($"/admin/retention/{record}"), [], 400, "#decide");
        Assert.Contains("Choose whether the record is destroyed or stays.", none.Errors);
        var why = await officer.SubmitAsync(
            await officer.PageAsync($"/admin/retention/{record}"),
            new() { ["Decision.Decision"] = "Refuse" },
            400,
            "#decide"
        );
        Assert.Contains("Say why it stays.", why.Errors);
        var past = await officer.SubmitAsync(
            await officer.PageAsync("/admin/retention/holds"),
            new()
            {
                ["Form.Number"] = "123",
                ["Form.Until.Day"] = "31",
                ["Form.Until.Month"] = "2",
                ["Form.Until.Year"] = "2030",
            },
            400,
            "#keep"
        );
        Assert.Equal(3, past.Errors.Count);
        await (await app.SignInAsAsync("gp")).PageAsync("/admin/retention", 403);
        await (await app.SignInAsAsync("sysadmin")).PageAsync($"/admin/retention/{record}", 403);
    }

    private Task OverAsync(Guid record) =>
        app.Database.RunAsync(
            $"update plan_facts set died_on = current_date - interval '11 years', death_confirmed = true where patient_id = '{record}'"
        );

    private static async Task AskAsync(TestBrowser browser, Guid record) =>
        await browser.SubmitAsync(
            await browser.PageAsync($"/admin/retention/{record}"),
            new() { ["Form.NotNeeded"] = "true", ["Form.Review"] = "Complaints, claims, inquests: none." },
            302,
            "#ask"
        );

    private static async Task<TestPage> DecideAsync(TestBrowser browser, Guid record) =>
        await browser.SubmitAsync(
            await browser.PageAsync($"/admin/retention/{record}"),
            new() { ["Decision.Decision"] = "Destroy" },
            302,
            "#decide"
        );

    private Task<int> DestroyAsync(Actor actor, Guid request) =>
        app.Database.AsWebsiteAsync<int>(actor, "retention", null, $"select destroy_record('{request}', 'x')");

    private async Task<long> CountAsync((string Name, string Condition) table, Guid record)
    {
        await using var link = new NpgsqlConnection(app.Database.Owner);
        await link.OpenAsync();
        await using var command = new NpgsqlCommand($"select count(*) from {table.Name} where {table.Condition}", link)
        {
            Parameters = { new() { Value = new[] { record } } },
        };
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Rows of everybody else, table by table.</summary>
    private async Task<string> OthersAsync(List<(string Name, string Condition)> tables, Guid record)
    {
        var counts = new List<string>();
        foreach (var table in tables.Where(table => table.Name is not ("destruction_requests" or "subject_requests")))
        {
            var all = await app.Database.ValueAsync<long>($"select count(*) from {table.Name}");
            counts.Add($"{table.Name} {all - await CountAsync(table, record)}");
        }

        return string.Join(", ", counts);
    }

    private async Task<Verification> VerifyAsync()
    {
        await app.Services.GetRequiredService<AuditSealer>().SealAllAsync(TestContext.Current.CancellationToken);
        await using var pool = NpgsqlDataSource.Create(app.Database.Owner);
        return await app.Services.GetRequiredService<AuditVerifier>().VerifyAsync(pool, null, TestContext.Current.CancellationToken);
    }
}
