using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>Notes of visits and calls, feedback on the plan, and what a printed copy is checked against.</summary>
public partial class NightNotes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "notes",
            columns: table => new
            {
                id = table.Column<Guid>(type: "uuid", nullable: false),
                patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                text = table.Column<string>(type: "text", nullable: false),
                corrects = table.Column<Guid>(type: "uuid", nullable: true),
                at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                author_id = table.Column<Guid>(type: "uuid", nullable: false),
                author_name = table.Column<string>(type: "text", nullable: false),
                post_id = table.Column<Guid>(type: "uuid", nullable: false),
                author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                author_organisation = table.Column<string>(type: "text", nullable: false),
                urgent = table.Column<bool>(type: "boolean", nullable: false),
                submit_token = table.Column<Guid>(type: "uuid", nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_notes", row => row.id);
                table.ForeignKey("fk_notes_patient_id", row => row.patient_id, "patients", "id", onDelete: ReferentialAction.Restrict);
            }
        );
        migrationBuilder.CreateTable(
            name: "plan_feedback",
            columns: table => new
            {
                id = table.Column<Guid>(type: "uuid", nullable: false),
                patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                reason = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                section = table.Column<string>(type: "text", nullable: true),
                words = table.Column<string>(type: "text", nullable: true),
                plan_version = table.Column<int>(type: "integer", nullable: false),
                at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                author_id = table.Column<Guid>(type: "uuid", nullable: false),
                author_name = table.Column<string>(type: "text", nullable: false),
                post_id = table.Column<Guid>(type: "uuid", nullable: false),
                author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                author_organisation = table.Column<string>(type: "text", nullable: false),
                submit_token = table.Column<Guid>(type: "uuid", nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("pk_plan_feedback", row => row.id);
                table.ForeignKey(
                    "fk_plan_feedback_patient_id",
                    row => row.patient_id,
                    "patients",
                    "id",
                    onDelete: ReferentialAction.Restrict
                );
            }
        );
        foreach (var table in new[] { "notes", "plan_feedback" })
        {
            migrationBuilder.Sql(
                $"""
                create index ix_{table}_patient_id_at on {table} (patient_id, at);
                create unique index ix_{table}_patient_id_submit_token on {table} (patient_id, submit_token);
                create trigger {table}_written_once before update or delete on {table} for each row execute function refuse_change();
                create trigger {table}_never_emptied before truncate on {table} for each statement execute function refuse_change();
                grant select, insert on {table} to epaccs_app;
                call protect_rows('{table}');
                """
            );
        }

        migrationBuilder.Sql(
            """
            -- Is a printed copy still what the plan says? Asked signed out, so that it tells yes or no and nothing else.
            create function copy_is_current(plan_asked uuid, version_asked integer) returns boolean
                language sql stable security definer set search_path = public, pg_temp as $$
                select exists (
                    select from plans plan
                    join plan_facts facts on facts.plan_id = plan.id
                    where plan.id = plan_asked and plan.ended_as is null and not facts.death_confirmed
                      and facts.consent_to_share is distinct from 'withdrawn'
                      and version_asked = (select coalesce(max(version.plan_version), 0) from section_versions version
                                           where version.plan_id = plan.id))
            $$;
            grant create on schema public to epaccs_door;
            alter function copy_is_current owner to epaccs_door;
            revoke all on function copy_is_current from public;
            grant execute on function copy_is_current to epaccs_app;

            -- Who stands on which list, from the people of the post outwards; "list" may be asked for, or all counted in one go.
            create function worklist_of(
                organisation uuid, asker uuid, post uuid, sources text[], holds boolean, coordinator boolean, moment timestamptz,
                soon date, team_closed date, changed_since timestamptz, chased_before timestamptz
            ) returns table (list text, patient_id uuid, due timestamptz, what text) language sql stable as $$
                select listed.list, facts.patient_id, listed.due, listed.what
                from (
                    select link.patient_id from relationships link
                    where link.organisation_id = organisation and link.source = any(sources) and (link.user_id is null or link.user_id = asker)
                      and link.started_at <= moment and (link.ends_at is null or link.ends_at > moment)
                    union
                    select held.patient_id from people_in_reach held where holds and held.recording_organisation_id = organisation
                    union
                    select near.patient_id from people_in_reach near
                    where coordinator and near.gp_practice_id in (select practice.id from organisations practice where practice.area_id = organisation)
                ) as mine
                join people_in_reach facts on facts.patient_id = mine.patient_id
                cross join lateral (
                    select 'reviews-due' as list, facts.review_on::timestamp at time zone 'Europe/London' as due, null::text as what
                    where facts.died_on is null and (facts.review_on is null or facts.review_on <= soon)
                    union all
                    select 'no-preference', null, null where facts.died_on is null and facts.ppd_status = 'blank'
                    union all
                    select 'no-cpr-entry', null, null where facts.died_on is null and facts.cpr is null
                    union all
                    select 'awaiting-endorsement', asked.first_at,
                           case when asked.first_at <= chased_before then 'Asked over 72 hours ago'
                                when asked.of_me then 'Asked of you'
                                when asked.first_at is not null then 'Asked of ' || asked.first_name
                                else 'Nobody was asked yet' end
                    from (select min(one.asked_at) as first_at, bool_or(one.to_post_id = post) as of_me, min(one.to_name) as first_name
                          from endorsement_requests one
                          where one.patient_id = facts.patient_id and one.closed_at is null) as asked
                    where facts.died_on is null
                      and ((facts.cpr is not null and not facts.cpr_endorsed) or (facts.ceiling is not null and not facts.ceiling_endorsed))
                    union all
                    select 'consent-missing', null, null
                    where facts.died_on is null
                      and (facts.consent_to_record is null or facts.consent_to_record = 'not-asked'
                           or facts.consent_to_share is null or facts.consent_to_share = 'not-asked')
                    union all
                    select 'deaths-to-complete', facts.died_on::timestamp at time zone 'Europe/London',
                           case when not facts.death_confirmed then 'Reported, to be confirmed'
                                when facts.actual_place is null then 'Place of death not recorded'
                                else 'Reason for another place not recorded' end
                    where facts.died_on is not null
                      and (not facts.death_confirmed or facts.actual_place is null or (facts.first_met is false and facts.variance is null))
                    union all
                    select 'changed', told.last_at, told.what
                    from (select max(notice.at) as last_at, string_agg(distinct notice.what, '; ') as what
                          from notices notice
                          where notice.patient_id = facts.patient_id and notice.organisation_id = organisation and notice.author_id <> asker
                            and notice.at > coalesce((select max(seen.at) from audit_entries seen
                                                      where seen.patient_id = facts.patient_id and seen.user_id = asker and seen.action = 'view'
                                                        and seen.at > changed_since), changed_since)) as told
                    where told.last_at is not null
                ) as listed
                where facts.recording_organisation_id = organisation or not facts.death_confirmed or facts.died_on >= team_closed
            $$;

            -- One row for each day on which someone in an urgent post opened a person's plan, and what they said of it within a week.
            create function urgent_use_to_count(earliest date, latest date)
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
            where practice.area_id = acting('organisation')::uuid or practice.id = acting('organisation')::uuid
               or exists (select from relationships link
                          where link.patient_id = visit.patient_id and link.organisation_id = acting('organisation')::uuid)
            $$;
            alter function urgent_use_to_count owner to epaccs_door;
            revoke all on function urgent_use_to_count from public;
            grant execute on function urgent_use_to_count to epaccs_app;
            revoke create on schema public from epaccs_door;
            """
        );
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("A record's history is not taken back. Restore a backup instead.");
}
