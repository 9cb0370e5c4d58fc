namespace EpaccsWeb.Data.Migrations;

/// <summary>The SQL of the migration Rights: what is kept of one person, copies for that person, and the one way in which a record is destroyed.</summary>
internal static class RightsSql
{
    /// <summary>The role of the one function that destroys; nobody logs in as it.</summary>
    public const string Roles = """
        do $$
        begin
            if not exists (select from pg_roles where rolname = 'epaccs_eraser') then
                create role epaccs_eraser nologin;
            end if;
            execute format('grant epaccs_eraser to %I', current_user);
        exception when duplicate_object or unique_violation then null;
        end $$;
        grant usage on schema public to epaccs_eraser;
        grant select on organisations, admin_changes to epaccs_door, epaccs_eraser;
        grant select on posts to epaccs_door;
        """;

    /// <summary>Every table that keeps something of one person: how its rows are found, whether a copy holds them, whether they go with the record.</summary>
    /// <remarks>
    /// A new table needs one line in its own migration: <c>call keeps_people('its_name', 'patient_id = any($1)', 50)</c>.
    /// A test finds the tables by themselves and fails for one that has no line.
    /// </remarks>
    public const string Tables = """
        create table person_tables (
            kept text not null,
            condition text not null,
            place int not null,
            masks text[] not null default '{}',
            left_out text,
            stays text,
            constraint pk_person_tables primary key (kept)
        );
        revoke all on person_tables from epaccs_app;
        grant select on person_tables to epaccs_door, epaccs_eraser;

        -- condition: which rows are the person's, with $1 for the ids of the record and of those put together with it. place: the order of
        -- destruction, children first. masks: columns that may name another record. left_out: why a copy does not hold it. stays: why it stays.
        create procedure keeps_people(kept name, condition text, place int, masks text[] default '{}', left_out text default null, stays text default null)
            language plpgsql as $$
        begin
            insert into person_tables values (kept, condition, place, masks, left_out, stays);
            execute format('grant select on %I to epaccs_door, epaccs_eraser', kept);
            if not exists (select from pg_policy where polrelid = kept::regclass and polname = 'erasing') then
                execute format('create policy erasing on %I to epaccs_eraser using (true)', kept);
            end if;
            if stays is null then
                execute format('grant delete on %I to epaccs_eraser', kept);
            end if;
        end $$;
        revoke execute on procedure keeps_people from public;

        call keeps_people('patients', 'id = any($1)', 90);
        call keeps_people('plans', 'patient_id = any($1)', 80);
        call keeps_people('section_versions', 'patient_id = any($1)', 50);
        call keeps_people('plan_facts', 'patient_id = any($1)', 50);
        call keeps_people('counted_plans', 'patient_id = any($1)', 50);
        call keeps_people('consents', 'patient_id = any($1)', 50);
        call keeps_people('objections', 'patient_id = any($1)', 50);
        call keeps_people('break_glass_reviews', 'relationship_id in (select id from relationships where patient_id = any($1))', 40);
        call keeps_people('relationships', 'patient_id = any($1)', 60);
        call keeps_people('practice_changes', 'patient_id = any($1)', 50);
        call keeps_people('deaths', 'patient_id = any($1)', 50);
        call keeps_people('death_reviews', 'patient_id = any($1)', 50);
        call keeps_people('endings', 'patient_id = any($1)', 50);
        call keeps_people('drafts', 'patient_id = any($1)', 50);
        call keeps_people('endorsement_requests', 'patient_id = any($1)', 50);
        call keeps_people('notices', 'patient_id = any($1)', 50);
        call keeps_people('plan_marks', 'patient_id = any($1)', 50);
        call keeps_people('attachments', 'patient_id = any($1)', 50);
        call keeps_people('notes', 'patient_id = any($1)', 50);
        call keeps_people('plan_feedback', 'patient_id = any($1)', 50);
        call keeps_people('former_numbers', 'patient_id = any($1)', 50);
        call keeps_people('record_merges', 'patient_id = any($1) or survivor_id = any($1)', 50, '{patient_id,survivor_id}');
        call keeps_people('pair_judgements', 'patient_id = any($1) or other_id = any($1)', 50, '{patient_id,other_id}');
        call keeps_people('meeting_entries', 'patient_id = any($1)', 50);
        call keeps_people('care_tasks', 'patient_id = any($1)', 50);
        call keeps_people('import_entries', 'patient_id = any($1)', 50);
        call keeps_people('record_holds', 'record_id = any($1)', 50);
        call keeps_people('destruction_requests', 'record_id = any($1)', 50);
        call keeps_people('subject_requests', 'record_id = any($1)', 60);
        call keeps_people('subject_copies', 'request_id in (select id from subject_requests where record_id = any($1))', 55,
            left_out => 'Earlier copies of the same record, sealed, there for seven days.');
        call keeps_people('audit_entries', 'patient_id = any($1) or people && $1', 0, '{people}',
            stays => 'Who looked, when and in which role is kept for whoever answers for it. It names nobody who was cared for.');
        call keeps_people('destroyed_records', 'record_id = any($1)', 0,
            left_out => 'Written only once nothing else of the record is left.',
            stays => 'The stub: that there was a record, and how it went.');
        """;

