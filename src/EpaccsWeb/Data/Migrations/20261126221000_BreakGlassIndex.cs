using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>Counts uses of break-glass without reading every relationship. Made beside the traffic, so alone in its migration.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261126221000_BreakGlassIndex")]
public partial class BreakGlassIndex : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        // One that was broken off leaves an index behind that is not used.
        migrationBuilder.Sql("drop index concurrently if exists ix_relationships_break_glass;", suppressTransaction: true);
        migrationBuilder.Sql(
            "create index concurrently ix_relationships_break_glass on relationships (started_at) where source = 'break-glass';",
            suppressTransaction: true
        );
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop index concurrently if exists ix_relationships_break_glass;", suppressTransaction: true);
}
