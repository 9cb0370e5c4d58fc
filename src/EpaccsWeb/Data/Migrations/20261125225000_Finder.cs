using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>Finding a person: the list of known names, and the one function that answers with cards.</summary>
public partial class Finder : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>(name: "name_words", table: "patients", type: "text", nullable: false, defaultValue: "");
        migrationBuilder.Sql("alter table patients alter column name_words drop default;");
        migrationBuilder.Sql(KnownNames);
        migrationBuilder.Sql(Matching);
        migrationBuilder.Sql(FindPeople);
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("A record's history is not taken back. Restore a backup instead.");

    /// <summary>Distinct names grow far slower than people; misspellings are looked for here and never among the people.</summary>
    /// <remarks>
    /// No unique index: two saves that bring the same new name must not wait for each other. A name twice does no harm.
    /// </remarks>
    private const string KnownNames = """
        create table known_names (
            word text collate "C" not null,
            letters text collate "C" not null,
            is_family boolean not null,
            key text collate "C" not null
        );
        create index ix_known_names_word on known_names (word, is_family, key);
        create index ix_known_names_letters on known_names (letters, is_family);
        create index ix_known_names_similar on known_names using gin (word gin_trgm_ops);
        revoke all on known_names from epaccs_app;

        -- The letters of a word in order, so that two that changed places are found.
        create function letters_of(word text) returns text language sql immutable strict parallel safe as $$
            select string_agg(letter, '' order by letter collate "C") from unnest(string_to_array(word, null)) as letter
        $$;

        create function keep_known_names() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
        begin
            insert into known_names (word, letters, is_family, key)
            select name.word, letters_of(name.word), name.is_family, name.key
            from (
                select distinct word, is_family, key
                from new_rows person
                cross join lateral unnest(string_to_array(person.name_words, ' ')) as word
                cross join lateral (values (true, person.family_key), (false, person.given_key)) as kind (is_family, key)
                where strpos(key, word) > 0
            ) as name
            where not exists (select from known_names known
                              where known.word = name.word and known.is_family = name.is_family and known.key = name.key);
            return null;
        end $$;
        create trigger patients_known_names_new after insert on patients
            referencing new table as new_rows for each statement execute function keep_known_names();
        create trigger patients_known_names_changed after update on patients
            referencing new table as new_rows for each statement execute function keep_known_names();

        -- People from before: the parts of their names, as far as plain SQL can tell them.
        update patients set name_words = concat_ws(' ', family_key, given_key,
            nullif(regexp_replace(lower(preferred_name), '[^a-z]+', ' ', 'g'), ' '),
            case when family_name ~ '[- '']' then regexp_replace(lower(family_name), '[- '']+', ' ', 'g') end,
            case when given_name ~ '[- '']' then regexp_replace(lower(given_name), '[- '']+', ' ', 'g') end);

        create index ix_patients_given_key_family_key on patients (given_key collate "C", family_key collate "C");
        create index ix_relationships_user_id on relationships (user_id, patient_id) where user_id is not null;
        create index ix_relationships_organisation_only on relationships (organisation_id, patient_id) where user_id is null;
        """;

    /// <summary>How a typed word fits a name: 2 begins it, 1 is near it, 0 does not. "vandenberg|berg" are two ways to read one.</summary>
    private const string Matching = """
        create function name_fit(typed text[], name_words text) returns integer language sql immutable parallel safe cost 50 as $$
            select coalesce(min(word_fit.fit), 2)
            from unnest(typed) as asked
            cross join lateral (
                select max(case when starts_with(word, reading) then 2
                                when length(reading) > 2 and (similarity(word, reading) >= 0.3
                                     or (length(reading) = length(word) and letters_of(word) = letters_of(reading))) then 1
                                else 0 end) as fit
                from unnest(string_to_array(name_words, ' ')) as word, unnest(string_to_array(asked, '|')) as reading
            ) as word_fit
        $$;

        -- Whole family or given names that hold a word which the typed one begins, or is near to.
        create function names_like(typed text, family boolean, near boolean) returns text[]
            language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
        declare
            reading text;
            answer text[] := '{}';
        begin
            foreach reading in array string_to_array(typed, '|') loop
                if near then
                    answer := answer || array(
                        select key from (
                            select name.key, max(similarity(name.word, reading)) as how
                            from known_names name where name.word % reading and name.is_family = family group by name.key
                            union all
                            select name.key, 0.5 from known_names name
                            where name.letters = letters_of(reading) and name.is_family = family
                        ) as close
                        where length(reading) > 2
                        order by how desc, key limit 12);
                else
                    answer := answer || array(
                        select key from (
                            select name.key, bool_or(name.word = reading) as whole from known_names name
                            where name.word >= reading and name.word < reading || chr(1114111) and name.is_family = family
                            group by name.key
                        ) as begun
                        order by whole desc, key limit 40);
                end if;
            end loop;
            return array(select distinct unnest(answer));
        end $$;
        """;

    /// <summary>The finder's door. Cards only; withdrawal, an ended record, restriction and the post's scope are applied inside.</summary>
    private const string FindPeople = """
        -- May this post be shown this person in a list that it searched?
        create function finder_shows(
            person uuid, organisation uuid, asker uuid, sources text[], holds boolean, clinical boolean, coordinator boolean,
            stranger boolean, moment timestamptz
        ) returns boolean language sql stable parallel safe security definer set search_path = public, pg_temp as $$
            select exists (
                select from plans plan
                join plan_facts facts on facts.plan_id = plan.id
                where plan.patient_id = person and plan.ended_as is null
                  and (plan.recording_organisation_id = organisation
                       or facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
                  and case when coordinator
                      then exists (select from patients patient join organisations practice on practice.id = patient.gp_practice_id
                                   where patient.id = person and practice.area_id = organisation)
                      else (clinical and stranger)
                        or (holds and plan.recording_organisation_id = organisation)
                        or exists (select from relationships link
                                   where link.patient_id = person and link.organisation_id = organisation and link.source = any(sources)
                                     and (link.user_id is null or link.user_id = asker)
                                     and link.started_at <= moment and (link.ends_at is null or link.ends_at > moment))
                      end)
        $$;

        create function find_people(
            organisation uuid, asker uuid, sources text[], holds boolean, clinical boolean, coordinator boolean, moment timestamptz,
            asked_nhs text, asked_born date, asked_postcode text, typed text[], most integer
        ) returns table (id uuid, nhs_number text, family_name text, given_name text, title text, date_of_birth date, died boolean, near boolean)
            language plpgsql stable security definer set search_path = public, pg_temp as $$
        #variable_conflict use_column
        declare
            -- A caseload up to so many people is read whole; a greater one is entered by the name.
            small constant integer := 3000;
            stranger constant boolean := clinical
                and (asked_nhs is not null or (asked_born is not null and exists (select from unnest(typed) as word where length(word) > 1)));
            people uuid[];
            first_word text;
            other_word text;
            families text[];
            givens text[];
            try_near boolean;
        begin
            if asked_nhs is not null then
                people := array(select patient.id from patients patient where patient.nhs_number = asked_nhs);
            elsif asked_born is not null then
                people := array(select patient.id from patients patient where patient.date_of_birth = asked_born limit small);
            elsif asked_postcode is not null then
                people := array(select patient.id from patients patient where patient.postcode_key = asked_postcode limit small);
            elsif cardinality(typed) = 0 then
                return;
            elsif not coordinator then
                people := array(
                    select link.patient_id from relationships link
                    where link.organisation_id = organisation and link.user_id is null and link.source = any(sources)
                      and (link.ends_at is null or link.ends_at > moment)
                    limit small + 1);
                people := people || array(
                    select link.patient_id from relationships link
                    where link.user_id = asker and link.organisation_id = organisation and link.source = any(sources)
                      and (link.ends_at is null or link.ends_at > moment)
                    limit small + 1);
                if holds then
                    people := people || array(select plan.patient_id from plans plan where plan.recording_organisation_id = organisation limit small + 1);
                end if;
                if cardinality(people) > small then
                    people := null;
                end if;
            end if;

            if people is null then
                people := '{}';
                foreach try_near in array array[false, true] loop
                    exit when cardinality(people) > most;
                    foreach first_word in array typed loop
                        families := names_like(first_word, true, false);
                        if try_near then
                            families := array(select distinct unnest(families || names_like(first_word, true, true)));
                        end if;
                        if cardinality(typed) = 1 then
                            people := people || array(
                                select found.id from unnest(families) as family (key)
                                cross join lateral (
                                    select patient.id, patient.given_key from patients patient
                                    where patient.family_key collate "C" = family.key
                                      and finder_shows(patient.id, organisation, asker, sources, holds, clinical, coordinator, stranger, moment)
                                    order by patient.given_key collate "C" limit most + 1) as found
                                limit 20 * (most + 1));
                            givens := names_like(first_word, false, false);
                            if try_near then
                                givens := array(select distinct unnest(givens || names_like(first_word, false, true)));
                            end if;
                            people := people || array(
                                select found.id from unnest(givens) as given (key)
                                cross join lateral (
                                    select patient.id from patients patient
                                    where patient.given_key collate "C" = given.key
                                      and finder_shows(patient.id, organisation, asker, sources, holds, clinical, coordinator, stranger, moment)
                                    order by patient.family_key collate "C" limit most + 1) as found
                                limit 20 * (most + 1));
                        else
                            foreach other_word in array typed loop
                                continue when other_word = first_word;
                                givens := names_like(other_word, false, false);
                                if try_near then
                                    givens := array(select distinct unnest(givens || names_like(other_word, false, true)));
                                end if;
                                people := people || array(
                                    select found.id from unnest(families) as family (key)
                                    cross join unnest(givens) as given (key)
                                    cross join lateral (
                                        select patient.id from patients patient
                                        where patient.family_key collate "C" = family.key and patient.given_key collate "C" = given.key
                                          and name_fit(typed, patient.name_words) > 0
                                          and finder_shows(patient.id, organisation, asker, sources, holds, clinical, coordinator, stranger, moment)
                                        limit most + 1) as found
                                    limit 20 * (most + 1));
                                -- Both words may stand in one double family name.
                                people := people || array(
                                    select found.id
                                    from unnest(array(select unnest(families) intersect select unnest(names_like(other_word, true, try_near)))) as family (key)
                                    cross join lateral (
                                        select patient.id from patients patient
                                        where patient.family_key collate "C" = family.key and name_fit(typed, patient.name_words) > 0
                                          and finder_shows(patient.id, organisation, asker, sources, holds, clinical, coordinator, stranger, moment)
                                        limit most + 1) as found
                                    limit 20 * (most + 1));
                            end loop;
                        end if;
                    end loop;
                end loop;
            end if;

            return query
            select patient.id, patient.nhs_number, patient.family_name, patient.given_name, patient.title, patient.date_of_birth,
                   facts.death_confirmed, fit.how < 2
            from (select distinct unnest(people) as id) as candidate
            join patients patient on patient.id = candidate.id
            join plan_facts facts on facts.patient_id = patient.id
            cross join lateral (select name_fit(typed, patient.name_words) as how) as fit
            where (asked_born is null or patient.date_of_birth = asked_born)
              and (asked_postcode is null or (patient.postcode_key = asked_postcode and not patient.restricted))
              and fit.how > 0
              and finder_shows(patient.id, organisation, asker, sources, holds, clinical, coordinator, stranger, moment)
            order by fit.how desc, patient.family_key collate "C", patient.given_key collate "C", patient.date_of_birth, patient.id
            limit most + 1;
        end $$;

        revoke all on function letters_of, name_fit, names_like, finder_shows, find_people, keep_known_names from public;
        grant execute on function find_people to epaccs_app;
        """;
}
