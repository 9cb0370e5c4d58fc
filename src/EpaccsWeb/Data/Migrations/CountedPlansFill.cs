namespace EpaccsWeb.Data.Migrations;

/// <summary>Fills counted_plans from what stood before there was that table.</summary>
public static class CountedPlansFill
{
    /// <summary>The same rules as the domain's, once, in SQL.</summary>
    public const string Sql = """
        insert into counted_plans (plan_id, patient_id, counts, open, recording_organisation_id, practice_id, shared, consent_to_share, started_on, born,
            died_on, death_confirmed, counts_as, wish, first, first_group, actual_group, diagnosis_group, imd_decile, ethnicity, sex, in_care_home, review_on,
            touched_on, sections, places_on, resuscitation_on, escalation_on, anticipatory_on, allergies_on, contacts_on)
        select facts.plan_id, facts.patient_id, not plan.ended_in_error and not patient.test_patient, plan.ended_as is null and not facts.death_confirmed,
               plan.recording_organisation_id, case when facts.died_on is null then patient.gp_practice_id else facts.practice_at_death_id end,
               coalesce(facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'), false), facts.consent_to_share, began.started_on,
               patient.date_of_birth, facts.died_on, facts.death_confirmed,
               case when facts.died_on is null then 0 else
               case when true then 1 else 0 end
               | case when wishes.status <> 'blank' then 2 else 0 end
               | case when wishes.status = 'recorded' then 4 else 0 end
               | case when wishes.status = 'unable' then 8 else 0 end
               | case when wishes.status = 'not-appropriate' then 16 else 0 end
               | case when wishes.status = 'declined' then 32 else 0 end
               | case when wishes.status = 'undecided' then 64 else 0 end
               | case when wishes.status = 'blank' then 128 else 0 end
               | case when wishes.changed then 256 else 0 end
               | case when facts.actual_place is not null then 512 else 0 end
               | case when facts.actual_place is null then 1024 else 0 end
               | case when decision.not_for_cpr then 2048 else 0 end
               | case when facts.died_on - began.started_on <= 7 then 4096 else 0 end
               | case when facts.first_met is not null then 8192 else 0 end
               | case when facts.first_met then 16384 else 0 end
               | case when not facts.first_met then 32768 else 0 end
               | case when facts.first_or_second_met then 65536 else 0 end
               | case when facts.named_place_met is not null then 131072 else 0 end
               | case when facts.named_place_met then 262144 else 0 end
               | case when wishes.place_at_30_days then 524288 else 0 end
               | case when wishes.place_at_7_days then 1048576 else 0 end
               | case when wishes.place_at_1_day then 2097152 else 0 end
               | case when facts.actual_place is not null and facts.in_usual_residence then 4194304 else 0 end
               | case when actual.place_group = 'hospital' then 8388608 else 0 end
               | case when actual.place_group = 'home' then 16777216 else 0 end
               | case when actual.place_group = 'hospice' then 33554432 else 0 end
               | case when actual.place_group = 'care-home' then 67108864 else 0 end
               | case when actual.place_group = 'other' then 134217728 else 0 end
               | case when not facts.first_met and facts.variance = 'sudden-or-unexpected-deterioration' then 268435456 else 0 end
               | case when not facts.first_met and facts.variance = 'symptoms-needed-admission' then 536870912 else 0 end
               | case when not facts.first_met and facts.variance = 'too-unwell-to-move' then 1073741824 else 0 end
               | case when not facts.first_met and facts.variance = 'carer-could-not-cope-or-disagreed' then 2147483648 else 0 end
               | case when not facts.first_met and facts.variance = 'care-package-delay' then 4294967296 else 0 end
               | case when not facts.first_met and facts.variance = 'no-bed' then 8589934592 else 0 end
               | case when not facts.first_met and facts.variance = 'equipment-or-medicines-unavailable' then 17179869184 else 0 end
               | case when not facts.first_met and facts.variance = 'changed-mind' then 34359738368 else 0 end
               | case when not facts.first_met and facts.variance = 'plan-not-seen-or-followed' then 68719476736 else 0 end
               | case when not facts.first_met and facts.variance = 'active-treatment-continuing' then 137438953472 else 0 end
               | case when not facts.first_met and facts.variance = 'anticipatory-steps-missed' then 274877906944 else 0 end
               | case when not facts.first_met and facts.variance = 'other' then 549755813888 else 0 end
               | case when not facts.first_met and facts.variance = 'not-known' then 1099511627776 else 0 end
               | case when not facts.first_met and facts.variance is null then 2199023255552 else 0 end
               | case when wishes.status = 'recorded' and facts.actual_place is null then 4398046511104 else 0 end
               | case when wishes.status <> 'recorded' and facts.actual_place is null then 8796093022208 else 0 end
               | case when facts.first_met is null and facts.actual_place is not null then 17592186044416 else 0 end
               | case when facts.first_or_second_met and facts.first_met is not true then 35184372088832 else 0 end
               | case when facts.first_met is not null and facts.first_or_second_met is not true then 70368744177664 else 0 end
               | case when facts.actual_place is not null and facts.in_usual_residence is not true then 140737488355328 else 0 end
               | case when not facts.named_place_met then 281474976710656 else 0 end
               | case when facts.first_met is not null and facts.named_place_met is null then 562949953421312 else 0 end
               end,
               case when facts.died_on is null then facts.ppd_status else wishes.status end,
               case when facts.died_on is null then facts.ppd_first else wishes.first_place end,
               case when case when facts.died_on is null then facts.ppd_first else wishes.first_place end in ('hospital', 'community-hospital') then 'hospital' when case when facts.died_on is null then facts.ppd_first else wishes.first_place end in ('private-residence', 'own-home', 'other-private-residence') then 'home'
                 when case when facts.died_on is null then facts.ppd_first else wishes.first_place end = 'hospice' then 'hospice' when case when facts.died_on is null then facts.ppd_first else wishes.first_place end in ('care-home', 'nursing-home', 'residential-home') then 'care-home' when case when facts.died_on is null then facts.ppd_first else wishes.first_place end is not null then 'other' end,
               actual.place_group, coalesce(facts.diagnosis_group, 'not-recorded'), patient.imd_decile, patient.ethnicity, patient.gender,
               patient.care_home_id is not null, facts.review_on, began.touched_on, coalesce(held.sections, 0), held.places_on, held.resuscitation_on,
               held.escalation_on, held.anticipatory_on, held.allergies_on, held.contacts_on
        from plan_facts facts
        join plans plan on plan.id = facts.plan_id
        join patients patient on patient.id = facts.patient_id
        cross join lateral (select (plan.started_at at time zone 'Europe/London')::date as started_on,
                                   (select max(version.at at time zone 'Europe/London')::date from section_versions version where version.plan_id = plan.id) as touched_on) as began
        cross join lateral (select case when facts.actual_place in ('hospital', 'community-hospital') then 'hospital' when facts.actual_place in ('private-residence', 'own-home', 'other-private-residence') then 'home'
                 when facts.actual_place = 'hospice' then 'hospice' when facts.actual_place in ('care-home', 'nursing-home', 'residential-home') then 'care-home' when facts.actual_place is not null then 'other' end as place_group) as actual
        cross join lateral (
            select case when bool_or(now.section = 'about-me') then 1 else 0 end | case when bool_or(now.section = 'individual-requirements') then 2 else 0 end | case when bool_or(now.section = 'alerts') then 4 else 0 end | case when bool_or(now.section = 'legal') then 8 else 0 end | case when bool_or(now.section = 'professional-contacts') then 16 else 0 end | case when bool_or(now.section = 'personal-contacts') then 32 else 0 end | case when bool_or(now.section = 'diagnoses') then 64 else 0 end | case when bool_or(now.section = 'disability') then 128 else 0 end | case when bool_or(now.section = 'functional-status') then 256 else 0 end | case when bool_or(now.section = 'prognosis') then 512 else 0 end | case when bool_or(now.section = 'social-context') then 1024 else 0 end | case when bool_or(now.section = 'access-to-home') then 2048 else 0 end | case when bool_or(now.section = 'allergies') then 4096 else 0 end | case when bool_or(now.section = 'medicines') then 8192 else 0 end | case when bool_or(now.section = 'anticipatory-medicines') then 16384 else 0 end | case when bool_or(now.section = 'devices') then 32768 else 0 end | case when bool_or(now.section = 'care-plan') then 65536 else 0 end | case when bool_or(now.section = 'contingency') then 131072 else 0 end | case when bool_or(now.section = 'treatment-escalation') then 262144 else 0 end | case when bool_or(now.section = 'preferred-places') then 524288 else 0 end | case when bool_or(now.section = 'resuscitation') then 1048576 else 0 end | case when bool_or(now.section = 'advance-care-planning') then 2097152 else 0 end | case when bool_or(now.section = 'beliefs-and-wishes') then 4194304 else 0 end | case when bool_or(now.section = 'financial-support') then 8388608 else 0 end | case when bool_or(now.section = 'review') then 16777216 else 0 end | case when bool_or(now.section = 'documents') then 33554432 else 0 end as sections,
                   max(now.touched) filter (where now.section = 'preferred-places') as places_on,
                   max(now.touched) filter (where now.section = 'resuscitation') as resuscitation_on,
                   max(now.touched) filter (where now.section = 'treatment-escalation') as escalation_on,
                   max(now.touched) filter (where now.section = 'anticipatory-medicines') as anticipatory_on,
                   max(now.touched) filter (where now.section = 'allergies') as allergies_on,
                   max(now.touched) filter (where now.section = 'personal-contacts') as contacts_on
            from (select distinct on (version.section) version.section,
                         (select max(other.at at time zone 'Europe/London')::date from section_versions other
                          where other.plan_id = version.plan_id and other.section = version.section and other.number = version.number
                            and other.kind in ('recorded', 'confirmed')) as touched
                  from section_versions version
                  where version.plan_id = plan.id and version.kind = 'recorded'
                    and not exists (select from section_versions revoked where revoked.plan_id = version.plan_id and revoked.section = version.section
                                      and revoked.kind = 'revoked' and revoked.number = version.number)
                  order by version.section, version.effective_at desc, version.number desc) as now
        ) as held
        cross join lateral (
            select coalesce((select version.answers ->> 'decision' = 'not-for-cpr' from section_versions version
                      where version.patient_id = facts.patient_id and version.section = 'resuscitation' and version.kind = 'recorded'
                        and version.effective_at < (facts.died_on + 1)::timestamp at time zone 'Europe/London'
                        and not exists (select from section_versions revoked
                                        where revoked.patient_id = version.patient_id and revoked.section = version.section
                                          and revoked.kind = 'revoked' and revoked.number = version.number)
                      order by exists (select from section_versions endorsed
                                       where endorsed.patient_id = version.patient_id and endorsed.section = version.section
                                         and endorsed.kind = 'endorsed' and endorsed.number = version.number) desc,
                               version.effective_at desc, version.number desc
                      limit 1), false) as not_for_cpr
        ) as decision
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
        ) as wishes;
        """;

