using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>A search by number follows put-together records only when there are any, and no search asks whether a name is long.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261127204500_FinderShort")]
public partial class FinderShort : Migration
{
    private const string LongName = "exists (select from unnest(typed) as word where length(word) > 1)";

    /// <summary>The same: no word is empty, so that one is long when there are more letters than words.</summary>
    private const string MoreLetters = "length(array_to_string(typed, '''')) > cardinality(typed)";

    private const string Head = """
        create or replace function people_with_number(asked text)
        returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$

        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            Head
                + """
                declare
                    people uuid[] := array(select patient.id from patients patient where patient.nhs_number = asked
                                           union select former.patient_id from former_numbers former where former.nhs_number = asked);
                begin
                    if exists (select from record_merges merge where merge.patient_id = any(people) and merge.undone_at is null) then
                        people := array(
                            with recursive known (id) as (
                                select unnest(people)
                                union
                                select merge.survivor_id from record_merges merge join known on known.id = merge.patient_id
                                where merge.undone_at is null
                            )
                            select id from known);
                    end if;
                    return people;
                end $$;
                """
        );
        migrationBuilder.Sql(Words(LongName, MoreLetters));
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Words(MoreLetters, LongName));
        migrationBuilder.Sql(
            Head
                + """
                begin
                    return (
                        with recursive known (id) as (
                            (select patient.id from patients patient where patient.nhs_number = asked
                             union select former.patient_id from former_numbers former where former.nhs_number = asked)
                            union
                            select merge.survivor_id from record_merges merge join known on known.id = merge.patient_id where merge.undone_at is null
                        )
                        select coalesce(array_agg(id), '{}') from known);
                end $$;
                """
        );
    }

    /// <summary>The function as the migrations before left it, with these words in one place.</summary>
    private static string Words(string before, string after) =>
        $$"""
            do $$
            declare
                words constant text := pg_get_functiondef('find_people'::regproc);
                other constant text := replace(words, '{{before}}', '{{after}}');
            begin
                if other = words then
                    raise exception 'find_people is not as it was expected';
                end if;
                execute other;
            end $$;
            """;
}
