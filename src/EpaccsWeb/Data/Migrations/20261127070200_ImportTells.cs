using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>Lets an import, and its undo, tell the team of a death that it recorded or took back.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261127070200_ImportTells")]
public partial class ImportTells : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            "create policy import on notices for insert to epaccs_app with check ((select acting('purpose') = 'import'));"
        );

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop policy import on notices;");
}