    /// <summary>Papers of the office: fenced like tables of people.</summary>
    public const string Rows = """
        create function rights_office(holder uuid) returns boolean language sql stable parallel safe as $$
            select case acting('role') when 'privacy-officer' then true
                                       when 'organisation-administrator' then holder = acting('organisation')::uuid else false end
        $$;
        create function rights_signer(holder uuid) returns boolean language sql stable as $$
            select holder = acting('organisation')::uuid
               and exists (select from posts post where post.id = acting('post')::uuid and post.senior)
        $$;
        do $$
        declare kept name;
        begin
            foreach kept in array array['subject_requests', 'subject_copies', 'record_holds', 'destruction_requests', 'destroyed_records'] loop
                execute format('alter table %I enable row level security', kept);
                execute format('alter table %I force row level security', kept);
                execute format('create policy doors on %I for select to epaccs_door using (true)', kept);
                execute format('revoke all on %I from epaccs_app', kept);
            end loop;
        end $$;

        create policy office on subject_requests for select to epaccs_app
            using ((select acting('purpose') = 'rights') and (rights_office(organisation_id) or rights_signer(organisation_id)));
        create policy asking on subject_requests for insert to epaccs_app
            with check ((select acting('purpose') = 'rights') and rights_office(organisation_id)
                        and asked_by_id = (select acting('user')::uuid) and decided_at is null);
        create policy signing on subject_requests for update to epaccs_app
            using ((select acting('purpose') = 'rights') and decided_at is null and asked_by_id <> (select acting('user')::uuid)
                   and rights_signer(organisation_id))
            with check (decided_by_id = (select acting('user')::uuid));
        create policy expiry on subject_requests to epaccs_app
            using ((select acting('purpose') = 'extract-expiry') and expires_at <= (select acting('moment')::timestamptz));
        create policy making on subject_copies for insert to epaccs_app
            with check ((select acting('purpose') = 'rights')
                        and exists (select from subject_requests request
                                    where request.id = request_id and request.decided_by_id = (select acting('user')::uuid)));
        create policy fetching on subject_copies for select to epaccs_app
            using ((select acting('purpose') = 'rights')
                   and exists (select from subject_requests request
                               where request.id = request_id and request.expires_at > (select acting('moment')::timestamptz)
                                 and (request.decided_by_id = (select acting('user')::uuid)
                                      or (request.asked_by_id = (select acting('user')::uuid) and acting('role') = 'privacy-officer'))));
        create policy expiry on subject_copies to epaccs_app
            using ((select acting('purpose') = 'extract-expiry')
                   and exists (select from subject_requests request where request.id = request_id));

        create policy office on record_holds to epaccs_app using ((select acting('purpose') = 'retention') and rights_office(organisation_id));
        create policy office on destruction_requests for select to epaccs_app
            using ((select acting('purpose') = 'retention') and rights_office(organisation_id));
        create policy asking on destruction_requests for insert to epaccs_app
            with check ((select acting('purpose') = 'retention') and rights_office(organisation_id) and decided_at is null
                        and asked_by_id = (select acting('user')::uuid) and asked_role = (select acting('role')));
        create policy deciding on destruction_requests for update to epaccs_app
            using ((select acting('purpose') = 'retention') and rights_office(organisation_id) and decided_at is null
                   and asked_by_id <> (select acting('user')::uuid))
            with check (decided_by_id = (select acting('user')::uuid) and refused_because is not null);
        create policy office on destroyed_records for select to epaccs_app
            using ((select acting('purpose') = 'retention') and rights_office(organisation_id));

        grant select, insert on subject_requests, subject_copies, record_holds, destruction_requests to epaccs_app;
        grant update (decided_at, decided_by_id, decided_by, refused_because, withheld, withheld_on, withheld_because, rows, expires_at, expired_at)
            on subject_requests to epaccs_app;
        grant delete on subject_copies to epaccs_app;
        grant update (lifted_at, lifted_by, lifted_because) on record_holds to epaccs_app;
        grant update (decided_at, decided_by_id, decided_by, refused_because) on destruction_requests to epaccs_app;
        grant select on destroyed_records to epaccs_app;
        grant select, insert on destroyed_records to epaccs_eraser;
        create unique index ix_destruction_requests_waiting on destruction_requests (record_id) where decided_at is null;

        create trigger subject_requests_never_removed before delete on subject_requests for each row execute function refuse_change();
        create trigger subject_copies_written_once before update on subject_copies for each row execute function refuse_change();
        create trigger record_holds_never_removed before delete on record_holds for each row execute function refuse_change();
        create trigger destruction_requests_never_removed before delete on destruction_requests for each row execute function refuse_change();
        create trigger destroyed_records_written_once before update or delete on destroyed_records
            for each row execute function refuse_change();
        create trigger destroyed_records_never_emptied before truncate on destroyed_records for each statement execute function refuse_change();
        """;

