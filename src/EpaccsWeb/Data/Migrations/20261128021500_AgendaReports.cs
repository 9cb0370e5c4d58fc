using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>A death that is reported and not confirmed takes nobody off the agenda of a meeting.</summary>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261128021500_AgendaReports")]
public partial class AgendaReports : Migration
{
    // The new column stands at the end: the version that serves meanwhile asks for the others.
    private const string Agenda = """
        grant create on schema public to epaccs_door;
        drop function meeting_agenda;

        -- Whom a meeting of the acting organisation is to speak of, in order. Whoever was spoken of in it stays on it.
        create function meeting_agenda(asked uuid, sources text[], holds boolean, team_closed date)
            returns table (patient_id uuid, nhs_number text, family_name text, given_name text, title text, date_of_birth date, stage text,
                           review_on date, review_overdue boolean, no_preference boolean, urgent_at timestamptz, last_on date, died_on date,
                           spoken_of_at timestamptz, place integer, stands integer, waiting integer, people integer, outside_rule integer,
                           death_confirmed boolean)
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            with meeting as materialized (
                select held.id, held.held_on, (held.held_on - interval '3 months')::date as rule_from,
                       coalesce((select max(earlier.started_at) from meetings earlier
                                 where earlier.organisation_id = held.organisation_id and earlier.started_at < held.started_at),
                                held.started_at - interval '3 months') as since
                from meetings held where held.id = asked and held.organisation_id = acting('listing')::uuid
            ), caseload as materialized (
                select link.patient_id from relationships link
                where link.organisation_id = (select acting('listing')::uuid) and link.source = any(sources) and link.user_id is null
                  and link.started_at <= (select acting('moment')::timestamptz)
                  and (link.ends_at is null or link.ends_at > (select acting('moment')::timestamptz))
                union
                select plan.patient_id from plans plan where holds and plan.recording_organisation_id = (select acting('listing')::uuid)
            ), looked_at as (
                select person.patient_id, person.nhs_number, person.family_name, person.given_name, person.title, person.date_of_birth,
                       person.family_key, facts.stage, person.review_on,
                       not person.death_confirmed and coalesce(person.review_on < meeting.held_on, true) as review_overdue,
                       not person.death_confirmed and person.ppd_status = 'blank' as no_preference,
                       case when not person.death_confirmed then
                           (select max(seen.at) from audit_entries seen
                            where seen.patient_id = person.patient_id and seen.at >= meeting.since and seen.action = 'view'
                              and (seen.urgent or seen.role in ('out-of-hours-clinician', 'ambulance-clinician', 'call-handler'))) end as urgent_at,
                       (select max(other.held_on) from meeting_entries entry join meetings other on other.id = entry.meeting_id
                        where entry.patient_id = person.patient_id and entry.organisation_id = (select acting('listing')::uuid)
                          and entry.meeting_id <> meeting.id) as last_on,
                       person.died_on, person.death_confirmed,
                       (select max(entry.at) from meeting_entries entry
                        where entry.patient_id = person.patient_id and entry.meeting_id = meeting.id) as spoken_of_at,
                       person.death_confirmed
                           and exists (select from deaths death where death.patient_id = person.patient_id and death.at >= meeting.since) as newly_died,
                       meeting.rule_from
                from meeting
                cross join caseload
                join people_in_reach person on person.patient_id = caseload.patient_id
                join plan_facts facts on facts.patient_id = caseload.patient_id
                where person.recording_organisation_id = (select acting('listing')::uuid) or not person.death_confirmed
                   or person.died_on >= team_closed
            ), everybody as (
                select looked_at.*, not death_confirmed and coalesce(last_on < rule_from, true) as outside,
                       (count(*) filter (where not death_confirmed) over ())::integer as people,
                       (count(*) filter (where not death_confirmed and coalesce(last_on < rule_from, true)) over ())::integer as outside_rule
                from looked_at
            )
            select patient_id, nhs_number, family_name, given_name, title, date_of_birth, stage, review_on, review_overdue, no_preference, urgent_at,
                   last_on, died_on, spoken_of_at,
                   (row_number() over (order by death_confirmed, array_position(array['d', 'c', 'b', 'a'], stage::text) nulls last,
                                                urgent_at is null, not review_overdue, not no_preference, family_key collate "C",
                                                patient_id))::integer,
                   (count(*) over ())::integer, (count(*) filter (where spoken_of_at is null) over ())::integer, people, outside_rule,
                   death_confirmed
            from everybody
            where spoken_of_at is not null or newly_died
               or (not death_confirmed
                   and (died_on is not null or coalesce(stage in ('c', 'd'), false) or urgent_at is not null or review_overdue or no_preference or outside))
        $$;

        alter function meeting_agenda owner to epaccs_door;
        revoke all on function meeting_agenda from public;
        grant execute on function meeting_agenda to epaccs_app;
        revoke create on schema public from epaccs_door;
        """;

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Agenda);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("A report would pass for a death again. Restore a backup instead.");
}
