using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>A death that is reported and not confirmed takes nobody off a worklist, nor out of the open plans that are counted.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261128030100_ReportedOnLists")]
public partial class ReportedOnLists : Migration
{
    private const string Members = """
        -- Who stands on a list of the acting post: the first so many and one more, the most pressing or the first in another order.
        create or replace function worklist_members(
            list text, sort text, ours boolean, sources text[], holds boolean, soon date, team_closed date, changed_since timestamptz, most integer
        ) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
            -- It stops after some hundred people, so walking beats reading a whole caseload or register into a hash, whatever the planner thinks.
            set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off set enable_sort = on as $$
        declare
            -- A caseload up to so many people is read whole; a greater one is entered by the list.
            small constant integer := 3000;
            organisation constant uuid := acting('listing');
            asker constant uuid := acting('user');
            moment constant timestamptz := acting('moment');
            coordinator constant boolean := coalesce(acting('role') = 'coordinator', false);
            people uuid[];
            members uuid[] := '{}';
            others uuid[];
            entry text := 'true';
            wanted text;
            pressing text := 'person.patient_id';
            question constant text := $q$
                select array(
                    select person.patient_id from people_in_reach person
                    where %s and %s
                      and (person.recording_organisation_id = $2 or not person.death_confirmed or person.died_on >= $7)
                      and (($5 and person.recording_organisation_id = $2)
                           or exists (select from relationships link
                                      where link.patient_id = person.patient_id and link.organisation_id = $2 and link.source = any($4)
                                        and (link.user_id is null or link.user_id = $3)
                                        and link.started_at <= $8 and (link.ends_at is null or link.ends_at > $8)
                                      -- Asked of each person, never of all at once.
                                      offset 0)
                           or ($9 and exists (select from organisations practice
                                              where practice.id = person.gp_practice_id and practice.area_id = $2)))
                      and (not $10 or exists (select from relationships link
                                              where link.patient_id = person.patient_id and link.organisation_id = $2 and link.key_worker
                                                and (link.ends_at is null or link.ends_at > $8)))
                      and person.patient_id <> all ($11)
                    order by %s limit $12 + 1)
                $q$;
        begin
            if organisation is null then
                return members;
            end if;

            if ours then
                people := array(select link.patient_id from relationships link
                                where link.organisation_id = organisation and link.key_worker and (link.ends_at is null or link.ends_at > moment)
                                limit small + 1);
            else
                people := array(select link.patient_id from relationships link
                                where link.organisation_id = organisation and link.source = any(sources) and (link.user_id is null or link.user_id = asker)
                                  and link.started_at <= moment and (link.ends_at is null or link.ends_at > moment)
                                limit small + 1);
                if holds then
                    people := people || array(select plan.patient_id from plans plan where plan.recording_organisation_id = organisation limit small + 1);
                end if;
                if coordinator then
                    people := people || array(select patient.id from organisations practice join patients patient on patient.gp_practice_id = practice.id
                                              where practice.area_id = organisation limit small + 1);
                end if;
            end if;
            if cardinality(people) <= small then
                entry := 'person.patient_id = any($1)';
            else
                -- Until the end of this function.
                perform set_config('enable_sort', 'off', true);
            end if;

            case list
                when 'reviews-due' then
                    wanted := 'not person.death_confirmed and coalesce(person.review_on, ''-infinity''::date) <= $6';
                    pressing := 'coalesce(person.review_on, ''-infinity''::date)';
                when 'no-preference' then
                    wanted := 'not person.death_confirmed and person.ppd_status = ''blank''';
                when 'no-cpr-entry' then
                    wanted := 'not person.death_confirmed and person.cpr is null';
                when 'awaiting-endorsement' then
                    wanted := 'not person.death_confirmed and ((person.cpr is not null and not person.cpr_endorsed) or (person.ceiling is not null and not person.ceiling_endorsed))';
                    -- Those of whom somebody was asked are few, and never fall off the end.
                    execute format(question, 'person.patient_id = any($1)', wanted, 'array_position($1, person.patient_id)') into members
                        using array(select asked.patient_id from endorsement_requests asked where asked.closed_at is null order by asked.asked_at),
                              organisation, asker, sources, holds, soon, team_closed, moment, coordinator, ours, members, most;
                when 'consent-missing' then
                    wanted := 'not person.death_confirmed and (person.consent_to_record is null or person.consent_to_record = ''not-asked'' or person.consent_to_share is null or person.consent_to_share = ''not-asked'')';
                when 'deaths-to-complete' then
                    wanted := 'person.died_on is not null and (not person.death_confirmed or person.actual_place is null or (person.first_met is false and person.variance is null))';
                    pressing := 'person.died_on desc';
                when 'deaths-to-review' then
                    wanted := 'person.death_confirmed and person.died_on > ($8 at time zone ''Europe/London'')::date - 366
                               and not exists (select from death_reviews review
                                               where review.patient_id = person.patient_id
                                                 and review.death_number > coalesce((select max(undone.number) from deaths undone
                                                                                     where undone.patient_id = person.patient_id
                                                                                       and undone.kind = ''undone''), 0)
                                               -- Asked of each person, never of all at once.
                                               offset 0)';
                    pressing := 'person.died_on desc';
                when 'changed' then
                    wanted := 'true';
                    pressing := 'array_position($1, person.patient_id)';
                    entry := 'person.patient_id = any($1)';
                    people := array(
                        select told.patient_id
                        from (select notice.patient_id, max(notice.at) as last_at from notices notice
                              where notice.organisation_id = organisation and notice.author_id <> asker and notice.at > changed_since
                              group by notice.patient_id) as told
                        where told.last_at > coalesce((select max(seen.at) from audit_entries seen
                                                       where seen.patient_id = told.patient_id and seen.user_id = asker and seen.action = 'view'
                                                         and seen.at > changed_since), changed_since)
                        order by told.last_at desc);
            end case;

            execute format(question, entry, wanted, pressing) into others
                using people, organisation, asker, sources, holds, soon, team_closed, moment, coordinator, ours, members, most - cardinality(members);
            members := members || others;
            if cardinality(members) > most and sort in ('name', 'born') then
                execute format(question, entry, wanted, case sort when 'name' then 'person.family_key collate "C"' else 'person.date_of_birth' end) into members
                    using people, organisation, asker, sources, holds, soon, team_closed, moment, coordinator, ours, array[]::uuid[], most;
            end if;
            return members;
        end $$;
        """;