    /// <summary>What a copy is made of, and whose record has a number.</summary>
    public const string Copies = """
        -- A record and those that were put together with it.
        create function records_of(person uuid) returns setof uuid language sql stable as $$
            with recursive same (id) as (
                select person
                union
                select merge.patient_id from record_merges merge join same on merge.survivor_id = same.id where merge.undone_at is null
            )
            select id from same
        $$;

        -- The record that goes on under an NHS number, for whoever may ask about it.
        create function record_with_number(number text) returns table (record_id uuid, holder uuid, died boolean)
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            with recursive going (id) as (
                select id from patients where nhs_number = number
                union
                select merge.survivor_id from record_merges merge join going on merge.patient_id = going.id where merge.undone_at is null
            )
            select plan.patient_id, plan.recording_organisation_id, coalesce(facts.died_on is not null and facts.death_confirmed, false)
            from going join plans plan on plan.patient_id = going.id join plan_facts facts on facts.plan_id = plan.id
            where acting('purpose') in ('rights', 'retention') and rights_office(plan.recording_organisation_id)
              and not exists (select from record_merges merge where merge.patient_id = going.id and merge.undone_at is null)
        $$;

        -- Whom a request is about, for the office and the clinicians of the organisation that answers it.
        create function subject_of(asked uuid) returns table (record_id uuid, holder uuid, died boolean, nhs_number text, family_name text,
                                                              given_name text, title text, date_of_birth date)
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            select plan.patient_id, plan.recording_organisation_id, coalesce(facts.died_on is not null and facts.death_confirmed, false),
                   patient.nhs_number, patient.family_name, patient.given_name, patient.title, patient.date_of_birth
            from subject_requests request
            join plans plan on plan.patient_id = request.record_id
            join plan_facts facts on facts.plan_id = plan.id
            join patients patient on patient.id = plan.patient_id
            where request.id = asked and acting('purpose') = 'rights'
              and (rights_office(request.organisation_id) or rights_signer(request.organisation_id))
        $$;

        -- Whose record it is, while a senior clinician of its holder who did not take the request down decides about it; else nobody's.
        create function subject_record(asked uuid) returns uuid
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            select request.record_id
            from subject_requests request join plans plan on plan.patient_id = request.record_id
            where request.id = asked and request.decided_at is null and acting('purpose') = 'rights'
              and request.asked_by_id <> acting('user')::uuid
              and rights_signer(request.organisation_id) and plan.recording_organisation_id = request.organisation_id
        $$;

        -- Every row of every table, each with every column; what may name another record says so, and files travel by themselves.
        create function subject_rows(asked uuid) returns table (kept text, part text, content text)
            language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        declare
            person constant uuid := subject_record(asked);
            ids uuid[];
            place record;
            masked text;
        begin
            if person is null then
                return;
            end if;
            ids := array(select records_of(person));
            for place in select * from person_tables where left_out is null order by person_tables.kept loop
                select coalesce(string_agg(
                           case mask when 'people'
                               then format(' || jsonb_build_object(%L, to_jsonb(array(select one from unnest(kept.%I) one where one = any($1))))', mask, mask)
                               else format(' || jsonb_build_object(%L, case when kept.%I = any($1) then to_jsonb(kept.%I) else ''"another record"'' end)', mask, mask, mask)
                           end, ''), '')
                into masked from unnest(place.masks) as mask;
                if place.kept = 'attachments' then
                    masked := masked || ' || jsonb_build_object(''content'', ''documents/'' || kept.id)';
                end if;
                return query execute format(
                    'select %L, %s, (to_jsonb(kept)%s)::text from %I kept where %s order by %s', place.kept,
                    case place.kept when 'section_versions' then 'kept.section::text' else quote_literal(place.kept) end,
                    masked, place.kept, place.condition,
                    case when exists (select from pg_attribute where attrelid = place.kept::regclass and attname = 'at') then 'kept.at' else '1' end)
                using ids;
            end loop;
        end $$;

        create function subject_documents(asked uuid) returns table (id uuid, file_name text, content bytea)
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            select file.id, file.file_name::text, file.content from attachments file
            where subject_record(asked) is not null and file.patient_id in (select records_of(subject_record(asked)))
        $$;
        """;

