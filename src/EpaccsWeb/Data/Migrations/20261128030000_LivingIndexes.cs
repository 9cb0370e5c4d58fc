using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>Who stands on each list until a death is confirmed. Made beside the traffic, so alone in its migration.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261128030000_LivingIndexes")]
public partial class LivingIndexes : Migration
{
    /// <summary>What worklist_members asks of each list, in its own words: PostgreSQL takes the index for no other question.</summary>
    private static readonly (string Name, string Of)[] Indexes =
    [
        ("reviews_due", "(coalesce(review_on, '-infinity'::date)) where not death_confirmed"),
        ("no_preference", "(patient_id) where not death_confirmed and ppd_status = 'blank'"),
        ("no_cpr_entry", "(patient_id) where not death_confirmed and cpr is null"),
        (
            "awaiting_endorsement",
            """
            (patient_id) where not death_confirmed
                and ((cpr is not null and not cpr_endorsed) or (ceiling is not null and not ceiling_endorsed))
            """
        ),
        (
            "consent_missing",
            """
            (patient_id) where not death_confirmed
                and (consent_to_record is null or consent_to_record = 'not-asked' or consent_to_share is null or consent_to_share = 'not-asked')
            """
        ),
    ];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var (name, of) in Indexes)
        {
            // One that was broken off leaves an index behind that is not used.
            migrationBuilder.Sql($"drop index concurrently if exists ix_plan_facts_living_{name};", suppressTransaction: true);
            migrationBuilder.Sql($"create index concurrently ix_plan_facts_living_{name} on plan_facts {of};", suppressTransaction: true);
        }

        // What a day of review is worth to the planner is known of the new index only after this.
        migrationBuilder.Sql("analyze plan_facts;", suppressTransaction: true);
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        foreach (var (name, _) in Indexes)
        {
            migrationBuilder.Sql($"drop index concurrently if exists ix_plan_facts_living_{name};", suppressTransaction: true);
        }
    }
}
