using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations;

/// <summary>What the database itself holds to: written-once tables, a monthly audit, and a role that owns nothing.</summary>
public partial class Fences : Migration
{
    private static readonly string[] WrittenOnce = ["section_versions", "consents", "deaths", "audit_entries"];

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("create extension if not exists pg_trgm;");

        migrationBuilder.Sql(
            """
            alter table audit_entries rename to audit_entries_plain;
            create table audit_entries (like audit_entries_plain including defaults including identity) partition by range (at);
            drop table audit_entries_plain;
            alter table audit_entries add constraint pk_audit_entries primary key (at, id);
            create index ix_audit_entries_patient_id_at on audit_entries (patient_id, at);
            create index ix_audit_entries_user_id_at on audit_entries (user_id, at);
            do $$
            declare month date;
            begin
                for month in select generate_series(date '2026-01-01', date '2029-12-01', interval '1 month')::date loop
                    execute format('create table audit_entries_%s partition of audit_entries for values from (%L) to (%L)',
                        to_char(month, 'YYYYMM'), month, (month + interval '1 month')::date);
                end loop;
            end $$;
            create table audit_entries_other partition of audit_entries default;
            """
        );

        migrationBuilder.Sql(
            """
            create function refuse_change() returns trigger language plpgsql as $$
            begin
                raise exception 'rows of % are written once', tg_table_name using errcode = 'integrity_constraint_violation';
            end $$;
            """
        );
        foreach (var table in WrittenOnce)
        {
            migrationBuilder.Sql(
                $"""
                create trigger {table}_written_once before update or delete on {table} for each row execute function refuse_change();
                create trigger {table}_never_emptied before truncate on {table} for each statement execute function refuse_change();
                """
            );
        }

        migrationBuilder.Sql(
            """
            do $$
            begin
                if not exists (select from pg_roles where rolname = 'epaccs_app') then
                    create role epaccs_app nologin;
                end if;
                execute format('grant epaccs_app to %I', current_user);
            exception when duplicate_object or unique_violation then null;
            end $$;
            grant usage on schema public to epaccs_app;
            alter default privileges in schema public grant select, insert on tables to epaccs_app;
            grant select, insert on all tables in schema public to epaccs_app;
            grant usage, select on all sequences in schema public to epaccs_app;
            grant update on service_state, organisations, users, posts, patients, plans, plan_facts, relationships to epaccs_app;
            grant update, delete on user_claims, user_logins, user_passkeys, user_tokens to epaccs_app;
            """
        );
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new System.NotSupportedException("A record's history is not taken back. Restore a backup instead.");
}
