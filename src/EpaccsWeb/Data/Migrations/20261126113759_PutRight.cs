using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>Former NHS numbers, records that were put together, and pairs that may be of one person.</summary>
    public partial class PutRight : Migration
    {
        private const string Tables = """
            call protect_rows('former_numbers');
            call protect_rows('record_merges');
            grant select, insert on former_numbers, record_merges to epaccs_app;
            -- A merge is taken back; nothing else of it is changed.
            grant update (undone_at, undone_by, undone_because) on record_merges to epaccs_app;
            create trigger former_numbers_written_once before update or delete on former_numbers for each row execute function refuse_change();
            create trigger former_numbers_never_emptied before truncate on former_numbers for each statement execute function refuse_change();
            create trigger record_merges_kept before delete on record_merges for each row execute function refuse_change();
            create trigger record_merges_never_emptied before truncate on record_merges for each statement execute function refuse_change();

            create policy gate on record_merges for select to epaccs_app using (patient_id = (select acting('asked')::uuid));
            -- The record that goes on shows what was put together with it to whoever has a way into that, too.
            create policy goes_on on record_merges for select to epaccs_app
                using (survivor_id = (select acting('patient')::uuid)
                       and way_in('record', patient_id, (select acting('user')::uuid), (select acting('organisation')::uuid),
                                  (select acting('role')), (select acting('moment')::timestamptz)));

            -- Merges take turns, so that two records never close in favour of each other.
            create function merge_is_possible() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
            begin
                perform pg_advisory_xact_lock(hashtext('record_merges'));
                if not exists (select from plans where patient_id = new.survivor_id and ended_as is null and not ended_in_error) then
                    raise exception 'the record that goes on has closed' using errcode = 'unique_violation';
                end if;
                return new;
            end $$;
            alter function merge_is_possible owner to epaccs_door;
            revoke all on function merge_is_possible from public;
            create trigger record_merges_possible before insert on record_merges for each row execute function merge_is_possible();
            """;

        private const string Doors = """
            -- Everybody whose number this is or was, and who goes on in place of them.
            create function people_with_number(asked text) returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
                with recursive known (id) as (
                    (select patient.id from patients patient where patient.nhs_number = asked
                     union select former.patient_id from former_numbers former where former.nhs_number = asked)
                    union
                    select merge.survivor_id from record_merges merge join known on known.id = merge.patient_id where merge.undone_at is null
                )
                select coalesce(array_agg(id), '{}') from known
            $$;
            alter function people_with_number owner to epaccs_door;
            revoke all on function people_with_number from public;

            -- One word each in two functions of earlier migrations, whichever came last: the finder knows former numbers, and a
            -- merged record is opened to be read by those who had a way into it.
            do $$
            declare
                change record;
                was text;
            begin
                for change in
                    select * from (values
                        ('find_people', 'array(select patient.id from patients patient where patient.nhs_number = asked_nhs)',
                         'people_with_number(asked_nhs)'),
                        ('way_in', 'plan.ended_as is null and not plan.ended_in_error as live',
                         '(plan.ended_as is null and not plan.ended_in_error) or (why = ''record'' and plan.ended_as = ''merged'') as live')
                    ) as wanted (name, old_words, new_words)
                loop
                    was := pg_get_functiondef(change.name::regproc);
                    if strpos(was, change.old_words) = 0 then
                        raise exception '% has not the words that are to be changed', change.name;
                    end if;
                    execute replace(was, change.old_words, change.new_words);
                end loop;
            end $$;
            """;

        /// <summary>Pairs are looked for among people who share a key, by equality only; what speaks for each pair is then weighed.</summary>
        /// <remarks>Seven points are needed: a same date of birth with a same or near name has them, a near date needs the postcode too.</remarks>
        private const string Duplicates = """
            -- The whole form of a short name that people write down for it.
            create function whole_name(given text) returns text language sql immutable parallel safe as $$
                select coalesce((
                    select whole from (values
                        ('bill', 'william'), ('will', 'william'), ('billy', 'william'), ('bob', 'robert'), ('rob', 'robert'), ('bobby', 'robert'),
                        ('dick', 'richard'), ('rick', 'richard'), ('jack', 'john'), ('jim', 'james'), ('jimmy', 'james'), ('ted', 'edward'),
                        ('ed', 'edward'), ('eddie', 'edward'), ('harry', 'henry'), ('tony', 'anthony'), ('chas', 'charles'), ('charlie', 'charles'),
                        ('fred', 'frederick'), ('len', 'leonard'), ('ron', 'ronald'), ('ken', 'kenneth'), ('don', 'donald'), ('stan', 'stanley'),
                        ('geoff', 'geoffrey'), ('mike', 'michael'), ('mick', 'michael'), ('joe', 'joseph'), ('sandy', 'alexander'), ('alex', 'alexander'),
                        ('peggy', 'margaret'), ('maggie', 'margaret'), ('meg', 'margaret'), ('daisy', 'margaret'), ('betty', 'elizabeth'),
                        ('liz', 'elizabeth'), ('beth', 'elizabeth'), ('lizzie', 'elizabeth'), ('bess', 'elizabeth'), ('kate', 'katherine'),
                        ('kathy', 'katherine'), ('kitty', 'katherine'), ('cathy', 'catherine'), ('molly', 'mary'), ('polly', 'mary'), ('nell', 'eleanor'),
                        ('nellie', 'eleanor'), ('sally', 'sarah'), ('sadie', 'sarah'), ('dot', 'dorothy'), ('dolly', 'dorothy'), ('pat', 'patricia'),
                        ('trish', 'patricia'), ('sue', 'susan'), ('jackie', 'jacqueline'), ('jill', 'gillian'), ('chris', 'christine'), ('val', 'valerie'),
                        ('win', 'winifred'), ('winnie', 'winifred'), ('rosie', 'rosemary'), ('babs', 'barbara'), ('pam', 'pamela'), ('nan', 'ann'),
                        ('nancy', 'ann'), ('flo', 'florence'), ('florrie', 'florence'), ('tom', 'thomas'), ('dave', 'david'), ('steve', 'stephen')
                    ) as known (short, whole) where short = given), given)
            $$;

            -- How near two names are: 2 the same, 1 a variant or a slip of the pen, 0 another name.
            create function word_nearness(one text, other text) returns integer language sql immutable parallel safe as $$
                select case when one = other then 2
                            when least(length(one), length(other)) = 1 then case when left(one, 1) = left(other, 1) then 1 else 0 end
                            when least(length(one), length(other)) >= 3 and (starts_with(one, other) or starts_with(other, one)) then 1
                            when similarity(one, other) >= 0.3 then 1
                            when length(one) = length(other) and letters_of(one) = letters_of(other) then 1
                            else 0 end
            $$;

            create function possible_duplicates(sources text[], holds boolean, coordinator boolean, team_closed date, moment timestamptz)
                returns table (one_id uuid, one_number text, one_family text, one_given text, one_born date,
                               other_id uuid, other_number text, other_family text, other_given text, other_born date,
                               names text, births text, same_postcode boolean, score integer)
                language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
                with mine as materialized (
                    select patient.id, patient.nhs_number, patient.family_name, patient.given_name, patient.family_key, patient.given_key,
                           patient.name_words, patient.date_of_birth as born, whole_name(patient.given_key) as whole,
                           -- Where a restricted person is, is nobody's evidence.
                           case when not patient.restricted then patient.postcode_key end as postcode
                    from people_in_reach person join patients patient on patient.id = person.patient_id
                    where person.recording_organisation_id = (select acting('listing')::uuid) or not person.death_confirmed
                       or person.died_on >= team_closed
                ),
                pair (one, other) as (
                    select a.id, b.id from mine a join mine b on a.born = b.born
                    where a.id < b.id and (left(a.family_key, 1) = left(b.family_key, 1) or left(a.given_key, 1) = left(b.given_key, 1)
                                           or a.family_key = b.given_key or a.postcode = b.postcode)
                    union
                    select a.id, b.id from mine a join mine b on a.family_key = b.family_key and a.given_key = b.given_key
                    where a.id < b.id
                    union
                    select a.id, b.id from mine a join mine b on a.postcode = b.postcode and a.whole = b.whole
                    where a.id < b.id
                    union
                    select a.id, b.id from mine a join mine b on a.postcode = b.postcode and a.family_key = b.family_key
                    where a.id < b.id
                    union
                    select a.id, b.id from mine a join mine b on to_char(a.born, 'YYYYMMDD') = to_char(b.born, 'YYYYDDMM') and a.id < b.id
                    where left(a.family_key, 1) = left(b.family_key, 1)
                ),
                weighed as (
                    select a.id as one, b.id as other, name.names, name.points as name_points, birth.births, birth.points as birth_points,
                           coalesce(a.postcode = b.postcode, false) as same_postcode
                    from pair join mine a on a.id = pair.one join mine b on b.id = pair.other
                    cross join lateral (
                        select case when a.family_key = b.family_key then 2
                                    when a.family_key = any(string_to_array(b.name_words, ' ')) or b.family_key = any(string_to_array(a.name_words, ' ')) then 1
                                    else word_nearness(a.family_key, b.family_key) end as family,
                               case when a.given_key = b.given_key then 2
                                    when a.whole = b.whole then 1
                                    when a.given_key = any(string_to_array(b.name_words, ' ')) or b.given_key = any(string_to_array(a.name_words, ' ')) then 1
                                    else word_nearness(a.given_key, b.given_key) end as given,
                               a.family_key = b.given_key and a.given_key = b.family_key as swapped
                    ) as near
                    cross join lateral (
                        select case when near.swapped then 'swapped' when near.family + near.given = 4 then 'same'
                                    when near.family = 0 then 'given' else 'similar' end as names,
                               case when near.swapped then 4
                                    when near.family > 0 and near.given > 0 then near.family + near.given
                                    when near.given = 2 then 1 else 0 end as points
                    ) as name
                    cross join lateral (
                        select case when a.born = b.born then 'same'
                                    when to_char(a.born, 'YYYYMMDD') = to_char(b.born, 'YYYYDDMM') then 'swapped' else 'near' end as births,
                               case when a.born = b.born then 4
                                    when to_char(a.born, 'YYYYMMDD') = to_char(b.born, 'YYYYDDMM') then 3
                                    when (extract(year from a.born) = extract(year from b.born))::int
                                         + (extract(month from a.born) = extract(month from b.born))::int
                                         + (extract(day from a.born) = extract(day from b.born))::int = 2 then 2
                                    else 0 end as points
                    ) as birth
                    where name.points > 0 and birth.points > 0
                )
                select a.id, a.nhs_number, a.family_name, a.given_name, a.born, b.id, b.nhs_number, b.family_name, b.given_name, b.born,
                       weighed.names, weighed.births, weighed.same_postcode,
                       weighed.name_points + weighed.birth_points + 2 * weighed.same_postcode::int
                from weighed join mine a on a.id = weighed.one join mine b on b.id = weighed.other
                where weighed.name_points + weighed.birth_points + 2 * weighed.same_postcode::int >= 7
                  and finder_shows(a.id, acting('listing')::uuid, acting('user')::uuid, sources, holds, false, coordinator, false, moment)
                  and finder_shows(b.id, acting('listing')::uuid, acting('user')::uuid, sources, holds, false, coordinator, false, moment)
            $$;
            alter function possible_duplicates owner to epaccs_door;
            revoke all on function whole_name, word_nearness, possible_duplicates from public;
            grant execute on function whole_name, word_nearness to epaccs_door;
            grant execute on function possible_duplicates to epaccs_app;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "former_numbers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    nhs_number = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_organisation = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_former_numbers", x => x.id);
                    table.ForeignKey(
                        name: "fk_former_numbers_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "record_merges",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    survivor_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_organisation = table.Column<string>(type: "text", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<string>(type: "text", nullable: true),
                    undone_because = table.Column<string>(type: "text", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_merges", x => x.id);
                    table.CheckConstraint("two_records", "patient_id <> survivor_id");
                    table.ForeignKey(
                        name: "fk_record_merges_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_record_merges_survivor_id",
                        column: x => x.survivor_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_former_numbers_nhs_number", table: "former_numbers", column: "nhs_number");

            migrationBuilder.CreateIndex(name: "ix_former_numbers_patient_id", table: "former_numbers", column: "patient_id");

            migrationBuilder.CreateIndex(
                name: "ix_record_merges_patient_id",
                table: "record_merges",
                column: "patient_id",
                unique: true,
                filter: "undone_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_record_merges_survivor_id", table: "record_merges", column: "survivor_id");

            migrationBuilder.Sql("grant create on schema public to epaccs_door;");
            migrationBuilder.Sql(Tables);
            migrationBuilder.Sql(Doors);
            migrationBuilder.Sql(Duplicates);
            migrationBuilder.Sql("revoke create on schema public from epaccs_door;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("A record's history is not taken back. Restore a backup instead.");
    }
}
