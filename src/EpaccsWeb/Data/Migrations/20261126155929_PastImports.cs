using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>Past imports, in whose records they wrote, and what of it still stands as they left it.</summary>
    public partial class PastImports : Migration
    {
        private const string Rows = """
            create trigger import_entries_written_once before update or delete on import_entries for each row execute function refuse_change();
            create trigger import_entries_never_emptied before truncate on import_entries for each statement execute function refuse_change();
            -- The import is written last, when its counts are known.
            alter table import_entries add constraint fk_import_entries_import_id foreign key (import_id) references past_imports (id)
                on delete restrict deferrable initially deferred;
            call protect_rows('import_entries');
            create policy bulk on import_entries to epaccs_app using ((select acting('purpose') = 'import'));
            create policy bulk on endings for insert to epaccs_app with check ((select acting('purpose') = 'import'));
            grant select, insert on past_imports, import_entries to epaccs_app;
            grant update (undone_at, undone_by, records_ended, taken_back, left_alone) on past_imports to epaccs_app;
            grant select on past_imports to epaccs_door;
            """;

        private const string Door = """
            grant create on schema public to epaccs_door;

            -- What an import of the acting organisation wrote, part by part, and why a part is not as the import left it, if it is not.
            create function import_parts(asked uuid) returns table (patient_id uuid, started boolean, part text, row_id uuid, stays text)
                language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
                with written as materialized (
                    select entry.patient_id, entry.started, entry.version_before, entry.version_after, past.at, plan.id as plan_id, plan.version,
                           case when plan.ended_as is not null or plan.ended_in_error then 'ended'
                                when entry.started then null
                                when exists (select from deaths death
                                             where death.patient_id = entry.patient_id and death.kind <> 'undone' and death.at <> past.at
                                               and not exists (select from deaths later where later.patient_id = death.patient_id
                                                                 and later.number > death.number)) then 'died'
                                when practice.area_id <> past.organisation_id
                                     or (plan.recording_organisation_id <> past.organisation_id
                                         and coalesce(facts.consent_to_share not in ('given', 'best-interests', 'lpa', 'deputy'), true))
                                     or exists (select from objections objection where objection.patient_id = entry.patient_id
                                                  and objection.organisation_id = past.organisation_id and objection.lifted_at is null) then 'away'
                           end as closed
                    from past_imports past
                    join import_entries entry on entry.import_id = past.id
                    join plans plan on plan.patient_id = entry.patient_id
                    join plan_facts facts on facts.plan_id = plan.id
                    join patients patient on patient.id = entry.patient_id
                    left join organisations practice on practice.id = patient.gp_practice_id
                    where past.id = asked and acting('purpose') = 'import' and past.organisation_id = acting('organisation')::uuid
                )
                select written.patient_id, true, 'record', written.plan_id,
                       coalesce(closed, case when version <> version_after
                           or exists (select from notes other where other.patient_id = written.patient_id)
                           or exists (select from plan_feedback other where other.patient_id = written.patient_id)
                           or exists (select from attachments other where other.patient_id = written.patient_id)
                           or exists (select from meeting_entries other where other.patient_id = written.patient_id)
                           or exists (select from care_tasks other where other.patient_id = written.patient_id)
                           or exists (select from drafts other where other.patient_id = written.patient_id)
                           or exists (select from objections other where other.patient_id = written.patient_id)
                           or exists (select from practice_changes other where other.patient_id = written.patient_id)
                           or exists (select from endings other where other.patient_id = written.patient_id)
                           or exists (select from record_merges other where written.patient_id in (other.patient_id, other.survivor_id))
                           or exists (select from relationships other where other.patient_id = written.patient_id
                                        and (other.started_at > written.at or other.ends_at is not null))
                           then 'changed' end)
                from written where written.started
                union all
                select written.patient_id, false, 'section', version.id,
                       coalesce(closed, case when exists (select from section_versions later where later.patient_id = version.patient_id
                                                            and later.section = version.section and later.plan_version > written.version_after)
                           then 'changed' end)
                from written join section_versions version on version.patient_id = written.patient_id and version.kind = 'recorded'
                    and version.plan_version > written.version_before and version.plan_version <= written.version_after
                where not written.started
                union all
                select written.patient_id, false, 'consent', consent.id,
                       coalesce(closed, case when exists (select from consents later where later.patient_id = consent.patient_id
                                                            and later.purpose = consent.purpose and later.number > consent.number)
                           then 'changed' end)
                from written join consents consent on consent.patient_id = written.patient_id and consent.at = written.at
                where not written.started
                union all
                select written.patient_id, false, 'death', death.id,
                       coalesce(closed, case when exists (select from deaths later where later.patient_id = death.patient_id
                                                            and later.number > death.number)
                           then 'changed' end)
                from written join deaths death on death.patient_id = written.patient_id and death.at = written.at
                where not written.started
                union all
                select written.patient_id, false, 'team', link.id,
                       coalesce(closed, case when link.ends_at is not null or link.key_worker then 'changed' end)
                from written join relationships link on link.patient_id = written.patient_id and link.source = 'team'
                    and link.started_at = written.at
                where not written.started
            $$;

            alter function import_parts owner to epaccs_door;
            revoke all on function import_parts from public;
            grant execute on function import_parts to epaccs_app;
            revoke create on schema public from epaccs_door;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "import_entries",
                columns: table => new
                {
                    import_id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    started = table.Column<bool>(type: "boolean", nullable: false),
                    version_before = table.Column<int>(type: "integer", nullable: false),
                    version_after = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_entries", x => new { x.import_id, x.patient_id });
                    table.ForeignKey(
                        name: "fk_import_entries_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "past_imports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    by = table.Column<string>(type: "text", nullable: false),
                    file_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    holder = table.Column<string>(type: "text", nullable: true),
                    reference = table.Column<string>(type: "text", nullable: false),
                    @new = table.Column<int>(name: "new", type: "integer", nullable: false),
                    same = table.Column<int>(type: "integer", nullable: false),
                    fills = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    refused_not_listed = table.Column<int>(type: "integer", nullable: false),
                    without_variance = table.Column<int>(type: "integer", nullable: false),
                    problems = table.Column<string>(type: "jsonb", nullable: false),
                    undone_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    undone_by = table.Column<string>(type: "text", nullable: true),
                    records_ended = table.Column<int>(type: "integer", nullable: false),
                    taken_back = table.Column<int>(type: "integer", nullable: false),
                    left_alone = table.Column<int>(type: "integer", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_past_imports", x => x.id);
                    table.ForeignKey(
                        name: "fk_past_imports_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_import_entries_patient_id", table: "import_entries", column: "patient_id");

            migrationBuilder.CreateIndex(
                name: "ix_past_imports_organisation_id_at",
                table: "past_imports",
                columns: new[] { "organisation_id", "at" }
            );

            migrationBuilder.Sql(Rows);
            migrationBuilder.Sql(Door);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("A record's history is not taken back. Restore a backup instead.");
    }
}
