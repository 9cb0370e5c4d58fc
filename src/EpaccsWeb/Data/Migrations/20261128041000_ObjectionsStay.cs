using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>A record does not pass from a closed organisation to a successor that the person objects to: deny beats allow.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261128041000_ObjectionsStay")]
public partial class ObjectionsStay : Migration
{
    private const string Doors = """
        -- A record passes on only when an organisation of that person has closed and its successor is not objected to.
        create or replace function may_pass(person uuid, today date) returns boolean
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            select exists (select from organisations closed
                           where closed.closes_on < today and closed.successor_id is not null
                             and person in (select people_of_organisation(closed.id))
                             and not exists (select from objections objection
                                             where objection.patient_id = person and objection.organisation_id = closed.successor_id
                                               and objection.lifted_at is null))
        $$;

        -- Whom closed organisations are still to pass on: everybody at first; later whoever stayed and has taken the objection back.
        create function people_to_pass(moment timestamptz) returns table (organisation_id uuid, patient_id uuid)
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            with closed as (
                select organisation.id, organisation.successor_id, organisation.people_moved_at from organisations organisation
                where organisation.closes_on < (moment at time zone 'Europe/London')::date and organisation.successor_id is not null
            ), waiting (organisation_id, successor_id, patient_id) as (
                select closed.id, closed.successor_id, person.id
                from closed cross join lateral people_of_organisation(closed.id) as person (id)
                where closed.people_moved_at is null
                union
                select closed.id, closed.successor_id, lifted.patient_id
                from closed join objections lifted on lifted.organisation_id = closed.successor_id and lifted.lifted_at is not null
                where closed.people_moved_at is not null
                  and (exists (select from plans plan
                               where plan.patient_id = lifted.patient_id and plan.recording_organisation_id = closed.id)
                       or exists (select from relationships link
                                  where link.patient_id = lifted.patient_id and link.organisation_id = closed.id and link.user_id is null
                                    and (link.ends_at is null or link.ends_at > moment)))
            )
            select waiting.organisation_id, waiting.patient_id from waiting
            where not exists (select from objections objection
                              where objection.patient_id = waiting.patient_id and objection.organisation_id = waiting.successor_id
                                and objection.lifted_at is null)
        $$;

        -- How many of an organisation's people object to its successor; a number and nobody's name.
        create function people_who_stay(organisation uuid) returns integer
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            select count(distinct objection.patient_id)::integer
            from organisations closed
            join objections objection on objection.organisation_id = closed.successor_id and objection.lifted_at is null
            where closed.id = organisation and objection.patient_id in (select people_of_organisation(organisation))
        $$;

        grant create on schema public to epaccs_door;
        alter function people_to_pass owner to epaccs_door;
        alter function people_who_stay owner to epaccs_door;
        revoke create on schema public from epaccs_door;
        revoke all on function people_to_pass, people_who_stay from public;
        grant execute on function people_to_pass, people_who_stay to epaccs_app;
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Doors);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("Records would pass to whom the person objects to. Restore a backup instead.");
}
