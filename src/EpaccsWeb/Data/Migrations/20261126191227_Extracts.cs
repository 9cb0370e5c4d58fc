using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>Extracts: the requests, their files for seven days, and the doors through which an approved one is made.</summary>
    public partial class Extracts : Migration
    {
        /// <summary>Both tables hold no patient key; they are fenced all the same, as the files hold people.</summary>
        private const string Rows = """
            alter table extract_requests enable row level security;
            alter table extract_requests force row level security;
            alter table extract_files enable row level security;
            alter table extract_files force row level security;
            create policy own on extract_requests for select to epaccs_app
                using ((select acting('purpose') = 'extract') and organisation_id = (select acting('organisation')::uuid));
            create policy asking on extract_requests for insert to epaccs_app
                with check ((select acting('purpose') = 'extract') and organisation_id = (select acting('organisation')::uuid)
                            and asked_by_id = (select acting('user')::uuid) and decided_at is null);
            create policy officer on extract_requests for select to epaccs_app
                using ((select acting('purpose') = 'extract' and acting('role') = 'privacy-officer'));
            create policy deciding on extract_requests for update to epaccs_app
                using ((select acting('purpose') = 'extract' and acting('role') = 'privacy-officer')
                       and decided_at is null and asked_by_id <> (select acting('user')::uuid))
                with check (decided_by_id = (select acting('user')::uuid));
            create policy expiry on extract_requests to epaccs_app
                using ((select acting('purpose') = 'extract-expiry') and expires_at <= (select acting('moment')::timestamptz));
            create policy doors on extract_requests for select to epaccs_door using (true);
            create policy making on extract_files for insert to epaccs_app
                with check ((select acting('purpose') = 'extract' and acting('role') = 'privacy-officer'));
            create policy fetching on extract_files for select to epaccs_app
                using ((select acting('purpose') = 'extract')
                       and exists (select from extract_requests request
                                   where request.id = extract_id and request.asked_by_id = (select acting('user')::uuid)
                                     and request.organisation_id = (select acting('organisation')::uuid)
                                     and request.expires_at > (select acting('moment')::timestamptz)));
            create policy expiry on extract_files to epaccs_app
                using ((select acting('purpose') = 'extract-expiry')
                       and exists (select from extract_requests request where request.id = extract_id));
            create policy extract_expiry on audit_entries for select to epaccs_app
                using (user_id is null and (select acting('purpose') = 'extract-expiry'));
            create trigger extract_requests_never_removed before delete on extract_requests
                for each row execute function refuse_change();
            create trigger extract_files_written_once before update on extract_files for each row execute function refuse_change();
            grant select, insert on extract_requests, extract_files to epaccs_app;
            grant update (decided_at, decided_by_id, decided_by, refused_because, people, rows, left_out_withdrawn, left_out_opted_out,
                          left_out_rare, sealed_key, expires_at, expired_at) on extract_requests to epaccs_app;
            grant delete on extract_files to epaccs_app;
            grant select on extract_requests to epaccs_door;
            """;

        private const string Door = """
            grant create on schema public to epaccs_door;

            -- Whose extract it is, while a privacy officer who did not ask for it decides about it; else nobody's.
            create function extract_holder(asked uuid) returns uuid
                language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
                select request.organisation_id from extract_requests request
                where request.id = asked and request.decided_at is null
                  and acting('purpose') = 'extract' and acting('role') = 'privacy-officer'
                  and request.asked_by_id <> acting('user')::uuid
            $$;

            -- The people whose records the asking organisation holds, with what is kept of them for lists and counts, and why one is left out.
            create function extract_people(asked uuid) returns table (
                patient_id uuid, left_out text, person text, nhs_number text, family_name text, given_name text, date_of_birth date, gender text,
                ethnicity text, imd_decile int, restricted boolean, in_care_home boolean, started_at timestamptz, ended_as text,
                consent_to_record text, consent_to_share text, diagnosis_group text, prognosis text, stage text, ppd_status text, ppd_first text,
                ppd_second text, ppd_expressed_on date, cpr text, cpr_endorsed boolean, ceiling text, ceiling_endorsed boolean, review_on date,
                died_on date, death_confirmed boolean, actual_place text, actual_place_name text, in_usual_residence boolean, first_met boolean,
                first_or_second_met boolean, variance text)
                language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
                select patient.id,
                       case when facts.consent_to_record in ('withdrawn', 'declined') or facts.consent_to_share in ('withdrawn', 'declined')
                                 then 'withdrawn'
                            when request.purpose <> 'direct-care' and (details.answers ->> 'nationalOptOut')::boolean then 'opted-out' end,
                       details.answers::text, patient.nhs_number, patient.family_name, patient.given_name, patient.date_of_birth,
                       patient.gender, patient.ethnicity, patient.imd_decile, patient.restricted, patient.care_home_id is not null,
                       plan.started_at, plan.ended_as, facts.consent_to_record, facts.consent_to_share, facts.diagnosis_group,
                       facts.prognosis, facts.stage, facts.ppd_status, facts.ppd_first, facts.ppd_second, facts.ppd_expressed_on, facts.cpr,
                       facts.cpr_endorsed, facts.ceiling, facts.ceiling_endorsed, facts.review_on, facts.died_on, facts.death_confirmed,
                       facts.actual_place, facts.actual_place_name, facts.in_usual_residence, facts.first_met, facts.first_or_second_met,
                       facts.variance
                from extract_requests request
                join plans plan on plan.recording_organisation_id = request.organisation_id
                join plan_facts facts on facts.plan_id = plan.id
                join patients patient on patient.id = plan.patient_id
                left join lateral (select version.answers from section_versions version
                                   where version.patient_id = patient.id and version.section = 'person' and version.kind = 'recorded'
                                     and not exists (select from section_versions revoked
                                                     where revoked.patient_id = version.patient_id and revoked.section = version.section
                                                       and revoked.kind = 'revoked' and revoked.number = version.number)
                                   order by version.effective_at desc, version.number desc limit 1) details on true
                where request.id = asked and extract_holder(asked) = request.organisation_id
                  and not plan.ended_in_error and plan.ended_as is distinct from 'merged' and not patient.test_patient
                  and not exists (select from objections objection
                                  where objection.patient_id = plan.patient_id and objection.organisation_id = request.organisation_id
                                    and objection.lifted_at is null)
            $$;

            -- What of the plans of such people is in force: of each section the latest, of a decision the latest endorsed one too.
            create function extract_parts(asked uuid) returns table (
                patient_id uuid, section text, answers text, endorsed boolean, at timestamptz, effective_at timestamptz, number int,
                author_role text, author_organisation text)
                language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
                select distinct on (version.patient_id, version.section, endorsement.stands) version.patient_id, version.section,
                       version.answers::text, endorsement.stands, version.at, version.effective_at, version.number, version.author_role,
                       version.author_organisation
                from plans plan
                join section_versions version on version.plan_id = plan.id and version.kind = 'recorded' and version.section <> 'person'
                join lateral (select exists (select from section_versions endorsed
                                             where endorsed.patient_id = version.patient_id and endorsed.section = version.section
                                               and endorsed.kind = 'endorsed' and endorsed.number = version.number) as stands) endorsement on true
                where plan.recording_organisation_id = (select extract_holder(asked))
                  and not plan.ended_in_error and plan.ended_as is distinct from 'merged'
                  and not exists (select from section_versions revoked
                                  where revoked.patient_id = version.patient_id and revoked.section = version.section
                                    and revoked.kind = 'revoked' and revoked.number = version.number)
                order by version.patient_id, version.section, endorsement.stands, version.effective_at desc, version.number desc
            $$;

            alter function extract_holder owner to epaccs_door;
            alter function extract_people owner to epaccs_door;
            alter function extract_parts owner to epaccs_door;
            revoke all on function extract_holder, extract_people, extract_parts from public;
            grant execute on function extract_people, extract_parts to epaccs_app;
            revoke create on schema public from epaccs_door;
            """;

        /// <inheritdoc />
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "extract_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    purpose = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submit_token = table.Column<Guid>(type: "uuid", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    refused_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    people = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    left_out_withdrawn = table.Column<int>(type: "integer", nullable: false),
                    left_out_opted_out = table.Column<int>(type: "integer", nullable: false),
                    left_out_rare = table.Column<int>(type: "integer", nullable: false),
                    sealed_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_extract_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_extract_requests_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "extract_files",
                columns: table => new
                {
                    extract_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_extract_files", x => x.extract_id);
                    table.ForeignKey(
                        name: "fk_extract_files_extract_id",
                        column: x => x.extract_id,
                        principalTable: "extract_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_extract_requests_asked_by_id_submit_token",
                table: "extract_requests",
                columns: new[] { "asked_by_id", "submit_token" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_extract_requests_expires_at",
                table: "extract_requests",
                column: "expires_at",
                filter: "expired_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_extract_requests_organisation_id_asked_at",
                table: "extract_requests",
                columns: new[] { "organisation_id", "asked_at" }
            );

            migrationBuilder.Sql(Rows);
            migrationBuilder.Sql(Door);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("A record's history is not taken back. Restore a backup instead.");
    }
}
