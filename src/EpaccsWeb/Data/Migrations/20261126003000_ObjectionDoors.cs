using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>An objection denies in reports and in the sharing evidence too, and an organisation's own lists can ask for it.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261126003000_ObjectionDoors")]
public partial class ObjectionDoors : Migration
{
    private const string Doors = """
        create policy lists on objections for select to epaccs_app using (organisation_id = (select acting('listing')::uuid));

        create or replace view plans_to_count as
        select c.*, practice.ods_code as practice_code, practice.area_id
        from counted_plans c left join organisations practice on practice.id = c.practice_id
        where (select acting('purpose') = 'report') and c.counts
          and (c.recording_organisation_id = (select acting('organisation')::uuid)
               or (c.shared and c.patient_id not in (select objection.patient_id from objections objection
                                                     where objection.organisation_id = (select acting('organisation')::uuid)
                                                       and objection.lifted_at is null)))
          and case (select acting('role'))
              when 'general-practitioner' then c.practice_id = (select acting('organisation')::uuid)
              when 'coordinator' then practice.area_id = (select acting('organisation')::uuid)
              else (select acting('role') in ('hospice-clinician', 'hospital-clinician', 'community-nurse'))
                   and exists (select from relationships link
                               where link.patient_id = c.patient_id and link.organisation_id = (select acting('organisation')::uuid)
                                 and link.source <> 'break-glass'
                                 and link.started_at < case when c.died_on is null then (select acting('moment')::timestamptz)
                                                            else (c.died_on + 1)::timestamp at time zone 'Europe/London' end
                                 and (link.ends_at is null
                                      or link.ends_at >= case when c.died_on is null then (select acting('moment')::timestamptz)
                                                              else (c.died_on - 90)::timestamp at time zone 'Europe/London' end))
              end;

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
          and facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy')
          and not exists (select from objections objection
                          where objection.patient_id = plan.patient_id and objection.organisation_id = link.organisation_id
                            and objection.lifted_at is null);

        -- The counts of urgent use leave out whoever objects to the counting organisation.
        create or replace function urgent_use_to_count(earliest date, latest date)
            returns table (opened_on date, practice_id uuid, area_id uuid, care_organisation_ids uuid[], recording_organisation_id uuid,
                           consent_to_share text, answer text)
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        select visit.opened_on, practice.id as practice_id, practice.area_id,
               array(select link.organisation_id from relationships link
                     where link.patient_id = visit.patient_id and link.source in ('registration', 'team', 'referral', 'residence')
                       and (link.ends_at is null or link.ends_at >= visit.opened_on::timestamp at time zone 'Europe/London')) as care_organisation_ids,
               plan.recording_organisation_id, facts.consent_to_share,
               (select feedback.kind from plan_feedback feedback
                where feedback.patient_id = visit.patient_id and feedback.author_id = visit.user_id
                  and (feedback.at at time zone 'Europe/London')::date between visit.opened_on and visit.opened_on + 7
                order by feedback.at desc limit 1) as answer
        from (
            select distinct seen.patient_id, seen.user_id, (seen.at at time zone 'Europe/London')::date as opened_on
            from audit_entries seen
            where acting('purpose') = 'report' and seen.action = 'view'
              and seen.at >= earliest::timestamp at time zone 'Europe/London'
              and seen.at < (latest + 1)::timestamp at time zone 'Europe/London' and seen.patient_id is not null
              and (seen.urgent or seen.role in ('out-of-hours-clinician', 'ambulance-clinician', 'call-handler'))
        ) as visit
        join patients patient on patient.id = visit.patient_id and not patient.test_patient
        join organisations practice on practice.id = patient.gp_practice_id
        join plans plan on plan.patient_id = visit.patient_id and plan.ended_as is null
        join plan_facts facts on facts.plan_id = plan.id
        where (practice.area_id = acting('organisation')::uuid or practice.id = acting('organisation')::uuid
           or exists (select from relationships link
                      where link.patient_id = visit.patient_id and link.organisation_id = acting('organisation')::uuid))
          and (plan.recording_organisation_id = acting('organisation')::uuid
               or not exists (select from objections objection
                              where objection.patient_id = visit.patient_id
                                and objection.organisation_id = acting('organisation')::uuid and objection.lifted_at is null))
        $$;
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Doors);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("The second line is not taken away. Restore a backup instead.");
}
