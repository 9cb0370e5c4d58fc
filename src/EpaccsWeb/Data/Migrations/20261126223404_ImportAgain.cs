using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>People whose import was undone may be imported again, and that import undone in its turn.</summary>
    public partial class ImportAgain : Migration
    {
        /// <remarks>A record is as the undo left it when its version is the one after the import's: whatever is done to a plan raises it.</remarks>
        private const string Door = """
            create function next_ending(person uuid) returns integer
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
                select coalesce(max(number), 0) + 1 from endings where patient_id = person and acting('purpose') = 'import'
            $$;
            create function started_by_undone_import(numbers text[]) returns table (patient_id uuid, next_ending integer)
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
                select plan.patient_id, next_ending(plan.patient_id)
                from patients patient
                join plans plan on plan.patient_id = patient.id and plan.ended_as = 'entered-in-error'
                join import_entries entry on entry.patient_id = patient.id and entry.started and plan.version = entry.version_after + 1
                join past_imports past on past.id = entry.import_id and past.undone_at is not null
                where patient.nhs_number = any(numbers) and acting('purpose') = 'import'
                  and past.organisation_id = acting('organisation')::uuid
            $$;
            grant create on schema public to epaccs_door;
            alter function started_by_undone_import owner to epaccs_door;
            alter function next_ending owner to epaccs_door;
            revoke create on schema public from epaccs_door;
            revoke all on function started_by_undone_import, next_ending from public;
            grant execute on function started_by_undone_import, next_ending to epaccs_app;
            """;

        /// <summary>What was there before an import that opened the record again is no change made after it.</summary>
        private const string Parts = """
            do $do$
            declare
                change record;
                was text := pg_get_functiondef('import_parts'::regproc);
            begin
                for change in
                    select * from (values
                        ('from endings other where other.patient_id = written.patient_id)',
                         'from endings other where other.patient_id = written.patient_id and other.at > written.at)'),
                        ('(other.started_at > written.at or other.ends_at is not null)',
                         '(other.started_at > written.at or other.ends_at > written.at)')
                    ) as wanted (old_words, new_words)
                loop
                    if strpos(was, change.old_words) = 0 then
                        raise exception 'import_parts has not the words that are to be changed';
                    end if;
                    was := replace(was, change.old_words, change.new_words);
                end loop;
                execute was;
            end $do$;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Door);
            migrationBuilder.Sql(Parts);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("drop function started_by_undone_import, next_ending");
    }
}
