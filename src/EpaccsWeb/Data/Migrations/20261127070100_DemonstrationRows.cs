using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>Lets the loader of a demonstration add what a meeting agreed, its tasks, and reviews after a death.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261127070100_DemonstrationRows")]
public partial class DemonstrationRows : Migration
{
    private const string Policies = """
        create policy demonstration on meeting_entries for insert to epaccs_app with check ((select acting('purpose') = 'demo-data'));
        create policy demonstration on care_tasks for insert to epaccs_app with check ((select acting('purpose') = 'demo-data'));
        create policy demonstration on death_reviews for insert to epaccs_app with check ((select acting('purpose') = 'demo-data'));
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Policies);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            drop policy demonstration on meeting_entries;
            drop policy demonstration on care_tasks;
            drop policy demonstration on death_reviews;
            """
        );
}
