using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <inheritdoc />
    public partial class Office : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "active_since",
                table: "users",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()"
            );

            migrationBuilder.AddColumn<DateOnly>(name: "confirmed_on", table: "posts", type: "date", nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(name: "ended_at", table: "posts", type: "timestamp with time zone", nullable: true);

            migrationBuilder.AddColumn<DateOnly>(name: "closes_on", table: "organisations", type: "date", nullable: true);

            migrationBuilder.AddColumn<int>(name: "list_size", table: "organisations", type: "integer", nullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "not_asked_for",
                table: "organisations",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'"
            );

            migrationBuilder.AddColumn<DateOnly>(name: "opens_on", table: "organisations", type: "date", nullable: true);

            migrationBuilder.AddColumn<Guid>(name: "part_of_id", table: "organisations", type: "uuid", nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "people_moved_at",
                table: "organisations",
                type: "timestamp with time zone",
                nullable: true
            );

            migrationBuilder.AddColumn<Guid>(name: "successor_id", table: "organisations", type: "uuid", nullable: true);

            migrationBuilder.CreateTable(
                name: "admin_changes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: true),
                    post_id = table.Column<Guid>(type: "uuid", nullable: true),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    setting = table.Column<string>(type: "text", nullable: true),
                    before = table.Column<string>(type: "text", nullable: true),
                    after = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    request_id = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_admin_changes", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "grant_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    starts_on = table.Column<DateOnly>(type: "date", nullable: false),
                    ends_on = table.Column<DateOnly>(type: "date", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    granted = table.Column<bool>(type: "boolean", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_grant_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_grant_requests_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_grant_requests_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "training_results",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    exercise = table.Column<string>(type: "text", nullable: false),
                    right = table.Column<int>(type: "integer", nullable: false),
                    questions = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_training_results", x => x.id);
                    table.ForeignKey(
                        name: "fk_training_results_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_admin_changes_organisation_id_at",
                table: "admin_changes",
                columns: new[] { "organisation_id", "at" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_admin_changes_setting_at",
                table: "admin_changes",
                columns: new[] { "setting", "at" },
                filter: "setting is not null"
            );

            migrationBuilder.CreateIndex(name: "ix_admin_changes_user_id_at", table: "admin_changes", columns: new[] { "user_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_grant_requests_organisation_id",
                table: "grant_requests",
                column: "organisation_id",
                filter: "decided_at is null"
            );

            migrationBuilder.CreateIndex(name: "ix_grant_requests_user_id", table: "grant_requests", column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_training_results_user_id_at",
                table: "training_results",
                columns: new[] { "user_id", "at" }
            );

            foreach (var table in new[] { "admin_changes", "training_results" })
            {
                migrationBuilder.Sql(
                    $"""
                    create trigger {table}_written_once before update or delete on {table} for each row execute function refuse_change();
                    create trigger {table}_never_emptied before truncate on {table} for each statement execute function refuse_change();
                    """
                );
            }

            // The office reaches what hangs on a post or an organisation without opening any record: by these functions only.
            migrationBuilder.Sql(
                """
                grant select, insert on admin_changes, grant_requests, training_results to epaccs_app;
                grant update on grant_requests to epaccs_app;

                create policy office on endorsement_requests to epaccs_app using ((select acting('purpose') = 'office'));
                create function hand_over_requests(from_post uuid, to_post uuid, new_name text, moment timestamptz) returns integer
                language plpgsql as $$
                declare
                    handed integer;
                    before constant text := coalesce(acting('purpose'), '');
                begin
                    perform set_config('epaccs.purpose', 'office', true);
                    if to_post is null then
                        update endorsement_requests set closed_at = moment where to_post_id = from_post and closed_at is null;
                    else
                        update endorsement_requests set to_post_id = to_post, to_name = new_name
                        where to_post_id = from_post and closed_at is null;
                    end if;
                    get diagnostics handed = row_count;
                    perform set_config('epaccs.purpose', before, true);
                    return handed;
                end $$;

                create function people_of_organisation(organisation uuid) returns setof uuid
                language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
                    select patient_id from plans where recording_organisation_id = organisation
                    union
                    select id from patients where gp_practice_id = organisation or care_home_id = organisation
                    union
                    select patient_id from relationships
                    where organisation_id = organisation and user_id is null and (ends_at is null or ends_at > now())
                $$;

                -- A record passes on only when an organisation of that person has closed and has a successor.
                create function may_pass(person uuid, today date) returns boolean
                language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
                    select exists (select from organisations closed
                                   where closed.closes_on < today and closed.successor_id is not null
                                     and person in (select people_of_organisation(closed.id)))
                $$;

                create function service_audit_head() returns timestamptz
                language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$ select max(at) from audit_entries $$;

                grant create on schema public to epaccs_door;
                alter function people_of_organisation owner to epaccs_door;
                alter function may_pass owner to epaccs_door;
                alter function service_audit_head owner to epaccs_door;
                revoke create on schema public from epaccs_door;
                revoke execute on function hand_over_requests, people_of_organisation, may_pass, service_audit_head from public;
                grant execute on function hand_over_requests, people_of_organisation, may_pass, service_audit_head to epaccs_app;
                grant execute on function people_of_organisation to epaccs_door;

                create or replace procedure act_as(why text, who uuid, in_post uuid, organisation uuid, as_role text, person uuid, moment timestamptz, request text)
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
                    if why = 'closing' and who is null and may_pass(person, today) then
                        perform set_config('epaccs.patient', person::text, true);
                    end if;
                    if why in ('record', 'start', 'emergency', 'finishing') and way_in(why, person, who, organisation, as_role, moment) then
                        perform set_config('epaccs.patient', person::text, true);
                    end if;
                end $$;
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "admin_changes");

            migrationBuilder.DropTable(name: "grant_requests");

            migrationBuilder.DropTable(name: "training_results");

            migrationBuilder.DropColumn(name: "active_since", table: "users");

            migrationBuilder.DropColumn(name: "confirmed_on", table: "posts");

            migrationBuilder.DropColumn(name: "ended_at", table: "posts");

            migrationBuilder.DropColumn(name: "closes_on", table: "organisations");

            migrationBuilder.DropColumn(name: "list_size", table: "organisations");

            migrationBuilder.DropColumn(name: "not_asked_for", table: "organisations");

            migrationBuilder.DropColumn(name: "opens_on", table: "organisations");

            migrationBuilder.DropColumn(name: "part_of_id", table: "organisations");

            migrationBuilder.DropColumn(name: "people_moved_at", table: "organisations");

            migrationBuilder.DropColumn(name: "successor_id", table: "organisations");
        }
    }
}
