using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>What reports count, one narrow row a plan; agreements for an area, list sizes and saved reports.</summary>
    public partial class CountedPlans : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "area_agreements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from_day = table.Column<DateOnly>(type: "date", nullable: false),
                    to_day = table.Column<DateOnly>(type: "date", nullable: true),
                    reference = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_by = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_area_agreements", x => x.id);
                    table.ForeignKey(
                        name: "fk_area_agreements_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "counted_plans",
                columns: table => new
                {
                    plan_id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    counts = table.Column<bool>(type: "boolean", nullable: false),
                    open = table.Column<bool>(type: "boolean", nullable: false),
                    recording_organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    practice_id = table.Column<Guid>(type: "uuid", nullable: true),
                    shared = table.Column<bool>(type: "boolean", nullable: false),
                    consent_to_share = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    started_on = table.Column<DateOnly>(type: "date", nullable: false),
                    born = table.Column<DateOnly>(type: "date", nullable: false),
                    died_on = table.Column<DateOnly>(type: "date", nullable: true),
                    death_confirmed = table.Column<bool>(type: "boolean", nullable: false),
                    counts_as = table.Column<long>(type: "bigint", nullable: false),
                    wish = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    first = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    first_group = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    actual_group = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    diagnosis_group = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    imd_decile = table.Column<int>(type: "integer", nullable: true),
                    ethnicity = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    sex = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    in_care_home = table.Column<bool>(type: "boolean", nullable: false),
                    review_on = table.Column<DateOnly>(type: "date", nullable: true),
                    touched_on = table.Column<DateOnly>(type: "date", nullable: true),
                    sections = table.Column<long>(type: "bigint", nullable: false),
                    places_on = table.Column<DateOnly>(type: "date", nullable: true),
                    resuscitation_on = table.Column<DateOnly>(type: "date", nullable: true),
                    escalation_on = table.Column<DateOnly>(type: "date", nullable: true),
                    anticipatory_on = table.Column<DateOnly>(type: "date", nullable: true),
                    allergies_on = table.Column<DateOnly>(type: "date", nullable: true),
                    contacts_on = table.Column<DateOnly>(type: "date", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_counted_plans", x => x.plan_id);
                    table.ForeignKey(
                        name: "fk_counted_plans_plan_id",
                        column: x => x.plan_id,
                        principalTable: "plans",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "list_sizes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    people = table.Column<int>(type: "integer", nullable: false),
                    counted_on = table.Column<DateOnly>(type: "date", nullable: false),
                    recorded_by = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_list_sizes", x => x.id);
                    table.ForeignKey(
                        name: "fk_list_sizes_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "saved_reports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    report = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    filters = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_name = table.Column<string>(type: "text", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    shared = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_saved_reports_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_area_agreements_organisation_id_from_day",
                table: "area_agreements",
                columns: new[] { "organisation_id", "from_day" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_counted_plans_died_on",
                table: "counted_plans",
                column: "died_on",
                filter: "died_on is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_counted_plans_patient_id", table: "counted_plans", column: "patient_id", unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_counted_plans_practice_id_died_on",
                table: "counted_plans",
                columns: new[] { "practice_id", "died_on" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_list_sizes_organisation_id_counted_on",
                table: "list_sizes",
                columns: new[] { "organisation_id", "counted_on" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_saved_reports_organisation_id_user_id",
                table: "saved_reports",
                columns: new[] { "organisation_id", "user_id" }
            );

            migrationBuilder.Sql(
                """
                insert into area_agreements (id, organisation_id, from_day, reference, recorded_by, recorded_at)
                select gen_random_uuid(), id, sharing_agreement_on, 'Recorded before there was a page for it', 'Taken over', now()
                from organisations where sharing_agreement_on is not null;
                """
            );
            migrationBuilder.DropColumn(name: "sharing_agreement_on", table: "organisations");
            migrationBuilder.Sql(CountedPlansFill.PastThePolicies(CountedPlansFill.Sql));
            migrationBuilder.Sql(CountedPlansFill.Doors);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("What reports count is not taken back. Restore a backup instead.");
    }
}
