using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>Pairs of records that were found to be of two different people stand on nobody's list of possible duplicates.</summary>
    public partial class PairJudgements : Migration
    {
        private const string Rows = """
            call protect_rows('pair_judgements');
            grant select, insert on pair_judgements to epaccs_app;
            create trigger pair_judgements_written_once before update or delete on pair_judgements for each row execute function refuse_change();
            create trigger pair_judgements_never_emptied before truncate on pair_judgements for each statement execute function refuse_change();
            -- The other one of the pair shows it to whoever has a way into both.
            create policy other on pair_judgements for select to epaccs_app
                using (other_id = (select acting('patient')::uuid)
                       and way_in('record', patient_id, (select acting('user')::uuid), (select acting('organisation')::uuid),
                                  (select acting('role')), (select acting('moment')::timestamptz)));
            """;

        /// <summary>One condition more in the function of the earlier migration: what was last said of the pair.</summary>
        private const string LeftOut = """
            do $$
            declare
                was constant text := pg_get_functiondef('possible_duplicates'::regproc);
                weighed constant text := 'where weighed.name_points + weighed.birth_points + 2 * weighed.same_postcode::int >= 7';
            begin
                if strpos(was, weighed) = 0 then
                    raise exception 'possible_duplicates has not the words that are to be changed';
                end if;
                execute replace(was, weighed, weighed || '
                  and not coalesce((select judged.different from pair_judgements judged
                                    where (judged.patient_id = a.id and judged.other_id = b.id)
                                       or (judged.patient_id = b.id and judged.other_id = a.id)
                                    order by judged.at desc, judged.id desc limit 1), false)');
            end $$;
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "pair_judgements",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    patient_id = table.Column<Guid>(type: "uuid", nullable: false),
                    other_id = table.Column<Guid>(type: "uuid", nullable: false),
                    different = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    author_id = table.Column<Guid>(type: "uuid", nullable: false),
                    author_name = table.Column<string>(type: "text", nullable: false),
                    author_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    author_organisation = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pair_judgements", x => x.id);
                    table.CheckConstraint("two_records", "patient_id <> other_id");
                    table.ForeignKey(
                        name: "fk_pair_judgements_other_id",
                        column: x => x.other_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                    table.ForeignKey(
                        name: "fk_pair_judgements_patient_id",
                        column: x => x.patient_id,
                        principalTable: "patients",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_pair_judgements_other_id", table: "pair_judgements", column: "other_id");

            migrationBuilder.CreateIndex(
                name: "ix_pair_judgements_patient_id_other_id",
                table: "pair_judgements",
                columns: new[] { "patient_id", "other_id" }
            );

            migrationBuilder.Sql("grant create on schema public to epaccs_door;");
            migrationBuilder.Sql(Rows);
            migrationBuilder.Sql(LeftOut);
            migrationBuilder.Sql("revoke create on schema public from epaccs_door;");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("A record's history is not taken back. Restore a backup instead.");
    }
}
