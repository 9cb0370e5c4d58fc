using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>
/// Doors past row-level security: the sharing evidence sees its own organisation only, and how a user stands with break-glass
/// is counted without showing anybody.
/// </summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261125235900_AuditDoors")]
public partial class AuditDoors : Migration
{
    private const string Doors = """
        grant create on schema public to epaccs_door;
        grant select on break_glass_reviews, break_glass_suspensions to epaccs_door;

        create or replace view shared_people as
        select plan.recording_organisation_id as holder_id, link.organisation_id, link.source, facts.consent_to_share as basis,
               plan.patient_id, link.started_at, link.ends_at
        from plans plan
        join plan_facts facts on facts.plan_id = plan.id
        join relationships link on link.patient_id = plan.patient_id
        where (select acting('purpose') = 'evidence')
          and ((select acting('role') = 'privacy-officer')
               or plan.recording_organisation_id = (select acting('organisation')::uuid)
               or link.organisation_id = (select acting('organisation')::uuid))
          and not plan.ended_in_error and link.organisation_id <> plan.recording_organisation_id
          and facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy');

        create or replace view shared_looks as
        select plan.recording_organisation_id as holder_id, entry.organisation_id, entry.route, facts.consent_to_share as basis, entry.at
        from audit_entries entry
        join plans plan on plan.patient_id = entry.patient_id
        join plan_facts facts on facts.plan_id = plan.id
        where (select acting('purpose') = 'evidence')
          and ((select acting('role') = 'privacy-officer')
               or plan.recording_organisation_id = (select acting('organisation')::uuid)
               or entry.organisation_id = (select acting('organisation')::uuid))
          and entry.action in ('view', 'printed', 'exported') and entry.organisation_id <> plan.recording_organisation_id
          and entry.route is not null;
        grant select on shared_people, shared_looks to epaccs_app;

        -- How a user stands with break-glass: a count and a yes or no, about no person.
        create function break_glass_standing(who uuid) returns table (unreviewed int, suspended boolean)
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            select (select count(*)::int from relationships used
                    where used.user_id = who and used.source = 'break-glass'
                      and not exists (select from break_glass_reviews review where review.relationship_id = used.id)),
                   coalesce((select suspends from break_glass_suspensions where user_id = who order by at desc limit 1), false)
        $$;
        alter function break_glass_standing owner to epaccs_door;
        revoke all on function break_glass_standing from public;
        grant execute on function break_glass_standing to epaccs_app;
        revoke create on schema public from epaccs_door;
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Doors);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("The second line is not taken away. Restore a backup instead.");
}
