using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>Meetings of a team, what they agreed, and the tasks that came of it; the agenda is a door that builds itself.</summary>
    public partial class Meetings : Migration
    {
        private const string Rows = """
            create trigger meeting_entries_written_once before update or delete on meeting_entries for each row execute function refuse_change();
            create trigger meeting_entries_never_emptied before truncate on meeting_entries for each statement execute function refuse_change();
            call protect_rows('meeting_entries');
            call protect_rows('care_tasks');
            -- In lists: what is the organisation's own; whom it is about comes from people_in_reach.
            create policy lists on meeting_entries for select to epaccs_app using (organisation_id = (select acting('listing')::uuid));
            create policy lists on care_tasks for select to epaccs_app
                using ((select acting('listing')::uuid) in (organisation_id, set_by_organisation_id));
            grant select, insert on meetings, meeting_entries, care_tasks to epaccs_app;
            grant update (attendees, closed_at, closed_by) on meetings to epaccs_app;
            grant update (version, owner_post_id, owner_name, organisation_id, owner_organisation, due_on, closed_at, closed_by, outcome,
                          closing_words, submit_token) on care_tasks to epaccs_app;
            grant select on meetings to epaccs_door;
            """;

        private const string Agenda = """
            grant create on schema public to epaccs_door;

            -- Whom a meeting of the acting organisation is to speak of, in order. Whoever was spoken of in it stays on it.
            create function meeting_agenda(asked uuid, sources text[], holds boolean, team_closed date)
                returns table (patient_id uuid, nhs_number text, family_name text, given_name text, title text, date_of_birth date, stage text,
                               review_on date, review_overdue boolean, no_preference boolean, urgent_at timestamptz, last_on date, died_on date,
                               spoken_of_at timestamptz, place integer, stands integer, waiting integer, people integer, outside_rule integer)
                language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
                with meeting as materialized (
                    select held.id, held.held_on, (held.held_on - interval '3 months')::date as rule_from,
                           coalesce((select max(earlier.started_at) from meetings earlier
                                     where earlier.organisation_id = held.organisation_id and earlier.started_at < held.started_at),
                                    held.started_at - interval '3 months') as since
                    from meetings held where held.id = asked and held.organisation_id = acting('listing')::uuid
                ), caseload as materialized (
                    select link.patient_id from relationships link
                    where link.organisation_id = (select acting('listing')::uuid) and link.source = any(sources) and link.user_id is null
                      and link.started_at <= (select acting('moment')::timestamptz)
                      and (link.ends_at is null or link.ends_at > (select acting('moment')::timestamptz))
                    union
                    select plan.patient_id from plans plan where holds and plan.recording_organisation_id = (select acting('listing')::uuid)
                ), looked_at as (
                    select person.patient_id, person.nhs_number, person.family_name, person.given_name, person.title, person.date_of_birth,
                           person.family_key, facts.stage, person.review_on,
                           person.died_on is null and coalesce(person.review_on < meeting.held_on, true) as review_overdue,
                           person.died_on is null and person.ppd_status = 'blank' as no_preference,
                           case when person.died_on is null then
                               (select max(seen.at) from audit_entries seen
                                where seen.patient_id = person.patient_id and seen.at >= meeting.since and seen.action = 'view'
                                  and (seen.urgent or seen.role in ('out-of-hours-clinician', 'ambulance-clinician', 'call-handler'))) end as urgent_at,
                           (select max(other.held_on) from meeting_entries entry join meetings other on other.id = entry.meeting_id
                            where entry.patient_id = person.patient_id and entry.organisation_id = (select acting('listing')::uuid)
                              and entry.meeting_id <> meeting.id) as last_on,
                           person.died_on,
                           (select max(entry.at) from meeting_entries entry
                            where entry.patient_id = person.patient_id and entry.meeting_id = meeting.id) as spoken_of_at,
                           person.died_on is not null
                               and exists (select from deaths death where death.patient_id = person.patient_id and death.at >= meeting.since) as newly_died,
                           meeting.rule_from
                    from meeting
                    cross join caseload
                    join people_in_reach person on person.patient_id = caseload.patient_id
                    join plan_facts facts on facts.patient_id = caseload.patient_id
                    where person.recording_organisation_id = (select acting('listing')::uuid) or not person.death_confirmed
                       or person.died_on >= team_closed
                ), everybody as (
                    select looked_at.*, died_on is null and coalesce(last_on < rule_from, true) as outside,
                           (count(*) filter (where died_on is null) over ())::integer as people,
                           (count(*) filter (where died_on is null and coalesce(last_on < rule_from, true)) over ())::integer as outside_rule
                    from looked_at
                )
                select patient_id, nhs_number, family_name, given_name, title, date_of_birth, stage, review_on, review_overdue, no_preference, urgent_at,
                       last_on, died_on, spoken_of_at,
                       (row_number() over (order by died_on is not null, array_position(array['d', 'c', 'b', 'a'], stage::text) nulls last,
                                                    urgent_at is null, not review_overdue, not no_preference, family_key collate "C",
                                                    patient_id))::integer,
                       (count(*) over ())::integer, (count(*) filter (where spoken_of_at is null) over ())::integer, people, outside_rule
                from everybody
                where spoken_of_at is not null or newly_died
                   or (died_on is null
                       and (coalesce(stage in ('c', 'd'), false) or urgent_at is not null or review_overdue or no_preference or outside))
            $$;

            alter function meeting_agenda owner to epaccs_door;
            revoke all on function meeting_agenda from public;
            grant execute on function meeting_agenda to epaccs_app;
            revoke create on schema public from epaccs_door;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "meetings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_on = table.Column<DateOnly>(type: "date", nullable: false),
                    attendees = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_by = table.Column<string>(type: "text", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meetings", x => x.id);
                    table.ForeignKey(
                        name: "fk_meetings_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "care_tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    set_by_organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    made_by = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    owner_post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_name = table.Column<string>(type: "text", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_organisation = table.Column<string>(type: "text", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    closing_words = table.Column<string>(type: "text", nullable: true),
                    submit_token = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_care_tasks", x => x.id);
                    table.ForeignKey(
                        name: "fk_care_tasks_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_care_tasks_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_care_tasks_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_care_tasks_set_by_organisation_id",
                        column: x => x.set_by_organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "meeting_entries",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    meeting_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    agreed = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_organisation = table.Column<string>(type: "text", nullable: false),
                    submit_token = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_meeting_entries", x => x.id);
                    table.ForeignKey(
                        name: "fk_meeting_entries_meeting_id",
                        column: x => x.meeting_id,
                        principalTable: "meetings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_meeting_entries_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_care_tasks_meeting_id", table: "care_tasks", column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_care_tasks_organisation_id_closed_at",
                table: "care_tasks",
                columns: new[] { "organisation_id", "closed_at" },
                filter: "closed_at is not null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_care_tasks_organisation_id_due_on",
                table: "care_tasks",
                columns: new[] { "organisation_id", "due_on" },
                filter: "closed_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_care_tasks_patient_id", table: "care_tasks", column: "patient_id");

            migrationBuilder.CreateIndex(
                name: "ix_care_tasks_set_by_organisation_id",
                table: "care_tasks",
                column: "set_by_organisation_id"
            );

            migrationBuilder.CreateIndex(name: "ix_meeting_entries_meeting_id", table: "meeting_entries", column: "meeting_id");

            migrationBuilder.CreateIndex(
                name: "ix_meeting_entries_patient_id_at",
                table: "meeting_entries",
                columns: new[] { "patient_id", "at" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_meeting_entries_patient_id_submit_token",
                table: "meeting_entries",
                columns: new[] { "patient_id", "submit_token" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_meetings_organisation_id",
                table: "meetings",
                column: "organisation_id",
                unique: true,
                filter: "closed_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_meetings_organisation_id_started_at",
                table: "meetings",
                columns: new[] { "organisation_id", "started_at" }
            );

            migrationBuilder.Sql(Rows);
            migrationBuilder.Sql(Agenda);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("A record's history is not taken back. Restore a backup instead.");
    }
}
