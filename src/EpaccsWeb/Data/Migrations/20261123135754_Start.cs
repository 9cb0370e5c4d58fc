using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <inheritdoc />
    public partial class Start : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    action = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    detail = table.Column<string>(type: "text", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    post_id = table.Column<Guid>(type: "uuid", nullable: true),
                    role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    route = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    request_id = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_entries", x => new { x.at, x.id });
                }
            );

            migrationBuilder.CreateTable(
                name: "organisations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    ods_code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    phone = table.Column<string>(type: "text", nullable: true),
                    town = table.Column<string>(type: "text", nullable: true),
                    area_id = table.Column<Guid>(type: "uuid", nullable: true),
                    sharing_agreement_on = table.Column<DateOnly>(type: "date", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_organisations", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "service_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    is_demonstration = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_state", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    display_name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    enabled = table.Column<bool>(type: "boolean", nullable: false),
                    user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_user_name = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    normalized_email = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    email_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    security_stamp = table.Column<string>(type: "text", nullable: true),
                    concurrency_stamp = table.Column<string>(type: "text", nullable: true),
                    phone_number = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    phone_number_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "boolean", nullable: false),
                    access_failed_count = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "patients",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    nhs_number = table.Column<string>(type: "text", nullable: false),
                    nhs_number_status = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    family_name = table.Column<string>(type: "text", nullable: false),
                    given_name = table.Column<string>(type: "text", nullable: false),
                    preferred_name = table.Column<string>(type: "text", nullable: true),
                    title = table.Column<string>(type: "text", nullable: true),
                    date_of_birth = table.Column<DateOnly>(type: "date", nullable: false),
                    gender = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ethnicity = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    postcode = table.Column<string>(type: "text", nullable: true),
                    family_key = table.Column<string>(type: "text", nullable: false),
                    given_key = table.Column<string>(type: "text", nullable: false),
                    postcode_key = table.Column<string>(type: "text", nullable: true),
                    gp_practice_id = table.Column<Guid>(type: "uuid", nullable: false),
                    care_home_id = table.Column<Guid>(type: "uuid", nullable: true),
                    restricted = table.Column<bool>(type: "boolean", nullable: false),
                    imd_decile = table.Column<int>(type: "integer", nullable: true),
                    test_patient = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_patients", x => x.id);
                    table.ForeignKey(
                        name: "fk_patients_care_home_id",
                        column: x => x.care_home_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_patients_gp_practice_id",
                        column: x => x.gp_practice_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "posts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    senior = table.Column<bool>(type: "boolean", nullable: false),
                    urgent = table.Column<bool>(type: "boolean", nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_posts_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                    table.ForeignKey(
                        name: "fk_posts_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table
                        .Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_type = table.Column<string>(type: "text", nullable: true),
                    claim_value = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_key = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    provider_display_name = table.Column<string>(type: "text", nullable: true),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "user_passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "bytea", maxLength: 1024, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    Data = table.Column<string>(type: "jsonb", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_passkeys", x => x.credential_id);
                    table.ForeignKey(
                        name: "fk_user_passkeys_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    login_provider = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    name = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    value = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_user_tokens",
                        x => new
                        {
                            x.user_id,
                            x.login_provider,
                            x.name,
                        }
                    );
                    table.ForeignKey(
                        name: "fk_user_tokens_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "consents",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    purpose = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    on = table.Column<DateOnly>(type: "date", nullable: false),
                    capacity = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    who_was_consulted = table.Column<string>(type: "text", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    notes = table.Column<string>(type: "text", nullable: true),
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
                    table.PrimaryKey("pk_consents", x => x.id);
                    table.ForeignKey(
                        name: "fk_consents_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "deaths",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_organisation = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    submit_token = table.Column<Guid>(type: "uuid", nullable: true),
                    actual_place = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    actual_place_name = table.Column<string>(type: "text", nullable: true),
                    died_on = table.Column<DateOnly>(type: "date", nullable: false),
                    in_usual_residence = table.Column<bool>(type: "boolean", nullable: true),
                    status = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    told_by = table.Column<string>(type: "text", nullable: true),
                    variance = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    variance_notes = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deaths", x => x.id);
                    table.ForeignKey(
                        name: "fk_deaths_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "plans",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recording_organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    ended_in_error = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plans", x => x.id);
                    table.ForeignKey(
                        name: "fk_plans_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_plans_recording_organisation_id",
                        column: x => x.recording_organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "relationships",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    started_by = table.Column<string>(type: "text", nullable: false),
                    key_worker = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_relationships", x => x.id);
                    table.ForeignKey(
                        name: "fk_relationships_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_relationships_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "plan_facts",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    consent_to_record = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    consent_to_share = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ppd_status = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    ppd_first = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ppd_second = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    ppd_expressed_on = table.Column<DateOnly>(type: "date", nullable: true),
                    cpr = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    cpr_endorsed = table.Column<bool>(type: "boolean", nullable: false),
                    cpr_disagrees = table.Column<bool>(type: "boolean", nullable: false),
                    cpr_decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cpr_review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    diagnosis_group = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    prognosis = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    stage = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    last_changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    died_on = table.Column<DateOnly>(type: "date", nullable: true),
                    death_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    actual_place = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    actual_place_name = table.Column<string>(type: "text", nullable: true),
                    in_usual_residence = table.Column<bool>(type: "boolean", nullable: true),
                    first_met = table.Column<bool>(type: "boolean", nullable: true),
                    first_or_second_met = table.Column<bool>(type: "boolean", nullable: true),
                    named_place_met = table.Column<bool>(type: "boolean", nullable: true),
                    variance = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    practice_at_death_id = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plan_facts", x => x.plan_id);
                    table.ForeignKey(
                        name: "fk_plan_facts_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "section_versions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    section = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    answers = table.Column<string>(type: "jsonb", nullable: true),
                    effective_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_organisation = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    plan_version = table.Column<int>(type: "integer", nullable: false),
                    submit_token = table.Column<Guid>(type: "uuid", nullable: true),
                    imported = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_section_versions", x => x.id);
                    table.ForeignKey(
                        name: "fk_section_versions_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.InsertData(
                table: "service_state",
                columns: new[] { "id", "is_demonstration" },
                values: new object[] { 1, false }
            );

            migrationBuilder.CreateIndex(
                name: "ix_audit_entries_patient_id_at",
                table: "audit_entries",
                columns: new[] { "patient_id", "at" }
            );

            migrationBuilder.CreateIndex(name: "ix_audit_entries_user_id_at", table: "audit_entries", columns: new[] { "user_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_consents_patient_id_purpose_number",
                table: "consents",
                columns: new[] { "patient_id", "purpose", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_consents_patient_id_submit_token",
                table: "consents",
                columns: new[] { "patient_id", "submit_token" },
                unique: true,
                filter: "submit_token is not null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_deaths_patient_id_number",
                table: "deaths",
                columns: new[] { "patient_id", "number" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_deaths_patient_id_submit_token",
                table: "deaths",
                columns: new[] { "patient_id", "submit_token" },
                unique: true,
                filter: "submit_token is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_organisations_area_id", table: "organisations", column: "area_id");

            migrationBuilder.CreateIndex(name: "ix_organisations_ods_code", table: "organisations", column: "ods_code", unique: true);

            migrationBuilder.CreateIndex(name: "ix_patients_care_home_id", table: "patients", column: "care_home_id");

            migrationBuilder.CreateIndex(
                name: "ix_patients_date_of_birth_family_key",
                table: "patients",
                columns: new[] { "date_of_birth", "family_key" }
            );

            migrationBuilder
                .CreateIndex(
                    name: "ix_patients_family_key_given_key_date_of_birth",
                    table: "patients",
                    columns: new[] { "family_key", "given_key", "date_of_birth" }
                )
                .Annotation("Relational:Collation", new[] { "C" });

            migrationBuilder.CreateIndex(name: "ix_patients_gp_practice_id", table: "patients", column: "gp_practice_id");

            migrationBuilder.CreateIndex(name: "ix_patients_nhs_number", table: "patients", column: "nhs_number", unique: true);

            migrationBuilder.CreateIndex(name: "ix_patients_postcode_key", table: "patients", column: "postcode_key");

            migrationBuilder.CreateIndex(name: "ix_plan_facts_patient_id", table: "plan_facts", column: "patient_id", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_plan_facts_practice_at_death_id_died_on",
                table: "plan_facts",
                columns: new[] { "practice_at_death_id", "died_on" },
                filter: "died_on is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_plans_patient_id", table: "plans", column: "patient_id", unique: true);

            migrationBuilder.CreateIndex(name: "ix_plans_recording_organisation_id", table: "plans", column: "recording_organisation_id");

            migrationBuilder.CreateIndex(name: "ix_posts_organisation_id", table: "posts", column: "organisation_id");

            migrationBuilder.CreateIndex(name: "ix_posts_user_id", table: "posts", column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_relationships_organisation_id_patient_id",
                table: "relationships",
                columns: new[] { "organisation_id", "patient_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_relationships_patient_id_organisation_id",
                table: "relationships",
                columns: new[] { "patient_id", "organisation_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_section_versions_patient_id_section_effective_at",
                table: "section_versions",
                columns: new[] { "patient_id", "section", "effective_at" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_section_versions_plan_id_section_number",
                table: "section_versions",
                columns: new[] { "plan_id", "section", "number" },
                unique: true,
                filter: "kind = 'recorded'"
            );

            migrationBuilder.CreateIndex(
                name: "ix_section_versions_plan_id_submit_token",
                table: "section_versions",
                columns: new[] { "plan_id", "submit_token" },
                unique: true,
                filter: "submit_token is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_user_claims_user_id", table: "user_claims", column: "user_id");

            migrationBuilder.CreateIndex(name: "ix_user_logins_user_id", table: "user_logins", column: "user_id");

            migrationBuilder.CreateIndex(name: "ix_user_passkeys_user_id", table: "user_passkeys", column: "user_id");

            migrationBuilder.CreateIndex(name: "ix_users_normalized_email", table: "users", column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "ix_users_normalized_user_name",
                table: "users",
                column: "normalized_user_name",
                unique: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "audit_entries");

            migrationBuilder.DropTable(name: "consents");

            migrationBuilder.DropTable(name: "deaths");

            migrationBuilder.DropTable(name: "plan_facts");

            migrationBuilder.DropTable(name: "posts");

            migrationBuilder.DropTable(name: "relationships");

            migrationBuilder.DropTable(name: "section_versions");

            migrationBuilder.DropTable(name: "service_state");

            migrationBuilder.DropTable(name: "user_claims");

            migrationBuilder.DropTable(name: "user_logins");

            migrationBuilder.DropTable(name: "user_passkeys");

            migrationBuilder.DropTable(name: "user_tokens");

            migrationBuilder.DropTable(name: "plans");

            migrationBuilder.DropTable(name: "users");

            migrationBuilder.DropTable(name: "patients");

            migrationBuilder.DropTable(name: "organisations");
        }
    }
}
