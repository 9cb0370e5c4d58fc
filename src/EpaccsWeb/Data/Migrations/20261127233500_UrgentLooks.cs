using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>What any urgent post looked up is urgent care, an emergency department's too, and not only three roles.</summary>
/// <remarks>
/// Its index cannot be made here: PostgreSQL makes none beside the traffic on a table of months, so AuditChain/AuditIndexes makes one a month.
/// The index of the three roles stays a version longer, for the way back.
/// </remarks>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261127233500_UrgentLooks")]
public partial class UrgentLooks : Migration
{
    private const string Roles = "look.role in ('out-of-hours-clinician', 'ambulance-clinician', 'call-handler')";

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(View($"({Roles} or look.urgent)"));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(View(Roles));

    private static string View(string who) =>
        $"""
            create or replace view urgent_looks as
            select look.patient_id, look.at from audit_entries look
            where (select acting('purpose') = 'report') and look.action in ('view', 'caring-now')
              and {who};
            """;
}
