using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>What reports read: one row a death, with only the columns that are counted or that decide who may count them.</summary>
public partial class ReportViews : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql(
            """
            create view report_deaths as
            select
                facts.died_on,
                (plan.started_at at time zone 'Europe/London')::date as started_on,
                patient.date_of_birth as born,
                practice.id as practice_id,
                practice.ods_code as practice_code,
                practice.area_id,
                plan.recording_organisation_id,
                facts.consent_to_share,
                -- Organisations with a part in the person's care in the last 90 days; emergency access is none.
                array(select link.organisation_id from relationships link
                      where link.patient_id = facts.patient_id and link.source <> 'break-glass'
                        and link.started_at < (facts.died_on + 1)::timestamp at time zone 'Europe/London'
                        and (link.ends_at is null or link.ends_at >= (facts.died_on - 90)::timestamp at time zone 'Europe/London')) as care_organisation_ids,
                wishes.status as wish,
                wishes.first_place,
                wishes.place_at_30_days,
                wishes.place_at_7_days,
                wishes.place_at_1_day,
                wishes.changed as wish_changed,
                facts.actual_place,
                coalesce(facts.in_usual_residence, false) as in_usual_residence,
                facts.first_met,
                facts.first_or_second_met,
                facts.named_place_met,
                facts.variance,
                -- The decision shown on the day of death: the endorsed one if there was one, else the latest.
                coalesce((select version.answers ->> 'decision' = 'not-for-cpr' from section_versions version
                          where version.patient_id = facts.patient_id and version.section = 'resuscitation' and version.kind = 'recorded'
                            and version.effective_at < (facts.died_on + 1)::timestamp at time zone 'Europe/London'
                            and not exists (select from section_versions revoked
                                            where revoked.patient_id = version.patient_id and revoked.section = version.section
                                              and revoked.kind = 'revoked' and revoked.number = version.number)
                          order by exists (select from section_versions endorsed
                                           where endorsed.patient_id = version.patient_id and endorsed.section = version.section
                                             and endorsed.kind = 'endorsed' and endorsed.number = version.number) desc,
                                   version.effective_at desc, version.number desc
                          limit 1), false) as not_for_cpr,
                exists (select from audit_entries seen
                        where seen.patient_id = facts.patient_id and seen.action in ('view', 'caring-now')
                          and seen.role in ('out-of-hours-clinician', 'ambulance-clinician', 'call-handler')
                          and seen.at >= (facts.died_on - 30)::timestamp at time zone 'Europe/London'
                          and seen.at < (facts.died_on + 1)::timestamp at time zone 'Europe/London') as seen_by_urgent_care,
                coalesce(facts.diagnosis_group, 'not-recorded') as diagnosis_group,
                patient.imd_decile,
                patient.ethnicity,
                patient.gender,
                patient.care_home_id is not null as in_care_home
            from plan_facts facts
            join plans plan on plan.id = facts.plan_id and not plan.ended_in_error
            join patients patient on patient.id = facts.patient_id and not patient.test_patient
            join organisations practice on practice.id = facts.practice_at_death_id
            -- The wish by the day it holds from, not by the day it was typed; revoked ones never held.
            cross join lateral (
                select
                    coalesce((array_agg(wish.status order by wish.effective_at desc, wish.number desc) filter (where wish.day <= facts.died_on))[1], 'blank') as status,
                    (array_agg(wish.place order by wish.effective_at desc, wish.number desc) filter (where wish.day <= facts.died_on))[1] as first_place,
                    coalesce((array_agg(wish.place is not null order by wish.effective_at desc, wish.number desc) filter (where wish.day <= facts.died_on - 30))[1], false) as place_at_30_days,
                    coalesce((array_agg(wish.place is not null order by wish.effective_at desc, wish.number desc) filter (where wish.day <= facts.died_on - 7))[1], false) as place_at_7_days,
                    coalesce((array_agg(wish.place is not null order by wish.effective_at desc, wish.number desc) filter (where wish.day <= facts.died_on - 1))[1], false) as place_at_1_day,
                    count(distinct coalesce(wish.place, wish.status)) filter (where wish.day <= facts.died_on and wish.status <> 'blank') > 1 as changed
                from (
                    select version.effective_at, version.number, (version.effective_at at time zone 'Europe/London')::date as day,
                           version.answers #>> '{death,first,place}' as place,
                           case when version.answers #>> '{death,first,place}' is not null then 'recorded'
                                else coalesce(version.answers #>> '{death,finding}', 'blank') end as status
                    from section_versions version
                    where version.patient_id = facts.patient_id and version.section = 'preferred-places' and version.kind = 'recorded'
                      and not exists (select from section_versions revoked
                                      where revoked.patient_id = version.patient_id and revoked.section = version.section
                                        and revoked.kind = 'revoked' and revoked.number = version.number)
                ) as wish
            ) as wishes
            where facts.died_on is not null;

            grant select on report_deaths to epaccs_app;
            """
        );

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop view report_deaths;");
}
