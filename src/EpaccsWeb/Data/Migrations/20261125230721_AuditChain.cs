using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <inheritdoc />
    public partial class AuditChain : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid[]>(name: "people", table: "audit_entries", type: "uuid[]", nullable: true);

            migrationBuilder.CreateTable(
                name: "break_glass_reviews",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    relationship_id = table.Column<Guid>(type: "uuid", nullable: false),
                    verdict = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    words = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_break_glass_reviews", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "break_glass_suspensions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    suspends = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_user_id = table.Column<Guid>(type: "uuid", nullable: false),
                    by = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_break_glass_suspensions", x => x.id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_break_glass_reviews_relationship_id",
                table: "break_glass_reviews",
                column: "relationship_id",
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_break_glass_suspensions_user_id_at",
                table: "break_glass_suspensions",
                columns: new[] { "user_id", "at" }
            );

            migrationBuilder.Sql(Chain);
            migrationBuilder.Sql(Views);
            foreach (var table in WrittenOnce)
            {
                migrationBuilder.Sql(
                    $"""
                    create trigger {table}_written_once before update or delete on {table} for each row execute function refuse_change();
                    create trigger {table}_never_emptied before truncate on {table} for each statement execute function refuse_change();
                    """
                );
            }
        }

        private static readonly string[] WrittenOnce =
        [
            "audit_seals",
            "audit_checkpoints",
            "break_glass_reviews",
            "break_glass_suspensions",
        ];

        /// <summary>Seals stand in a table of their own, since audit entries are never updated.</summary>
        private const string Chain = """
            create index ix_audit_entries_id on audit_entries (id);
            create table audit_seals (
                chain smallint not null,
                sequence bigint not null,
                entry_id bigint not null,
                entry_at timestamptz not null,
                previous bytea not null,
                hash bytea not null,
                sealed_at timestamptz not null,
                constraint pk_audit_seals primary key (chain, sequence)
            );
            create unique index ix_audit_seals_entry_id on audit_seals (entry_id);
            create table audit_checkpoints (
                month integer not null,
                chain smallint not null,
                sequence bigint not null,
                previous bytea not null,
                made_at timestamptz not null,
                signature bytea not null,
                constraint pk_audit_checkpoints primary key (month, chain)
            );
            """;

        /// <summary>What the privacy officer's lists and the sharing evidence may see of people: keys and NHS numbers, nothing clinical.</summary>
        private const string Views = """
            create index ix_relationships_uses on relationships (user_id, source, started_at) where user_id is not null;
            create view emergency_uses as
            select used.id, used.source, used.started_at, used.ends_at, used.started_by, used.reason, used.user_id, person.display_name as who,
                   used.patient_id, patient.nhs_number, review.verdict, review.words, review.at as reviewed_at, review.by as reviewed_by,
                   used.source = 'caring-now'
                       and (select count(*) from relationships other
                            where other.user_id = used.user_id and other.source = 'caring-now'
                              and other.started_at > used.started_at - interval '12 hours' and other.started_at <= used.started_at) > 20 as often,
                   coalesce(key.surname = patient.family_key, false) as same_surname,
                   coalesce(key.surname = patient.family_key and key.whole like '%' || patient.given_key || '%', false) as own_record,
                   get_byte(decode(md5(used.id::text), 'hex'), 0) < 26 as sampled
            from relationships used
            join patients patient on patient.id = used.patient_id
            left join users person on person.id = used.user_id
            left join break_glass_reviews review on review.relationship_id = used.id
            left join lateral (
                select regexp_replace(regexp_replace(lower(person.display_name), '^.*[[:space:]]', ''), '[^[:alnum:]]', '', 'g') as surname,
                       regexp_replace(lower(person.display_name), '[^[:alnum:]]', '', 'g') as whole
            ) as key on true
            where used.source in ('break-glass', 'caring-now') and used.user_id is not null;

            create view shared_people as
            select plan.recording_organisation_id as holder_id, link.organisation_id, link.source, facts.consent_to_share as basis,
                   plan.patient_id, link.started_at, link.ends_at
            from plans plan
            join plan_facts facts on facts.plan_id = plan.id
            join relationships link on link.patient_id = plan.patient_id
            where not plan.ended_in_error and link.organisation_id <> plan.recording_organisation_id
              and facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy');

            create view shared_looks as
            select plan.recording_organisation_id as holder_id, entry.organisation_id, entry.route, facts.consent_to_share as basis, entry.at
            from audit_entries entry
            join plans plan on plan.patient_id = entry.patient_id
            join plan_facts facts on facts.plan_id = plan.id
            where entry.action in ('view', 'printed', 'exported') and entry.organisation_id <> plan.recording_organisation_id
              and entry.route is not null;
            grant select on emergency_uses, shared_people, shared_looks to epaccs_app;
            """;

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "break_glass_reviews");

            migrationBuilder.DropTable(name: "break_glass_suspensions");

            migrationBuilder.DropColumn(name: "people", table: "audit_entries");
        }
    }
}
