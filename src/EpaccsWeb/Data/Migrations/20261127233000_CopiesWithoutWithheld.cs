using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>A copy of a record does not say what was withheld from an earlier one, nor why.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261127233000_CopiesWithoutWithheld")]
public partial class CopiesWithoutWithheld : Migration
{
    private const string Before = "if place.kept = 'attachments' then";

    /// <summary>Lines of the audit are never changed, so that older ones lose their count here.</summary>
    private const string After = """
        masked := format(' - %L::text[]', place.omits) || masked;
                if place.kept = 'audit_entries' then
                    masked := masked || ' || jsonb_build_object(''detail'', regexp_replace(kept.detail, '', [0-9]+ parts withheld$'', ''''))';
                end if;
                if place.kept = 'attachments' then
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            -- omits: columns that no copy holds. Why a request was refused is typed on the same terms as why a part was withheld.
            alter table person_tables add column omits text[] not null default '{}';
            update person_tables set omits = '{withheld,withheld_on,withheld_because,refused_because}' where kept = 'subject_requests';
            """
        );
        migrationBuilder.Sql(Words(Before, After));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Words(After, Before));
        migrationBuilder.Sql("alter table person_tables drop column omits;");
    }

    /// <summary>The function as the migrations before left it, with these words in one place.</summary>
    private static string Words(string before, string after) =>
        $$"""
            do $$
            declare
                words constant text := pg_get_functiondef('subject_rows'::regproc);
                other constant text := replace(words, $before${{before}}$before$, $after${{after}}$after$);
            begin
                if other = words then
                    raise exception 'subject_rows is not as it was expected';
                end if;
                execute other;
            end $$;
            """;
}