    /// <summary>What reports read past the policies, each with the scope of the acting post inside.</summary>
    internal const string Doors = """
        drop function deaths_to_count;
        drop view report_deaths;
        call protect_rows('counted_plans');
        create policy bulk on counted_plans to epaccs_app using ((select acting('purpose') in ('import', 'demo-data')));
        grant update on counted_plans, area_agreements to epaccs_app;
        grant delete on saved_reports to epaccs_app;
        create index ix_audit_entries_urgent_looks on audit_entries (at) include (patient_id)
            where action in ('view', 'caring-now') and role in ('out-of-hours-clinician', 'ambulance-clinician', 'call-handler');
        grant create on schema public to epaccs_door;

        -- Plans that the acting post may count: its own people, or shared ones in its scope.
        create view plans_to_count as
        select c.*, practice.ods_code as practice_code, practice.area_id
        from counted_plans c left join organisations practice on practice.id = c.practice_id
        where (select acting('purpose') = 'report') and c.counts
          and (c.shared or c.recording_organisation_id = (select acting('organisation')::uuid))
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

        -- Who cared for people whom somebody may count, and which of them urgent posts looked up.
        create view carers_to_count as
        select link.patient_id, carer.ods_code, link.started_at, link.ends_at
        from relationships link join organisations carer on carer.id = link.organisation_id
        where (select acting('purpose') = 'report') and link.source <> 'break-glass';
        create view urgent_looks as
        select look.patient_id, look.at from audit_entries look
        where (select acting('purpose') = 'report') and look.action in ('view', 'caring-now')
          and look.role in ('out-of-hours-clinician', 'ambulance-clinician', 'call-handler');

        -- The people behind a number.
        create view people_behind as
        select c.*, patient.nhs_number, patient.family_name, patient.given_name, patient.title, plan.ended_as
        from plans_to_count c join patients patient on patient.id = c.patient_id join plans plan on plan.id = c.plan_id;

        -- What staff did, without whose record it was: of every organisation for a privacy officer, else of one's own.
        create view staff_entries as
        select entry.at, entry.action, entry.organisation_id, entry.role, entry.user_id from audit_entries entry
        where (select acting('trail') is not null)
           or ((select acting('purpose') = 'report') and entry.organisation_id = (select acting('organisation')::uuid));

        do $$
        declare door text;
        begin
            foreach door in array array['plans_to_count', 'carers_to_count', 'urgent_looks', 'people_behind', 'staff_entries'] loop
                execute format('alter view %I owner to epaccs_door', door);
                execute format('revoke all on %I from epaccs_app', door);
                execute format('grant select on %I to epaccs_app', door);
            end loop;
        end $$;
        revoke create on schema public from epaccs_door;
        """;

    private static readonly string[] Read = ["plan_facts", "plans", "patients", "section_versions"];

    /// <summary>Policies are forced on the owner too; a fill has to see every row.</summary>
    internal static string PastThePolicies(string sql) =>
        string.Concat(Read.Select(table => $"alter table {table} no force row level security;\n"))
        + sql
        + string.Concat(Read.Select(table => $"\nalter table {table} force row level security;"));
}