    // The new columns stand at the end: the version that serves meanwhile asks for the others.
    private const string Lines = """
        grant create on schema public to epaccs_door;
        drop function worklist_of;

        -- The same people with what the list says of each; "stands" is one more than the most when there are more.
        create function worklist_of(
            list text, sort text, ours boolean, sources text[], holds boolean, soon date, team_closed date, changed_since timestamptz,
            chased_before timestamptz, most integer
        ) returns table (patient_id uuid, nhs_number text, family_name text, given_name text, title text, date_of_birth date, family_key text,
                         due timestamptz, what text, stands integer, died_on date, death_confirmed boolean)
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            with members as materialized (
                select worklist_members(list, sort, ours, sources, holds, soon, team_closed, changed_since, most) as people
            )
            select person.patient_id, person.nhs_number, person.family_name, person.given_name, person.title, person.date_of_birth, person.family_key,
                   case list
                       when 'reviews-due' then person.review_on::timestamp at time zone 'Europe/London'
                       when 'deaths-to-complete' then person.died_on::timestamp at time zone 'Europe/London'
                       when 'deaths-to-review' then person.died_on::timestamp at time zone 'Europe/London'
                       when 'awaiting-endorsement' then asked.first_at
                       when 'changed' then told.last_at
                   end,
                   case list
                       when 'awaiting-endorsement' then
                           case when asked.first_at <= chased_before then 'Asked over 72 hours ago'
                                when asked.of_me then 'Asked of you'
                                when asked.first_at is not null then 'Asked of ' || asked.first_name
                                else 'Nobody was asked yet' end
                       when 'deaths-to-complete' then
                           case when not person.death_confirmed then 'To be confirmed'
                                when person.actual_place is null then 'Place of death not recorded'
                                else 'Reason for another place not recorded' end
                       when 'deaths-to-review' then case when person.first_met is false then 'First choice not met' end
                       when 'changed' then told.what
                   end,
                   cardinality(members.people), person.died_on, person.death_confirmed
            from members
            cross join lateral unnest(members.people[:most]) as member (id)
            join people_in_reach person on person.patient_id = member.id
            left join lateral (
                select min(one.asked_at) as first_at, bool_or(one.to_post_id = acting('post')::uuid) as of_me, min(one.to_name) as first_name
                from endorsement_requests one
                where list = 'awaiting-endorsement' and one.patient_id = member.id and one.closed_at is null) as asked on true
            left join lateral (
                select max(notice.at) as last_at, string_agg(distinct notice.what, '; ') as what
                from notices notice
                where list = 'changed' and notice.patient_id = member.id and notice.organisation_id = acting('listing')::uuid
                  and notice.author_id <> acting('user')::uuid
                  and notice.at > coalesce((select max(seen.at) from audit_entries seen
                                            where seen.patient_id = member.id and seen.user_id = acting('user')::uuid and seen.action = 'view'
                                              and seen.at > changed_since), changed_since)) as told on true
        $$;

        alter function worklist_of owner to epaccs_door;
        revoke all on function worklist_of from public;
        grant execute on function worklist_of to epaccs_app;
        revoke create on schema public from epaccs_door;
        """;

    /// <summary>The few plans that a report had closed, as CountedPlan says now. Policies are forced on the owner too.</summary>
    private const string Counted = """
        alter table counted_plans no force row level security;
        update counted_plans counted set open = true
        from plans plan
        where counted.died_on is not null and not counted.death_confirmed and not counted.open
          and plan.id = counted.plan_id and plan.ended_as is null;
        alter table counted_plans force row level security;
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Members);
        migrationBuilder.Sql(Lines);
        migrationBuilder.Sql(Counted);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("A report would pass for a death again. Restore a backup instead.");
}
