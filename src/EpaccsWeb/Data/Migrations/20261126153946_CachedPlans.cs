using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>
    /// The finder's functions, word for word as they were, in the language whose plans a connection keeps. A function in plain SQL is
    /// planned again in every query that calls it: most of what finding one person cost.
    /// </summary>
    public partial class CachedPlans : Migration
    {
        private const string Finder = """
            create or replace function people_with_number(asked text)
            returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
            begin
                return (
                    with recursive known (id) as (
                        (select patient.id from patients patient where patient.nhs_number = asked
                         union select former.patient_id from former_numbers former where former.nhs_number = asked)
                        union
                        select merge.survivor_id from record_merges merge join known on known.id = merge.patient_id where merge.undone_at is null
                    )
                    select coalesce(array_agg(id), '{}') from known);
            end $$;
            create or replace function name_fit(typed text[], name_words text)
            returns integer language plpgsql immutable parallel safe cost 50 as $$
            begin
                return (
                select coalesce(min(word_fit.fit), 2)
                from unnest(typed) as asked
                cross join lateral (
                    select max(case when starts_with(word, reading) then 2
                                    when length(reading) > 2 and (similarity(word, reading) >= 0.3
                                         or (length(reading) = length(word) and letters_of(word) = letters_of(reading))) then 1
                                    else 0 end) as fit
                    from unnest(string_to_array(name_words, ' ')) as word, unnest(string_to_array(asked, '|')) as reading
                ) as word_fit);
            end
            $$;
            create or replace function finder_shows(person uuid, organisation uuid, asker uuid, sources text[], holds boolean, clinical boolean, coordinator boolean, stranger boolean, moment timestamp with time zone)
            returns boolean language plpgsql stable parallel safe security definer set search_path = public, pg_temp as $$
            begin
                return exists (
                    select from plans plan
                    join plan_facts facts on facts.plan_id = plan.id
                    where plan.patient_id = person and plan.ended_as is null
                      and (plan.recording_organisation_id = organisation
                           or (facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy')
                               and not exists (select from objections objection
                                               where objection.patient_id = person and objection.organisation_id = organisation
                                                 and objection.lifted_at is null)))
                      and case when coordinator
                          then exists (select from patients patient join organisations practice on practice.id = patient.gp_practice_id
                                       where patient.id = person and practice.area_id = organisation)
                          else (clinical and stranger)
                            or (holds and plan.recording_organisation_id = organisation)
                            or exists (select from relationships link
                                       where link.patient_id = person and link.organisation_id = organisation and link.source = any(sources)
                                         and (link.user_id is null or link.user_id = asker)
                                         and link.started_at <= moment and (link.ends_at is null or link.ends_at > moment))
                          end);
            end
            $$;

            -- Every branch of it enters by an index whatever it is asked for.
            alter function find_people set plan_cache_mode = force_generic_plan;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Finder);

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("alter function find_people reset plan_cache_mode;");
    }
}
