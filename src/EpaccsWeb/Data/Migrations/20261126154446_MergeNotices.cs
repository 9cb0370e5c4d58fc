using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>The team of the record that goes on is told of a merge and of its undo, in the transaction that changes the other record.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261126154446_MergeNotices")]
public partial class MergeNotices : Migration
{
    private const string Doors = """
        grant create on schema public to epaccs_door;
        grant insert on notices to epaccs_door;

        -- The door writes of no other record than the one that the open record was put together with.
        create policy telling on notices for insert to epaccs_door
            with check (patient_id in (select merge.survivor_id from record_merges merge where merge.patient_id = (select acting('patient')::uuid)));

        -- One notice for each organisation of the team and for the holder, by the rule of the other notices: withdrawn and objected hear
        -- nothing. Gives back whom it told.
        create function tell_of_merge(goes_on uuid, words text, author text, moment timestamptz) returns setof uuid
            language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
            insert into notices (id, patient_id, organisation_id, plan_version, what, at, author_id, by)
            select gen_random_uuid(), plan.patient_id, organisation.id, plan.version, words, moment, acting('user')::uuid, author
            from plans plan
            join plan_facts facts on facts.plan_id = plan.id
            join organisations organisation
              on organisation.id = plan.recording_organisation_id
              or (facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy')
                  and exists (select from relationships link
                              where link.patient_id = plan.patient_id and link.organisation_id = organisation.id
                                and link.source in ('registration', 'team', 'residence', 'referral')
                                and link.started_at <= moment and (link.ends_at is null or link.ends_at > moment))
                  and not exists (select from objections objection
                                  where objection.patient_id = plan.patient_id and objection.organisation_id = organisation.id
                                    and objection.lifted_at is null))
            where plan.patient_id = goes_on
            returning organisation_id
        $$;
        alter function tell_of_merge owner to epaccs_door;
        revoke all on function tell_of_merge from public;
        grant execute on function tell_of_merge to epaccs_app;
        revoke create on schema public from epaccs_door;
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Doors);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("What was told is not taken back. Restore a backup instead.");
}
