using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <inheritdoc />
    public partial class CountedDeaths : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_counted_plans_died_on", table: "counted_plans");

            migrationBuilder
                .CreateIndex(name: "ix_counted_plans_died_on", table: "counted_plans", column: "died_on", filter: "died_on is not null")
                .Annotation(
                    "Npgsql:IndexInclude",
                    new[]
                    {
                        "patient_id",
                        "counts",
                        "recording_organisation_id",
                        "practice_id",
                        "shared",
                        "started_on",
                        "born",
                        "counts_as",
                        "wish",
                        "first",
                        "first_group",
                        "actual_group",
                        "diagnosis_group",
                        "imd_decile",
                        "ethnicity",
                        "sex",
                        "in_care_home",
                    }
                );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "ix_counted_plans_died_on", table: "counted_plans");

            migrationBuilder.CreateIndex(
                name: "ix_counted_plans_died_on",
                table: "counted_plans",
                column: "died_on",
                filter: "died_on is not null"
            );
        }
    }
}
