using EpaccsWeb.Access.Rights;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Rights;

/// <summary>Every table that keeps something of a person is in a copy of the record, and goes with the record; or it is written why not.</summary>
public sealed class PersonTablesTests(TestApp app) : IClassFixture<TestApp>
{
    /// <summary>Columns that no copy holds: what was withheld, and why it was withheld or refused.</summary>
    public static readonly IReadOnlyCollection<string> Omitted =
    [
        "subject_requests.refused_because",
        "subject_requests.withheld",
        "subject_requests.withheld_because",
        "subject_requests.withheld_on",
    ];

    /// <summary>By a person's key, by a plan's, by a list of people, or by pointing to a table that was found so.</summary>
    private const string Found = """
        with recursive found (oid) as (
            select attrelid from pg_attribute
            where not attisdropped and attnum > 0
              and (attname like '%patient_id' or attname in ('plan_id', 'record_id', 'relationship_id') or attname like '%survivor_id'
                   or (attname = 'people' and atttypid = 'uuid[]'::regtype))
              and attrelid in (select oid from pg_class where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace)
            union
            select 'patients'::regclass
            union
            select conrelid from pg_constraint join found on pg_constraint.confrelid = found.oid where contype = 'f' and conparentid = 0
        )
        select coalesce(array_agg(distinct found.oid::regclass::text), '{}') from found
        """;

    [Fact]
    public async Task Every_table_of_a_person_is_in_the_list_of_what_is_kept()
    {
        var found = await app.Database.ValueAsync<string[]>(Found);
        var listed = await app.Database.ValueAsync<string[]>("select array_agg(kept) from person_tables");

        Assert.True(found.Length > 25, $"only {found.Length} tables were found");
        Assert.True(
            !found.Except(listed).Any(),
            $"In its migration: call keeps_people('…', 'patient_id = any($1)', 50) for {string.Join(", ", found.Except(listed))}"
        );
        Assert.Empty(listed.Except(found));
    }

    [Fact]
    public async Task What_is_left_out_of_a_copy_or_stays_has_a_written_reason()
    {
        var without = await app.Database.ValueAsync<string[]>(
            "select coalesce(array_agg(kept), '{}') from person_tables where left_out is not null"
        );
        Assert.Equal(["destroyed_records", "subject_copies"], without.Order(StringComparer.Ordinal));
        var stays = await app.Database.ValueAsync<string[]>(
            "select coalesce(array_agg(kept), '{}') from person_tables where stays is not null"
        );
        Assert.Equal(["audit_entries", "destroyed_records"], stays.Order(StringComparer.Ordinal));
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>("select count(*) from person_tables where length(left_out) < 20 or length(stays) < 20")
        );
    }

    [Fact]
    public async Task Only_the_named_columns_are_omitted_from_copies_and_each_is_there()
    {
        var omitted = await app.Database.ValueAsync<string[]>(
            """
            select coalesce(array_agg(kept || '.' || attname), '{}')
            from person_tables cross join unnest(omits) as omitted
            left join pg_attribute on attrelid = kept::regclass and attname = omitted and not attisdropped
            """
        );
        Assert.Equal(Omitted.Order(StringComparer.Ordinal), omitted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_table_in_a_copy_has_a_title()
    {
        var copied = await app.Database.ValueAsync<string[]>("select array_agg(kept) from person_tables where left_out is null");

        Assert.DoesNotContain(copied, table => table is not "section_versions" && SubjectParts.TitleOf(table) == SubjectHtml.Words(table));
    }

    [Fact]
    public async Task Papers_of_the_office_are_fenced_too_and_nobody_logs_in_as_the_eraser()
    {
        Assert.Equal(
            5L,
            await app.Database.ValueAsync<long>(
                """
                select count(*) from pg_class where relrowsecurity and relforcerowsecurity
                  and relname in ('subject_requests', 'subject_copies', 'record_holds', 'destruction_requests', 'destroyed_records')
                """
            )
        );
        foreach (var table in new[] { "subject_requests", "subject_copies", "record_holds", "destruction_requests", "destroyed_records" })
        {
            Assert.Equal(0L, await app.Database.AsWebsiteAsync<long>(null, "rights", null, $"select count(*) from {table}"));
        }

        Assert.Equal(
            string.Empty,
            await app.Database.ValueAsync<string>(
                """
                select coalesce(string_agg(rolname, ', '), '') from pg_roles
                where rolname = 'epaccs_eraser' and (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole
                      or pg_has_role('epaccs_app', 'epaccs_eraser', 'member') or pg_has_role('epaccs_door', 'epaccs_eraser', 'member')
                      or has_table_privilege('epaccs_eraser', 'audit_entries', 'delete')
                      or has_table_privilege('epaccs_eraser', 'destroyed_records', 'delete'))
                """
            )
        );
    }
}
