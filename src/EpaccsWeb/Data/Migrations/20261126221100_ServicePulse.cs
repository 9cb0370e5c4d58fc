using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>A door that counts for metrics how the service stands: numbers and moments, about no person.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261126221100_ServicePulse")]
public partial class ServicePulse : Migration
{
    private const string Door = """
        grant create on schema public to epaccs_door;
        grant select on audit_seals to epaccs_door;

        -- Lines are numbered before they are committed, so a little before the last seal is looked at too.
        create function service_pulse(moment timestamptz)
            returns table (break_glass_uses bigint, break_glass_open int, break_glass_unreviewed int, unsealed bigint, oldest_unsealed timestamptz)
            language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            declare
                beyond constant bigint := coalesce((select max(entry_id) from audit_seals), 0) - 2000;
            begin
                return query
                select (select count(*) from relationships used where used.source = 'break-glass'),
                       (select count(*)::int from relationships used where used.source = 'break-glass' and used.ends_at > moment),
                       (select count(*)::int from relationships used
                        where used.source = 'break-glass'
                          and not exists (select from break_glass_reviews review where review.relationship_id = used.id)),
                       count(*), min(entry.at)
                from audit_entries entry
                where entry.id > beyond and not exists (select from audit_seals seal where seal.entry_id = entry.id);
            end
        $$;
        alter function service_pulse owner to epaccs_door;
        revoke all on function service_pulse from public;
        grant execute on function service_pulse to epaccs_app;
        revoke create on schema public from epaccs_door;
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Door);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop function service_pulse;");
}