    /// <summary>How long a record is kept, and its destruction.</summary>
    public const string Destruction = """
        create function acting_day() returns date language sql stable parallel safe as $$
            select (acting('moment')::timestamptz at time zone 'Europe/London')::date
        $$;

        create function retention_years(setting_name text, usual int) returns int language sql stable as $$
            select coalesce((select change.after::int from admin_changes change
                             where change.setting = setting_name order by change.at desc, change.id desc limit 1), usual)
        $$;

        -- Records that have ended or whose person has died, with the last day on which they are kept. Those put together with another go with it.
        create function retention_of(only_record uuid) returns table (record_id uuid, holder uuid, rule text, years int, kept_until date)
            language sql stable as $$
            select counted.patient_id, counted.holder, counted.rule, counted.years, (counted.since + make_interval(years => counted.years))::date
            from (
                select plan.patient_id, plan.recording_organisation_id as holder, greatest(dates.died, dates.ended) as since,
                       case when dates.died is not null and dates.died >= coalesce(dates.ended, dates.died) then 'death' else 'end' end
                           || case organisation.kind when 'general-practice' then '-gp' else '' end as rule,
                       case organisation.kind when 'general-practice' then terms.gp else terms.others end as years
                from (select retention_years('retention-years-gp', 10) as gp, retention_years('retention-years', 8) as others) as terms
                cross join plans plan
                join plan_facts facts on facts.plan_id = plan.id
                join organisations organisation on organisation.id = plan.recording_organisation_id
                cross join lateral (
                    select case when facts.death_confirmed then facts.died_on end as died,
                           case when plan.ended_as is not null
                                then (select max(ending.at at time zone 'Europe/London')::date from endings ending
                                      where ending.patient_id = plan.patient_id) end as ended
                ) as dates
                where (only_record is null or plan.patient_id = only_record) and plan.ended_as is distinct from 'merged'
            ) as counted
            where counted.since is not null
        $$;

        -- Those whose period is over on the acting day, for the office.
        create function retention_due(only_record uuid) returns table (
                record_id uuid, holder uuid, holder_name text, rule text, years int, kept_until date, nhs_number text, held boolean, asked_for boolean)
            language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            select due.record_id, due.holder, organisation.name, due.rule, due.years, due.kept_until, patient.nhs_number,
                   exists (select from record_holds hold where hold.record_id = due.record_id and hold.lifted_at is null
                                                           and (hold.until_on is null or hold.until_on >= acting_day())),
                   exists (select from destruction_requests request where request.record_id = due.record_id and request.decided_at is null)
            from retention_of(only_record) due
            join patients patient on patient.id = due.record_id
            join organisations organisation on organisation.id = due.holder
            where acting('purpose') = 'retention' and rights_office(due.holder) and due.kept_until < acting_day()
        $$;

        -- What is written once goes by destroy_record alone, whose role nobody has.
        create or replace function refuse_change() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE' and current_user = 'epaccs_eraser' then
                return old;
            end if;
            raise exception 'rows of % are written once', tg_table_name using errcode = 'integrity_constraint_violation';
        end $$;

        -- Destroys one record, with those put together with it, as asked for by one person and decided by the acting one; leaves a stub of each.
        create function destroy_record(asked uuid, decider text) returns int
            language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
        declare
            request destruction_requests;
            due record;
            ids uuid[];
            place record;
            gone int := 0;
            went int;
            families text[];
            givens text[];
        begin
            -- Nobody places a hold, asks for a copy or destroys from here to the end.
            lock table record_holds, subject_requests, destruction_requests in share row exclusive mode;
            select * into request from destruction_requests waiting where waiting.id = asked;
            if not found or request.decided_at is not null or acting('purpose') is distinct from 'retention'
               or not rights_office(request.organisation_id) or acting('user') is null then
                raise exception 'no such request';
            end if;
            if request.asked_by_id = acting('user')::uuid or 'privacy-officer' not in (request.asked_role, acting('role')) then
                raise exception 'two people destroy a record, one of them a privacy officer';
            end if;
            select * into due from retention_of(request.record_id);
            if not found or due.kept_until >= acting_day() or due.holder <> request.organisation_id then
                raise exception 'the period is not over' using errcode = 'check_violation';
            end if;
            ids := array(select records_of(request.record_id));
            if exists (select from record_holds hold where hold.record_id = any(ids) and hold.lifted_at is null
                                                       and (hold.until_on is null or hold.until_on >= acting_day())) then
                raise exception 'the record is held' using errcode = 'check_violation';
            end if;
            if exists (select from subject_requests copy where copy.record_id = any(ids)
                                                           and (copy.decided_at is null or (copy.expires_at is not null and copy.expired_at is null))) then
                raise exception 'a copy of the record is asked for' using errcode = 'check_violation';
            end if;

            insert into destroyed_records (record_id, organisation_id, destroyed_at, rule, asked_by_id, asked_by, decided_by_id, decided_by, merged_into)
            select one, request.organisation_id, acting('moment')::timestamptz, due.rule || '-' || due.years, request.asked_by_id, request.asked_by,
                   acting('user')::uuid, decider, case when one <> request.record_id then request.record_id end
            from unnest(ids) as one;

            select array_agg(family_key), array_agg(given_key) into families, givens from patients where id = any(ids);
            for place in select * from person_tables where stays is null order by person_tables.place, kept loop
                execute format('delete from %I where %s', place.kept, place.condition) using ids;
                get diagnostics went = row_count;
                gone := gone + went;
            end loop;

            -- Names that nobody else has are not looked for any more.
            delete from known_names known
            where (known.is_family and known.key = any(families) and not exists (select from patients other where other.family_key = known.key))
               or (not known.is_family and known.key = any(givens) and not exists (select from patients other where other.given_key = known.key));
            return gone;
        end $$;
        """;

    /// <summary>Who owns what, and who may call it.</summary>
    public const string Owners = """
        grant select, delete on known_names to epaccs_eraser;
        grant create on schema public to epaccs_door, epaccs_eraser;
        alter function record_with_number owner to epaccs_door;
        alter function subject_of owner to epaccs_door;
        alter function subject_record owner to epaccs_door;
        alter function subject_rows owner to epaccs_door;
        alter function subject_documents owner to epaccs_door;
        alter function retention_due owner to epaccs_door;
        alter function destroy_record owner to epaccs_eraser;
        revoke create on schema public from epaccs_door, epaccs_eraser;
        revoke all on function records_of, record_with_number, subject_of, subject_record, subject_rows, subject_documents, retention_years,
            retention_of, retention_due, destroy_record from public;
        grant execute on function records_of, retention_years, retention_of to epaccs_door, epaccs_eraser;
        grant execute on function record_with_number, subject_of, subject_rows, subject_documents, retention_due, destroy_record to epaccs_app;
        """;
}
