using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>The deaths of a practice, and so of an area, are counted from an index of their own. Made beside the traffic, so alone here.</summary>
    public partial class PracticeDeaths : Migration
    {
        private const string Held = """
            (patient_id, counts, recording_organisation_id, shared, started_on, born, counts_as, wish, first, first_group,
             actual_group, diagnosis_group, imd_decile, ethnicity, sex, in_care_home)
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // One that was broken off leaves an index behind that is not used.
            migrationBuilder.Sql("drop index concurrently if exists ix_counted_plans_practice_deaths;", suppressTransaction: true);
            migrationBuilder.Sql(
                $"create index concurrently ix_counted_plans_practice_deaths on counted_plans (practice_id, died_on) include {Held} where died_on is not null;",
                suppressTransaction: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("drop index concurrently if exists ix_counted_plans_practice_deaths;", suppressTransaction: true);
    }
}
