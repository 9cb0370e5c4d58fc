using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>What a team says of a death afterwards; the list of deaths without it; tasks that an imported death closes.</summary>
    public partial class DeathReviews : Migration
    {
        private const string Rows = """
            create trigger death_reviews_written_once before update or delete on death_reviews for each row execute function refuse_change();
            create trigger death_reviews_never_emptied before truncate on death_reviews for each statement execute function refuse_change();
            call protect_rows('death_reviews');
            grant select, insert on death_reviews to epaccs_app;
            -- A register that tells of a death closes what was to be done for the person.
            create policy bulk on care_tasks to epaccs_app using ((select acting('purpose') = 'import'));
            create index ix_plan_facts_deaths_to_review on plan_facts (died_on) where died_on is not null;
            """;

        private const string Doors = """
            grant create on schema public to epaccs_door;

            -- The review that holds of each death, for counting; one of a death that was taken back holds no more.
            create view reviews_to_count as
            select distinct on (review.patient_id) review.patient_id, review.right_place, review.in_the_way
            from death_reviews review
            where (select acting('purpose') = 'report')
              and review.death_number > coalesce((select max(undone.number) from deaths undone
                                                  where undone.patient_id = review.patient_id and undone.kind = 'undone'), 0)
            order by review.patient_id, review.number desc;
            alter view reviews_to_count owner to epaccs_door;
            revoke all on reviews_to_count from epaccs_app;
            grant select on reviews_to_count to epaccs_app;

            -- One more list in two functions of earlier migrations: deaths of the last year that nobody has reviewed.
            do $$
            declare
                change record;
                was text;
            begin
                for change in
                    select * from (values
                        ('worklist_members', 'when ''changed'' then',
                         $new$when 'deaths-to-review' then
                    wanted := 'person.died_on > ($8 at time zone ''Europe/London'')::date - 366
                               and not exists (select from death_reviews review
                                               where review.patient_id = person.patient_id
                                                 and review.death_number > coalesce((select max(undone.number) from deaths undone
                                                                                     where undone.patient_id = person.patient_id
                                                                                       and undone.kind = ''undone''), 0)
                                               -- Asked of each person, never of all at once.
                                               offset 0)';
                    pressing := 'person.died_on desc';
                when 'changed' then$new$),
                        ('worklist_of', 'when ''deaths-to-complete'' then person.died_on::timestamp',
                         $new$when 'deaths-to-review' then person.died_on::timestamp at time zone 'Europe/London'
                       when 'deaths-to-complete' then person.died_on::timestamp$new$),
                        ('worklist_of', 'when ''changed'' then told.what',
                         $new$when 'deaths-to-review' then case when person.first_met is false then 'First choice not met' end
                       when 'changed' then told.what$new$)
                    ) as wanted (name, old_words, new_words)
                loop
                    was := pg_get_functiondef(change.name::regproc);
                    if strpos(was, change.old_words) = 0 then
                        raise exception '% has not the words that are to be changed', change.name;
                    end if;
                    execute replace(was, change.old_words, change.new_words);
                end loop;
            end $$;
            revoke create on schema public from epaccs_door;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "death_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    death_number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_organisation = table.Column<string>(type: "text", nullable: false),
                    submit_token = table.Column<Guid>(type: "uuid", nullable: false),
                    in_the_way = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    right_place = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    to_learn = table.Column<string>(type: "text", nullable: false),
                    went_well = table.Column<string>(type: "text", nullable: true),
                    what_happened = table.Column<string>(type: "text", nullable: false),
                    will_change = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_death_reviews", x => x.id);
                    table.ForeignKey(
                        name: "fk_death_reviews_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_death_reviews_patient_id_number",
                table: "death_reviews",
                columns: new[] { "patient_id", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_death_reviews_patient_id_submit_token",
                table: "death_reviews",
                columns: new[] { "patient_id", "submit_token" },
                unique: true
            );

            migrationBuilder.Sql(Rows);
            migrationBuilder.Sql(Doors);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("A record's history is not taken back. Restore a backup instead.");
    }
}
