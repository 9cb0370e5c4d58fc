using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <inheritdoc />
    public partial class DeathReports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "death_reported_by", table: "plan_facts", type: "text", nullable: true);

            migrationBuilder.AddColumn<bool>(name: "next_of_kin_told", table: "deaths", type: "boolean", nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "death_reported_by", table: "plan_facts");

            migrationBuilder.DropColumn(name: "next_of_kin_told", table: "deaths");
        }
    }
}
