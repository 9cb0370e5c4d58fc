using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>
/// Row-level security, the second line under the application's own rules: whoever forgets a check gets no rows.
/// A table of a person shows the website the rows of the one open record. Everything that starts from more than one person
/// goes through a door: a view or function below, owned by a role that only reads, with the deny rules inside.
/// </summary>
/// <remarks>
/// A new table with a patient key needs one line in its own migration: <c>call protect_rows('its_name')</c>.
/// Forced on the owner too: a migration that changes rows of people lifts that within its transaction
/// (<c>alter table … no force row level security</c>), or it changes none. Backups need a role with BYPASSRLS.
/// </remarks>
[DbContext(typeof(EpaccsDbContext))]
[Migration("20261125235500_RowSecurity")]
public partial class RowSecurityPolicies : Migration
{
    /// <summary>Every table of a person. Beside the open record's rows these are seen:</summary>
    private const string Tables = """
        call protect_rows('patients', 'id');
        call protect_rows('plans');
        call protect_rows('section_versions');
        call protect_rows('plan_facts');
        call protect_rows('consents');
        call protect_rows('relationships');
        call protect_rows('deaths');
        call protect_rows('endings');
        call protect_rows('drafts');
        call protect_rows('endorsement_requests');
        call protect_rows('notices');
        call protect_rows('plan_marks');
        call protect_rows('attachments');
        call protect_rows('audit_entries');

        -- The facts of the one person that the gate asks about, in the gate's own query only.
        create policy gate on patients for select to epaccs_app using (id = (select acting('asked')::uuid));
        create policy gate on plans for select to epaccs_app using (patient_id = (select acting('asked')::uuid));
        create policy gate on plan_facts for select to epaccs_app using (patient_id = (select acting('asked')::uuid));
        create policy gate on relationships for select to epaccs_app using (patient_id = (select acting('asked')::uuid));

        -- In lists: what is the organisation's own; whom it is about comes from people_in_reach.
        create policy lists on relationships for select to epaccs_app using (organisation_id = (select acting('listing')::uuid));
        create policy lists on notices for select to epaccs_app using (organisation_id = (select acting('listing')::uuid));
        create policy lists on endorsement_requests for select to epaccs_app
            using ((select acting('listing') is not null)
                   and exists (select from people_in_reach person where person.patient_id = endorsement_requests.patient_id));

        -- Audit: written by everybody, always; read by the user it is about.
        create policy writing on audit_entries for insert to epaccs_app with check (true);
        create policy own on audit_entries for select to epaccs_app using (user_id = (select acting('user')::uuid));
        create policy written on audit_entries for select to epaccs_app
            using (request_id = (select case when acting('purpose') = 'own' then acting('request') end));
        create policy operators on audit_entries for select to epaccs_app
            using (user_id is null and (select acting('purpose') in ('import', 'demo-data')));

        -- The privacy officer: the audit, emergency access, and whose NHS number it is.
        create policy trail on audit_entries for select to epaccs_app using ((select acting('trail') is not null));
        create policy trail on relationships for select to epaccs_app using ((select acting('trail') is not null));
        create policy trail on patients for select to epaccs_app using ((select acting('trail') is not null));
        create policy chain on audit_entries for select to epaccs_app using ((select acting('purpose') = 'audit-chain'));

        -- Work without an open record: the daily mail, and rows written in bulk.
        create policy outbox on notices for select to epaccs_app using ((select acting('purpose') = 'outbox') and acknowledged_at is null);
        create policy bulk on patients to epaccs_app using ((select acting('purpose') in ('import', 'demo-data')));
        create policy bulk on plans to epaccs_app using ((select acting('purpose') in ('import', 'demo-data')));
        create policy bulk on section_versions to epaccs_app using ((select acting('purpose') in ('import', 'demo-data')));
        create policy bulk on plan_facts to epaccs_app using ((select acting('purpose') in ('import', 'demo-data')));
        create policy bulk on consents to epaccs_app using ((select acting('purpose') in ('import', 'demo-data')));
        create policy bulk on deaths to epaccs_app using ((select acting('purpose') in ('import', 'demo-data')));
        create policy bulk on relationships to epaccs_app using ((select acting('purpose') in ('import', 'demo-data')));
        """;

