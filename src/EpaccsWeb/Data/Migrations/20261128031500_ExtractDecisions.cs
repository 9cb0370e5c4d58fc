using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>An extract is given every decision that was not revoked, so that none of two that disagree is hidden.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261128031500_ExtractDecisions")]
public partial class ExtractDecisions : Migration
{
    // A door of its own: the version that serves meanwhile goes by the order and number of rows of extract_parts.
    private const string Door = """
        grant create on schema public to epaccs_door;

        -- Every decision about such people that was not revoked, and whether it is endorsed; which of them hold, the domain tells.
        create function extract_decisions(asked uuid) returns table (
            patient_id uuid, section text, answers text, endorsed boolean, at timestamptz, effective_at timestamptz, number int,
            author_role text, author_organisation text)
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            select version.patient_id, version.section, version.answers::text,
                   exists (select from section_versions endorsed
                           where endorsed.patient_id = version.patient_id and endorsed.section = version.section
                             and endorsed.kind = 'endorsed' and endorsed.number = version.number),
                   version.at, version.effective_at, version.number, version.author_role, version.author_organisation
            from plans plan
            join section_versions version on version.plan_id = plan.id and version.kind = 'recorded'
                                         and version.section in ('resuscitation', 'treatment-escalation')
            where plan.recording_organisation_id = (select extract_holder(asked))
              and not plan.ended_in_error and plan.ended_as is distinct from 'merged'
              and not exists (select from section_versions revoked
                              where revoked.patient_id = version.patient_id and revoked.section = version.section
                                and revoked.kind = 'revoked' and revoked.number = version.number)
        $$;

        alter function extract_decisions owner to epaccs_door;
        revoke all on function extract_decisions from public;
        grant execute on function extract_decisions to epaccs_app;
        revoke create on schema public from epaccs_door;
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Door);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("One of two decisions would be hidden again. Restore a backup instead.");
}
