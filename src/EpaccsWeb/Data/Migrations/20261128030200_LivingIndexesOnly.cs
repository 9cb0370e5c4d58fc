using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>Takes away the indexes of lists that a reported death took people off: since the migration before nothing asks them.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261128030200_LivingIndexesOnly")]
public partial class LivingIndexesOnly : Migration
{
    private static readonly string[] Indexes =
    [
        "ix_plan_facts_reviews_due",
        "ix_plan_facts_no_preference",
        "ix_plan_facts_no_cpr_entry",
        "ix_plan_facts_awaiting_endorsement",
        "ix_plan_facts_consent_missing",
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var index in Indexes)
        {
            migrationBuilder.Sql($"drop index concurrently if exists {index};", suppressTransaction: true);
        }
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("A report would pass for a death again. Restore a backup instead.");
}