    private const string Roles = """
        do $$
        begin
            if not exists (select from pg_roles where rolname = 'epaccs_door') then
                create role epaccs_door nologin;
            end if;
            execute format('grant epaccs_door to %I', current_user);
        exception when duplicate_object or unique_violation then null;
        end $$;
        grant usage on schema public to epaccs_door;
        grant create on schema public to epaccs_door;
        grant select on organisations to epaccs_door;
        do $$ begin execute format('grant temporary on database %I to epaccs_app', current_database()); end $$;
        """;

    private const string Context = """
        -- One part of the context; nothing outside the transaction that set it.
        create function acting(part text) returns text language sql stable parallel safe
            return nullif(current_setting('epaccs.' || part, true), '');

        -- Whether a post may have a person's record open: deny first, then a way in. Told the application's moment.
        create function way_in(why text, person uuid, who uuid, organisation uuid, as_role text, moment timestamptz)
            returns boolean language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        declare
            held record;
        begin
            if why = 'start' then
                return not exists (select from plans where plans.patient_id = person and recording_organisation_id <> organisation);
            end if;
            if why = 'finishing' then
                return exists (select from relationships link
                               where link.patient_id = person and link.organisation_id = organisation and link.user_id = who
                                 and link.source = 'caring-now' and link.ends_at > moment);
            end if;

            select plan.recording_organisation_id = organisation as own,
                   plan.ended_as is null and not plan.ended_in_error as live,
                   coalesce(facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'), false) as shared
            into held
            from plans plan join plan_facts facts on facts.plan_id = plan.id where plan.patient_id = person;
            if held is null or not (held.own or (held.live and held.shared)) then
                return false;
            end if;
            return held.own or why = 'emergency'
                or exists (select from relationships link
                           where link.patient_id = person and link.organisation_id = organisation
                             and (link.user_id is null or link.user_id = who)
                             and link.started_at <= moment and (link.ends_at is null or link.ends_at > moment))
                or (as_role = 'coordinator'
                    and exists (select from patients patient join organisations practice on practice.id = patient.gp_practice_id
                                where patient.id = person and practice.area_id = organisation));
        end $$;

        -- Sets the context until the end of the transaction. A post that is not in force sees nothing; a person without a way in
        -- is not opened, whatever is asked for.
        create procedure act_as(why text, who uuid, in_post uuid, organisation uuid, as_role text, person uuid, moment timestamptz, request text)
            language plpgsql as $$
        declare
            today constant date := (moment at time zone 'Europe/London')::date;
        begin
            if who is not null and why <> 'gate'
               and not exists (select from public.posts post join public.users account on account.id = post.user_id
                               where post.id = in_post and account.id = who and account.enabled
                                 and post.organisation_id = organisation and post.role = as_role
                                 and post.starts_on <= today and (post.ends_on is null or post.ends_on >= today)) then
                why := 'not in force';
            end if;
            perform set_config('epaccs.purpose', why, true),
                    set_config('epaccs.user', coalesce(who::text, ''), true),
                    set_config('epaccs.post', coalesce(in_post::text, ''), true),
                    set_config('epaccs.organisation', coalesce(organisation::text, ''), true),
                    set_config('epaccs.role', coalesce(as_role, ''), true),
                    set_config('epaccs.moment', moment::text, true),
                    set_config('epaccs.request', coalesce(request, ''), true),
                    set_config('epaccs.listing', case when why = 'list' then coalesce(organisation::text, '') else '' end, true),
                    set_config('epaccs.asked', case when why = 'gate' then coalesce(person::text, '') else '' end, true),
                    set_config('epaccs.trail', case when why = 'trail' and as_role = 'privacy-officer' then 'yes' else '' end, true),
                    set_config('epaccs.patient', '', true);
            if why in ('record', 'start', 'emergency', 'finishing') and way_in(why, person, who, organisation, as_role, moment) then
                perform set_config('epaccs.patient', person::text, true);
            end if;
        end $$;

        create procedure protect_rows(kept regclass, key name default 'patient_id') language plpgsql as $$
        begin
            execute format('alter table %s enable row level security', kept);
            execute format('alter table %s force row level security', kept);
            execute format('create policy open_record on %s to epaccs_app using (%I = (select acting(''patient'')::uuid))', kept, key);
            execute format('create policy doors on %s for select to epaccs_door using (true)', kept);
            execute format('grant select on %s to epaccs_door', kept);
        end $$;
        """;

