using System.Globalization;
using EpaccsWeb.Data;
using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Fences;

/// <summary>The second line: what PostgreSQL shows the website's role when the application's own rules are not there, and every way round it.</summary>
public sealed class RowSecurityTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Count = "select count(*) from ";

    /// <summary>Views and functions that see past the policies: each has its own rules inside.</summary>
    private static readonly string[] Doors =
    [
        "break_glass_standing",
        "carers_to_count",
        "copy_is_current",
        "extract_decisions",
        "extract_parts",
        "extract_people",
        "find_people",
        "finder_shows",
        "import_parts",
        "may_pass",
        "meeting_agenda",
        "next_ending",
        "people_behind",
        "people_in_reach",
        "people_of_organisation",
        "people_to_pass",
        "people_who_stay",
        "plans_to_count",
        "possible_duplicates",
        "record_of",
        "record_with_number",
        "retention_due",
        "reviews_to_count",
        "service_audit_head",
        "service_pulse",
        "shared_looks",
        "shared_people",
        "staff_entries",
        "started_by_undone_import",
        "subject_documents",
        "subject_of",
        "subject_rows",
        "tell_of_merge",
        "urgent_looks",
        "urgent_use_to_count",
        "way_in",
        "worklist_members",
        "worklist_of",
    ];

    public static TheoryData<string> Tables =>
        [
            "patients",
            "plans",
            "section_versions",
            "plan_facts",
            "counted_plans",
            "consents",
            "relationships",
            "deaths",
            "endings",
            "drafts",
            "endorsement_requests",
            "notices",
            "plan_marks",
            "attachments",
            "audit_entries",
            "notes",
            "plan_feedback",
            "former_numbers",
            "record_merges",
            "pair_judgements",
            "meeting_entries",
            "care_tasks",
            "death_reviews",
            "import_entries",
        ];

    [Fact]
    public async Task Every_table_with_a_patient_key_has_forced_policies()
    {
        Assert.Equal(
            string.Empty,
            await app.Database.ValueAsync<string>(
                """
                select coalesce(string_agg(kept.relname || ': call protect_rows for it in its migration', E'\n' order by kept.relname), '')
                from pg_class kept
                where kept.relkind in ('r', 'p') and kept.relnamespace = 'public'::regnamespace
                  and (kept.relname = 'patients'
                       or exists (select from pg_attribute where attrelid = kept.oid and attname like '%patient_id' and not attisdropped)
                       or exists (select from pg_constraint where conrelid = kept.oid and confrelid = 'patients'::regclass))
                  and not (kept.relrowsecurity and kept.relforcerowsecurity
                           and (kept.relispartition
                                or exists (select from pg_policy where polrelid = kept.oid and polname = 'open_record')))
                """
            )
        );
    }

    [Fact]
    public async Task Neither_the_websites_role_nor_the_doors_is_above_the_policies()
    {
        Assert.Equal(
            string.Empty,
            await app.Database.ValueAsync<string>(
                """
                select coalesce(string_agg(rolname, ', '), '') from pg_roles
                where rolname in ('epaccs_app', 'epaccs_door') and (rolsuper or rolbypassrls or rolcreaterole
                      or pg_has_role('epaccs_app', 'epaccs_door', 'member')
                      or exists (select from pg_class where relowner = pg_roles.oid and relkind in ('r', 'p', 'm'))
                      or has_schema_privilege(rolname, 'public', 'create'))
                """
            )
        );
    }

    [Fact]
    public async Task Only_the_named_doors_see_past_the_policies_and_each_has_a_fixed_search_path()
    {
        var views = await app.Database.ValueAsync<string[]>(
            """
            select coalesce(array_agg(relname::text), '{}') from pg_class
            where relkind in ('v', 'm') and relnamespace = 'public'::regnamespace
              and (relkind = 'm' or not coalesce('security_invoker=true' = any (reloptions), false))
            """
        );
        Assert.Empty(views.Except(Doors));
        Assert.False(await app.Database.ValueAsync<bool>("select has_table_privilege('epaccs_app', 'plans_to_count', 'update')"));
        Assert.False(await app.Database.ValueAsync<bool>("select has_table_privilege('epaccs_app', 'people_in_reach', 'update')"));

        var functions = await app.Database.ValueAsync<string[]>(
            """
            select coalesce(array_agg(proname::text), '{}') from pg_proc
            where prosecdef and pronamespace = 'public'::regnamespace and has_function_privilege('epaccs_app', oid, 'execute')
            """
        );
        // The one way in which a record is destroyed has a role of its own.
        Assert.Equal(["destroy_record"], functions.Except(Doors));
        Assert.Equal(
            "epaccs_eraser",
            await app.Database.ValueAsync<string>("select proowner::regrole::text from pg_proc where proname = 'destroy_record'")
        );
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                """
                select count(*) from pg_proc
                where prosecdef and pronamespace = 'public'::regnamespace
                  and not exists (select from unnest(proconfig) as setting where setting like 'search_path=%')
                """
            )
        );
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from pg_proc where proname = any ($1) and proowner <> 'epaccs_door'::regrole",
                (object)Doors
            )
        );
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task Without_a_context_there_are_no_rows(string table)
    {
        Assert.Equal(0L, await app.Database.AsWebsiteAsync<long>(null, "", null, Count + table));
        Assert.Equal(0L, await app.Database.AsWebsiteAsync<long>(null, "record", await app.PersonAsync("999 000 0018"), Count + table));
    }

    [Fact]
    public async Task A_post_sees_the_record_that_it_opens_and_no_other()
    {
        var patient = await app.StartRecordAsync();
        var other = await app.StartRecordAsync();
        var gp = await app.ActorAsync("gp");

        foreach (var table in new[] { "plans", "section_versions", "plan_facts", "consents", "relationships", "audit_entries" })
        {
            Assert.NotEqual(
                0L,
                await app.Database.AsWebsiteAsync<long>(gp, "record", patient, $"{Count}{table} where patient_id = '{patient}'")
            );
            Assert.Equal(
                0L,
                await app.Database.AsWebsiteAsync<long>(
                    gp,
                    "record",
                    patient,
                    $"{Count}{table} where patient_id = '{other}' and {(table == "audit_entries" ? "user_id is null" : "true")}"
                )
            );
        }

        Assert.Equal(1L, await app.Database.AsWebsiteAsync<long>(gp, "record", patient, Count + "patients"));
    }

    [Theory]
    [InlineData("record")]
    [InlineData("list")]
    [InlineData("report")]
    [InlineData("outbox")]
    [InlineData("emergency-reading")]
    [InlineData("anything")]
    public async Task A_post_without_a_relationship_sees_nothing(string purpose)
    {
        var patient = await app.StartRecordAsync();
        var stranger = await app.ActorAsync("gp2");

        foreach (var table in Tables.Select(row => row.Data).Where(table => table is not "audit_entries"))
        {
            var key = table == "patients" ? "id" : "patient_id";
            Assert.Equal(
                0L,
                await app.Database.AsWebsiteAsync<long>(stranger, purpose, patient, $"{Count}{table} where {key} = '{patient}'")
            );
        }
    }

    [Fact]
    public async Task A_withdrawn_an_ended_and_a_disabled_way_in_show_nothing_and_the_holder_still_reads()
    {
        var hospice = await app.ActorAsync("hospice");
        var gp = await app.ActorAsync("gp");
        var patient = await app.StartRecordAsync();
        var seen = $"{Count}patients where id = '{patient}'";
        var listed = $"{Count}people_in_reach where patient_id = '{patient}'";
        await app.Database.RunAsync(
            $"insert into relationships (id, patient_id, organisation_id, source, started_at, started_by, key_worker) values (gen_random_uuid(), '{patient}', '{hospice.OrganisationId}', 'team', now() - interval '1 day', 'x', false)"
        );
        Assert.Equal(1L, await app.Database.AsWebsiteAsync<long>(hospice, "record", patient, seen));
        Assert.Equal(1L, await app.Database.AsWebsiteAsync<long>(hospice, "list", null, listed));

        foreach (
            var (change, back) in new[]
            {
                (
                    $"update plan_facts set consent_to_share = 'withdrawn' where patient_id = '{patient}'",
                    $"update plan_facts set consent_to_share = 'given' where patient_id = '{patient}'"
                ),
                (
                    $"update plans set ended_as = 'moved-away' where patient_id = '{patient}'",
                    $"update plans set ended_as = null where patient_id = '{patient}'"
                ),
                (
                    $"update plans set ended_in_error = true, ended_as = 'entered-in-error' where patient_id = '{patient}'",
                    $"update plans set ended_in_error = false, ended_as = null where patient_id = '{patient}'"
                ),
                (
                    $"update relationships set ends_at = now() - interval '1 minute' where patient_id = '{patient}' and source = 'team'",
                    $"update relationships set ends_at = null where patient_id = '{patient}' and source = 'team'"
                ),
                (
                    $"update users set enabled = false where id = '{hospice.UserId}'",
                    $"update users set enabled = true where id = '{hospice.UserId}'"
                ),
            }
        )
        {
            await app.Database.RunAsync(change);
            Assert.Equal(0L, await app.Database.AsWebsiteAsync<long>(hospice, "record", patient, seen));
            Assert.Equal(0L, await app.Database.AsWebsiteAsync<long>(hospice, "list", null, listed));
            Assert.Equal(1L, await app.Database.AsWebsiteAsync<long>(gp, "record", patient, seen));
            await app.Database.RunAsync(back);
            Assert.Equal(1L, await app.Database.AsWebsiteAsync<long>(hospice, "record", patient, seen));
        }
    }

    [Fact]
    public async Task Nothing_of_one_use_is_left_on_the_connection_for_the_next()
    {
        var patient = await app.StartRecordAsync();
        await using var pool = EpaccsDatabase.Pool(
            new NpgsqlConnectionStringBuilder(app.Database.App) { MaxPoolSize = 1, Pooling = true }.ConnectionString
        );
        var cancel = TestContext.Current.CancellationToken;
        await using (var batch = pool.CreateBatch())
        {
            batch.BatchCommands.Add(TestDatabase.ActAs(await app.ActorAsync("gp"), "record", patient));
            batch.BatchCommands.Add(new("select count(*) from patients"));
            Assert.Equal(1L, await batch.ExecuteScalarAsync(cancel));
        }

        await using var next = pool.CreateCommand("select count(*) from patients");
        Assert.Equal(0L, await next.ExecuteScalarAsync(cancel));
        await using var left = pool.CreateCommand("select coalesce(acting('patient'), acting('user'), acting('purpose'), 'nothing')");
        Assert.Equal("nothing", await left.ExecuteScalarAsync(cancel));
    }

    [Fact]
    public async Task A_refused_write_does_not_tell_whether_the_person_exists()
    {
        var patient = await app.StartRecordAsync();
        var stranger = await app.ActorAsync("gp2");

        var refusals = new List<string>();
        foreach (var person in new[] { patient, Guid.NewGuid() })
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                app.Database.AsWebsiteAsync<int>(
                    stranger,
                    "record",
                    person,
                    $"insert into relationships (id, patient_id, organisation_id, source, started_at, started_by, key_worker) values (gen_random_uuid(), '{person}', '{stranger.OrganisationId}', 'team', now(), 'x', false)"
                )
            );
            refusals.Add($"{refused.SqlState} {refused.MessageText}");
        }

        Assert.StartsWith(PostgresErrorCodes.InsufficientPrivilege, refusals[0], StringComparison.Ordinal);
        Assert.Single(refusals.Distinct());
    }

    [Fact]
    public async Task Background_mail_sees_waiting_notices_and_nothing_else()
    {
        await app.Database.RunAsync(
            """
            insert into notices (id, patient_id, organisation_id, plan_version, what, at, author_id, by, acknowledged_at)
            select gen_random_uuid(), patient.id, patient.gp_practice_id, 1, 'Plan: changed', now(), gen_random_uuid(), 'Somebody', seen.at
            from (select * from patients limit 1) as patient cross join (values (null), (now())) as seen (at)
            """
        );
        foreach (var table in Tables.Select(row => row.Data).Where(table => table is not "notices"))
        {
            Assert.Equal(0L, await app.Database.AsWebsiteAsync<long>(null, "outbox", null, Count + table));
        }

        Assert.Equal(
            0L,
            await app.Database.AsWebsiteAsync<long>(null, "outbox", null, "select count(*) from notices where acknowledged_at is not null")
        );
        Assert.NotEqual(0L, await app.Database.AsWebsiteAsync<long>(null, "outbox", null, Count + "notices"));
    }

    [Fact]
    public async Task A_month_of_the_audit_asked_by_name_shows_nothing()
    {
        await app.StartRecordAsync();
        Assert.Equal(
            0L,
            await app.Database.AsWebsiteAsync<long>(
                await app.ActorAsync("gp"),
                "record",
                await app.PersonAsync("999 000 0018"),
                string.Create(CultureInfo.InvariantCulture, $"{Count}audit_entries_{app.Clock.GetUtcNow():yyyyMM}")
            )
        );
    }

    /// <summary>With sequential scans forbidden, one in the plan means that nothing better exists.</summary>
    [Theory]
    [InlineData(
        "gate",
        "select count(*) from patients p join plans l on l.patient_id = p.id join plan_facts f on f.plan_id = l.id where p.id = 'PERSON'"
    )]
    [InlineData(
        "record",
        "select count(*) from section_versions v join plans l on l.id = v.plan_id where l.patient_id = 'PERSON' and v.patient_id = 'PERSON'"
    )]
    [InlineData("record", "select count(*) from audit_entries where patient_id = 'PERSON'")]
    [InlineData("record", "select count(*) from relationships where patient_id = 'PERSON'")]
    [InlineData(
        "list",
        "select count(*) from notices n join people_in_reach r on r.patient_id = n.patient_id where n.organisation_id = 'ORGANISATION' and n.acknowledged_at is null and n.at > now() - interval '90 days'"
    )]
    [InlineData("list", "select count(*) from people_in_reach where patient_id = 'PERSON'")]
    [InlineData("demo-data", "select exists (select from patients where nhs_number < '998')")]
    [InlineData(
        "list",
        "select count(*) from relationships r join people_in_reach p on p.patient_id = r.patient_id where r.organisation_id = 'ORGANISATION'"
    )]
    public async Task Under_the_policies_nothing_that_grows_is_read_from_end_to_end(string purpose, string sql)
    {
        var gp = await app.ActorAsync("gp");
        var person = await app.PersonAsync("999 000 0018");
        var text = sql.Replace("PERSON", person.ToString(), StringComparison.Ordinal)
            .Replace("ORGANISATION", gp.OrganisationId.ToString(), StringComparison.Ordinal);

        var plan = await app.Database.PlanAsync(gp, purpose, person, text);

        Assert.Contains("Index", plan, StringComparison.Ordinal);
        foreach (var table in Tables.Select(row => row.Data))
        {
            Assert.DoesNotContain($"Seq Scan on {table}", plan, StringComparison.Ordinal);
        }
    }
}
