using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <inheritdoc />
    public partial class WholeRecord : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "present", table: "section_versions", type: "text", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ended_as",
                table: "plans",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true
            );

            migrationBuilder.AddColumn<string>(
                name: "ceiling",
                table: "plan_facts",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true
            );

            migrationBuilder.AddColumn<bool>(
                name: "ceiling_endorsed",
                table: "plan_facts",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(name: "notice_address", table: "organisations", type: "text", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "notice_mail",
                table: "organisations",
                type: "character varying(64)",
                maxLength: 64,
                nullable: false,
                defaultValue: "none"
            );

            migrationBuilder.AddColumn<bool>(
                name: "takes_attachments",
                table: "organisations",
                type: "boolean",
                nullable: false,
                defaultValue: true
            );

            migrationBuilder.AddColumn<bool>(name: "urgent", table: "audit_entries", type: "boolean", nullable: false, defaultValue: false);

            migrationBuilder.CreateTable(
                name: "attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    file_name = table.Column<string>(type: "text", nullable: false),
                    content_type = table.Column<string>(type: "text", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_organisation = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_attachments", x => x.id);
                    table.ForeignKey(
                        name: "fk_attachments_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    section = table.Column<string>(type: "text", nullable: false),
                    fields = table.Column<string>(type: "jsonb", nullable: false),
                    saved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_drafts", x => x.id);
                    table.ForeignKey(
                        name: "fk_drafts_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "endings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_organisation = table.Column<string>(type: "text", nullable: false),
                    submit_token = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_endings", x => x.id);
                    table.ForeignKey(
                        name: "fk_endings_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "endorsement_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    section = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    to_post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_name = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_endorsement_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_endorsement_requests_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_version = table.Column<int>(type: "integer", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                    acknowledged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    acknowledged_by = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_notices", x => x.id);
                    table.ForeignKey(
                        name: "fk_notices_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "outbox_mails",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    to_address = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    body = table.Column<string>(type: "text", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_outbox_mails", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "plan_marks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    plan_version = table.Column<int>(type: "integer", nullable: false),
                    words = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_organisation = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_marks", x => x.id);
                    table.ForeignKey(
                        name: "fk_plan_marks_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_attachments_patient_id", table: "attachments", column: "patient_id");

            migrationBuilder.CreateIndex(
                name: "ix_drafts_patient_id_user_id_section",
                table: "drafts",
                columns: new[] { "patient_id", "user_id", "section" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_endings_patient_id_number",
                table: "endings",
                columns: new[] { "patient_id", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_endorsement_requests_patient_id_section",
                table: "endorsement_requests",
                columns: new[] { "patient_id", "section" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_endorsement_requests_to_post_id",
                table: "endorsement_requests",
                column: "to_post_id",
                filter: "closed_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_notices_organisation_id_at",
                table: "notices",
                columns: new[] { "organisation_id", "at" },
                filter: "acknowledged_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_notices_patient_id_at", table: "notices", columns: new[] { "patient_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_mails_made_at",
                table: "outbox_mails",
                column: "made_at",
                filter: "sent_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_plan_marks_patient_id_kind",
                table: "plan_marks",
                columns: new[] { "patient_id", "kind" }
            );

            foreach (var table in new[] { "endings", "plan_marks", "attachments" })
            {
                migrationBuilder.Sql(
                    $"""
                    create trigger {table}_written_once before update or delete on {table} for each row execute function refuse_change();
                    create trigger {table}_never_emptied before truncate on {table} for each statement execute function refuse_change();
                    """
                );
            }

            migrationBuilder.Sql(
                """
                grant select, insert on endings, plan_marks, attachments, drafts, endorsement_requests, notices, outbox_mails to epaccs_app;
                grant update on drafts, endorsement_requests, notices, outbox_mails to epaccs_app;
                grant delete on drafts to epaccs_app;
                """
            );

            // The urgent posts of an emergency department count as urgent care too; the lines before this column go by role.
            migrationBuilder.Sql(
                """
                create or replace view report_deaths as
                select
                    facts.died_on,
                    (plan.started_at at time zone 'Europe/London')::date as started_on,
                    patient.date_of_birth as born,
                    practice.id as practice_id,
                    practice.ods_code as practice_code,
                    practice.area_id,
                    plan.recording_organisation_id,
                    facts.consent_to_share,
                    -- Organisations with a part in the person's care in the last 90 days; emergency access is none.
                    array(select link.organisation_id from relationships link
                          where link.patient_id = facts.patient_id and link.source <> 'break-glass'
                            and link.started_at < (facts.died_on + 1)::timestamp at time zone 'Europe/London'
                            and (link.ends_at is null or link.ends_at >= (facts.died_on - 90)::timestamp at time zone 'Europe/London')) as care_organisation_ids,
                    wishes.status as wish,
                    wishes.first_place,
                    wishes.place_at_30_days,
                    wishes.place_at_7_days,
                    wishes.place_at_1_day,
                    wishes.changed as wish_changed,
                    facts.actual_place,
                    coalesce(facts.in_usual_residence, false) as in_usual_residence,
                    facts.first_met,
                    facts.first_or_second_met,
                    facts.named_place_met,
                    facts.variance,
                    -- The decision shown on the day of death: the endorsed one if there was one, else the latest.
                    coalesce((select version.answers ->> 'decision' = 'not-for-cpr' from section_versions version
                              where version.patient_id = facts.patient_id and version.section = 'resuscitation' and version.kind = 'recorded'
                                and version.effective_at < (facts.died_on + 1)::timestamp at time zone 'Europe/London'
                                and not exists (select from section_versions revoked
                                                where revoked.patient_id = version.patient_id and revoked.section = version.section
                                                  and revoked.kind = 'revoked' and revoked.number = version.number)
                              order by exists (select from section_versions endorsed
                                               where endorsed.patient_id = version.patient_id and endorsed.section = version.section
                                                 and endorsed.kind = 'endorsed' and endorsed.number = version.number) desc,
                                       version.effective_at desc, version.number desc
                              limit 1), false) as not_for_cpr,
                    exists (select from audit_entries seen
                            where seen.patient_id = facts.patient_id and seen.action in ('view', 'caring-now')
                              and (seen.urgent or seen.role in ('out-of-hours-clinician', 'ambulance-clinician', 'call-handler'))
                              and seen.at >= (facts.died_on - 30)::timestamp at time zone 'Europe/London'
                              and seen.at < (facts.died_on + 1)::timestamp at time zone 'Europe/London') as seen_by_urgent_care,
                    coalesce(facts.diagnosis_group, 'not-recorded') as diagnosis_group,
                    patient.imd_decile,
                    patient.ethnicity,
                    patient.gender,
                    patient.care_home_id is not null as in_care_home
                from plan_facts facts
                join plans plan on plan.id = facts.plan_id and not plan.ended_in_error
                join patients patient on patient.id = facts.patient_id and not patient.test_patient
                join organisations practice on practice.id = facts.practice_at_death_id
                -- The wish by the day it holds from, not by the day it was typed; revoked ones never held.
                cross join lateral (
                    select
                        coalesce((array_agg(wish.status order by wish.effective_at desc, wish.number desc) filter (where wish.day <= facts.died_on))[1], 'blank') as status,
                        (array_agg(wish.place order by wish.effective_at desc, wish.number desc) filter (where wish.day <= facts.died_on))[1] as first_place,
                        coalesce((array_agg(wish.place is not null order by wish.effective_at desc, wish.number desc) filter (where wish.day <= facts.died_on - 30))[1], false) as place_at_30_days,
                        coalesce((array_agg(wish.place is not null order by wish.effective_at desc, wish.number desc) filter (where wish.day <= facts.died_on - 7))[1], false) as place_at_7_days,
                        coalesce((array_agg(wish.place is not null order by wish.effective_at desc, wish.number desc) filter (where wish.day <= facts.died_on - 1))[1], false) as place_at_1_day,
                        count(distinct coalesce(wish.place, wish.status)) filter (where wish.day <= facts.died_on and wish.status <> 'blank') > 1 as changed
                    from (
                        select version.effective_at, version.number, (version.effective_at at time zone 'Europe/London')::date as day,
                               version.answers #>> '{death,first,place}' as place,
                               case when version.answers #>> '{death,first,place}' is not null then 'recorded'
                                    else coalesce(version.answers #>> '{death,finding}', 'blank') end as status
                        from section_versions version
                        where version.patient_id = facts.patient_id and version.section = 'preferred-places' and version.kind = 'recorded'
                          and not exists (select from section_versions revoked
                                          where revoked.patient_id = version.patient_id and revoked.section = version.section
                                            and revoked.kind = 'revoked' and revoked.number = version.number)
                    ) as wish
                ) as wishes
                where facts.died_on is not null;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("A record's history is not taken back. Restore a backup instead.");
    }
}