    private const string Doors = """
        -- Whom a post may list: not ended, shared or its own, and with a way in. Only what lists show or sort by.
        create view people_in_reach as
        select plan.patient_id, patient.nhs_number, patient.family_name, patient.given_name, patient.title, patient.date_of_birth,
               patient.family_key, patient.gp_practice_id, plan.recording_organisation_id, facts.consent_to_record, facts.consent_to_share,
               facts.review_on, facts.ppd_status, facts.cpr, facts.cpr_endorsed, facts.ceiling, facts.ceiling_endorsed, facts.died_on,
               facts.death_confirmed, facts.actual_place, facts.first_met, facts.variance
        from plans plan
        join plan_facts facts on facts.plan_id = plan.id
        join patients patient on patient.id = plan.patient_id
        where plan.ended_as is null
          and (plan.recording_organisation_id = (select acting('listing')::uuid)
               or facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
          and (plan.recording_organisation_id = (select acting('listing')::uuid)
               or exists (select from relationships link
                          where link.patient_id = plan.patient_id and link.organisation_id = (select acting('listing')::uuid)
                            and (link.user_id is null or link.user_id = (select acting('user')::uuid))
                            and link.started_at <= (select acting('moment')::timestamptz)
                            and (link.ends_at is null or link.ends_at > (select acting('moment')::timestamptz)))
               or ((select acting('role') = 'coordinator')
                   and exists (select from organisations practice
                               where practice.id = patient.gp_practice_id and practice.area_id = (select acting('listing')::uuid))));
        alter view people_in_reach owner to epaccs_door;

        -- Deaths that the acting post may count: its own people, or shared ones in its scope.
        alter view report_deaths owner to epaccs_door;
        revoke all on report_deaths from epaccs_app;
        create function deaths_to_count(earliest date, latest date) returns setof report_deaths
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            select * from report_deaths death
            where acting('purpose') = 'report' and death.died_on between earliest and latest
              and (death.recording_organisation_id = (select acting('organisation')::uuid)
                   or death.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
              and case (select acting('role'))
                  when 'general-practitioner' then death.practice_id = (select acting('organisation')::uuid)
                  when 'coordinator' then death.area_id = (select acting('organisation')::uuid)
                  when 'hospice-clinician' then (select acting('organisation')::uuid) = any (death.care_organisation_ids)
                  when 'hospital-clinician' then (select acting('organisation')::uuid) = any (death.care_organisation_ids)
                  when 'community-nurse' then (select acting('organisation')::uuid) = any (death.care_organisation_ids)
                  else false end
        $$;

        -- Emergency access is listed to the privacy officer by the tables' own policies; the sharing evidence names nobody.
        alter view emergency_uses set (security_invoker = true);
        alter view shared_people owner to epaccs_door;
        alter view shared_looks owner to epaccs_door;

        -- Whether an NHS number has a record, for whoever starts one; says nothing about the person.
        create function record_of(nhs text, form uuid) returns table (id uuid, same_form boolean)
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            select patient.id,
                   exists (select from section_versions version where version.patient_id = patient.id and version.submit_token = form)
            from patients patient where patient.nhs_number = nhs
        $$;

        grant select on break_glass_reviews to epaccs_door;

        -- The finder's cards; how a typed word fits a name is nobody's data.
        alter function finder_shows owner to epaccs_door;
        alter function find_people owner to epaccs_door;
        grant execute on function letters_of, name_fit, names_like to epaccs_door;

        alter function way_in owner to epaccs_door;
        alter function deaths_to_count owner to epaccs_door;
        alter function record_of owner to epaccs_door;
        revoke all on function way_in, deaths_to_count, record_of from public;
        grant execute on function way_in, deaths_to_count, record_of to epaccs_app;
        revoke execute on procedure protect_rows from public;
        """;

    private const string AfterTheTables = """
        -- A month of the audit asked by its own name shows nothing.
        do $$
        declare part regclass;
        begin
            for part in select inhrelid::regclass from pg_inherits where inhparent = 'audit_entries'::regclass loop
                execute format('alter table %s enable row level security', part);
                execute format('alter table %s force row level security', part);
            end loop;
        end $$;
        revoke create on schema public from epaccs_door;
        """;

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Roles);
        migrationBuilder.Sql(Context);
        migrationBuilder.Sql(Doors);
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(AfterTheTables);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("The second line is not taken away. Restore a backup instead.");
}
