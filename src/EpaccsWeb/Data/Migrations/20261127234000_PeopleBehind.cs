using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>The people behind a number come with the acting post's ways in, so that nobody is named to a post that has none.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261127234000_PeopleBehind")]
public partial class PeopleBehind : Migration
{
    // New columns stand at the end: the version that serves meanwhile asks for the others.
    private const string View = """
        create or replace view people_behind as
        select c.*, patient.nhs_number, patient.family_name, patient.given_name, patient.title, plan.ended_as,
               patient.restricted, near.id is not null as in_area,
               array(select link.source::text from relationships link
                     where link.patient_id = c.patient_id and link.organisation_id = (select acting('organisation')::uuid)
                       and (link.user_id is null or link.user_id = (select acting('user')::uuid))
                       and link.started_at <= (select acting('moment')::timestamptz)
                       and (link.ends_at is null or link.ends_at > (select acting('moment')::timestamptz))) as ways_in
        from plans_to_count c
        join patients patient on patient.id = c.patient_id
        join plans plan on plan.id = c.plan_id
        left join organisations near on near.id = patient.gp_practice_id and near.area_id = (select acting('organisation')::uuid);
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(View);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("The second line is not taken away. Restore a backup instead.");
}
