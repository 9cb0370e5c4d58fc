using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>Objections and changed registrations, behind the same doors and policies as every table of a person.</summary>
    [DbContext(typeof(EpaccsDbContext))]
    [Migration("20261125235900_Relations")]
    public partial class Relations : Migration
    {
        private const string FinderShows = """
            create or replace function finder_shows(
                person uuid, organisation uuid, asker uuid, sources text[], holds boolean, clinical boolean, coordinator boolean,
                stranger boolean, moment timestamptz
            ) returns boolean language sql stable parallel safe security definer set search_path = public, pg_temp as $$
                select exists (
                    select from plans plan
                    join plan_facts facts on facts.plan_id = plan.id
                    where plan.patient_id = person and plan.ended_as is null
                      and (plan.recording_organisation_id = organisation
                           or (facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy')
                               and not exists (select from objections objection
                                               where objection.patient_id = person and objection.organisation_id = organisation
                                                 and objection.lifted_at is null)))
                      and case when coordinator
                          then exists (select from patients patient join organisations practice on practice.id = patient.gp_practice_id
                                       where patient.id = person and practice.area_id = organisation)
                          else (clinical and stranger)
                            or (holds and plan.recording_organisation_id = organisation)
                            or exists (select from relationships link
                                       where link.patient_id = person and link.organisation_id = organisation and link.source = any(sources)
                                         and (link.user_id is null or link.user_id = asker)
                                         and link.started_at <= moment and (link.ends_at is null or link.ends_at > moment))
                          end)
            $$;
            """;

        private const string Doors = """
            call protect_rows('objections');
            call protect_rows('practice_changes');
            create policy gate on objections for select to epaccs_app using (patient_id = (select acting('asked')::uuid));
            create policy gate on practice_changes for select to epaccs_app using (patient_id = (select acting('asked')::uuid));
            create policy lists on practice_changes for select to epaccs_app using (to_id = (select acting('listing')::uuid));
            create policy bulk on objections for select to epaccs_app using ((select acting('purpose') in ('import', 'demo-data')));

            create or replace view people_in_reach as
            select plan.patient_id, patient.nhs_number, patient.family_name, patient.given_name, patient.title, patient.date_of_birth,
                   patient.family_key, patient.gp_practice_id, plan.recording_organisation_id, facts.consent_to_record, facts.consent_to_share,
                   facts.review_on, facts.ppd_status, facts.cpr, facts.cpr_endorsed, facts.ceiling, facts.ceiling_endorsed, facts.died_on,
                   facts.death_confirmed, facts.actual_place, facts.first_met, facts.variance
            from plans plan
            join plan_facts facts on facts.plan_id = plan.id
            join patients patient on patient.id = plan.patient_id
            where plan.ended_as is null
              and (plan.recording_organisation_id = (select acting('listing')::uuid)
                   or (facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy')
                       and not exists (select from objections objection where objection.patient_id = plan.patient_id and objection.organisation_id = (select acting('listing')::uuid) and objection.lifted_at is null)))
              and (plan.recording_organisation_id = (select acting('listing')::uuid)
                   or exists (select from relationships link
                              where link.patient_id = plan.patient_id and link.organisation_id = (select acting('listing')::uuid)
                                and (link.user_id is null or link.user_id = (select acting('user')::uuid))
                                and link.started_at <= (select acting('moment')::timestamptz)
                                and (link.ends_at is null or link.ends_at > (select acting('moment')::timestamptz)))
                   or ((select acting('role') = 'coordinator')
                       and exists (select from organisations practice
                                   where practice.id = patient.gp_practice_id and practice.area_id = (select acting('listing')::uuid))));

            create or replace function way_in(why text, person uuid, who uuid, organisation uuid, as_role text, moment timestamptz)
                returns boolean language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            declare
                held record;
            begin
                if why = 'start' then
                    return not exists (select from plans where plans.patient_id = person and recording_organisation_id <> organisation);
                end if;
                if why = 'finishing' then
                    return exists (select from relationships link
                                   where link.patient_id = person and link.organisation_id = organisation and link.user_id = who
                                     and link.source = 'caring-now' and link.ends_at > moment);
                end if;

                select plan.recording_organisation_id = organisation as own,
                       plan.ended_as is null and not plan.ended_in_error as live,
                       coalesce(facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'), false)
                           and not exists (select from objections objection where objection.patient_id = person and objection.organisation_id = organisation and objection.lifted_at is null) as shared
                into held
                from plans plan join plan_facts facts on facts.plan_id = plan.id where plan.patient_id = person;
                -- The practice that was asked may answer, whatever the consent: it will hold the record.
                if held is not null and held.live and exists (select from practice_changes asked
                               where asked.patient_id = person and asked.to_id = organisation and asked.closed_at is null) then
                    return true;
                end if;
                if held is null or not (held.own or (held.live and held.shared)) then
                    return false;
                end if;
                return held.own or why = 'emergency'
                    or exists (select from relationships link
                               where link.patient_id = person and link.organisation_id = organisation
                                 and (link.user_id is null or link.user_id = who)
                                 and link.started_at <= moment and (link.ends_at is null or link.ends_at > moment))
                    or (as_role = 'coordinator'
                        and exists (select from patients patient join organisations practice on practice.id = patient.gp_practice_id
                                    where patient.id = person and practice.area_id = organisation));
            end $$;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "objections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    raised_by = table.Column<string>(type: "text", nullable: false),
                    words = table.Column<string>(type: "text", nullable: true),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_by = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_objections", x => x.id);
                    table.ForeignKey(
                        name: "fk_objections_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_objections_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "practice_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    closed_by = table.Column<string>(type: "text", nullable: true),
                    outcome = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_practice_changes", x => x.id);
                    table.ForeignKey(
                        name: "fk_practice_changes_from_id",
                        column: x => x.from_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_practice_changes_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_practice_changes_to_id",
                        column: x => x.to_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_objections_organisation_id", table: "objections", column: "organisation_id");

            migrationBuilder.CreateIndex(
                name: "ix_objections_patient_id_organisation_id",
                table: "objections",
                columns: new[] { "patient_id", "organisation_id" },
                unique: true,
                filter: "lifted_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_practice_changes_from_id", table: "practice_changes", column: "from_id");

            migrationBuilder.CreateIndex(
                name: "ix_practice_changes_patient_id",
                table: "practice_changes",
                column: "patient_id",
                unique: true,
                filter: "closed_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_practice_changes_to_id",
                table: "practice_changes",
                column: "to_id",
                filter: "closed_at is null"
            );
            // Objections are lifted and changes of practice closed; nothing else of them is changed.
            migrationBuilder.Sql(
                """
                grant select, insert on objections, practice_changes to epaccs_app;
                grant update (lifted_at, lifted_by) on objections to epaccs_app;
                grant update (closed_at, closed_by, outcome) on practice_changes to epaccs_app;
                """
            );

            // The finder's door of the earlier migration, with the deny of objections inside.
            migrationBuilder.Sql(FinderShows);
            migrationBuilder.Sql(Doors);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "objections");

            migrationBuilder.DropTable(name: "practice_changes");
        }
    }
}
