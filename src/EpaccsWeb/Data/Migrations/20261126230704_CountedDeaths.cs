using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>Deaths are counted from one index that holds all a report asks of them. Made beside the traffic, so alone in its migration.</summary>
    public partial class CountedDeaths : Migration
    {
        private const string Held = """
            (patient_id, counts, recording_organisation_id, practice_id, shared, started_on, born, counts_as, wish, first, first_group,
             actual_group, diagnosis_group, imd_decile, ethnicity, sex, in_care_home)
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // One that was broken off leaves an index behind that is not used.
            migrationBuilder.Sql("drop index concurrently if exists ix_counted_plans_deaths;", suppressTransaction: true);
            migrationBuilder.Sql(
                $"create index concurrently ix_counted_plans_deaths on counted_plans (died_on) include {Held} where died_on is not null;",
                suppressTransaction: true
            );
            migrationBuilder.Sql("drop index concurrently if exists ix_counted_plans_died_on;", suppressTransaction: true);
            migrationBuilder.Sql("alter index ix_counted_plans_deaths rename to ix_counted_plans_died_on;", suppressTransaction: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop index concurrently if exists ix_counted_plans_died_on;", suppressTransaction: true);
            migrationBuilder.Sql(
                "create index concurrently ix_counted_plans_died_on on counted_plans (died_on) where died_on is not null;",
                suppressTransaction: true
            );
        }
    }
}
