using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EpaccsWeb.Data.Migrations
{
    /// <summary>Copies of records for the people they are about, how long records are kept, and the one way in which a record is destroyed.</summary>
    public partial class Rights : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "destroyed_records",
                columns: table => new
                {
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    destroyed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rule = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    decided_by = table.Column<string>(type: "text", nullable: false),
                    merged_into = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_destroyed_records", x => x.record_id);
                    table.ForeignKey(
                        name: "fk_destroyed_records_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "destruction_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    review = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    refused_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_destruction_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_destruction_requests_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "record_holds",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    until_on = table.Column<DateOnly>(type: "date", nullable: true),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    placed_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    placed_by = table.Column<string>(type: "text", nullable: false),
                    lifted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    lifted_by = table.Column<string>(type: "text", nullable: true),
                    lifted_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_record_holds", x => x.id);
                    table.ForeignKey(
                        name: "fk_record_holds_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "subject_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    record_id = table.Column<Guid>(type: "uuid", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: false),
                    applicant = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    evidence = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    received_on = table.Column<DateOnly>(type: "date", nullable: false),
                    asked_by_id = table.Column<Guid>(type: "uuid", nullable: false),
                    asked_by = table.Column<string>(type: "text", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submit_token = table.Column<Guid>(type: "uuid", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    decided_by_id = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_by = table.Column<string>(type: "text", nullable: true),
                    refused_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    withheld = table.Column<List<string>>(type: "text[]", nullable: false),
                    withheld_on = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    withheld_because = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: true),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    expired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_requests", x => x.id);
                    table.ForeignKey(
                        name: "fk_subject_requests_organisation_id",
                        column: x => x.organisation_id,
                        principalTable: "organisations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "subject_copies",
                columns: table => new
                {
                    request_id = table.Column<Guid>(type: "uuid", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_copies", x => x.request_id);
                    table.ForeignKey(
                        name: "fk_subject_copies_request_id",
                        column: x => x.request_id,
                        principalTable: "subject_requests",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "ix_destroyed_records_destroyed_at", table: "destroyed_records", column: "destroyed_at");

            migrationBuilder.CreateIndex(
                name: "ix_destroyed_records_organisation_id",
                table: "destroyed_records",
                column: "organisation_id"
            );

            migrationBuilder.CreateIndex(
                name: "ix_destruction_requests_organisation_id",
                table: "destruction_requests",
                column: "organisation_id"
            );

            migrationBuilder.CreateIndex(name: "ix_destruction_requests_record_id", table: "destruction_requests", column: "record_id");

            migrationBuilder.CreateIndex(name: "ix_record_holds_organisation_id", table: "record_holds", column: "organisation_id");

            migrationBuilder.CreateIndex(name: "ix_record_holds_record_id", table: "record_holds", column: "record_id");

            migrationBuilder.CreateIndex(
                name: "ix_subject_requests_asked_by_id_submit_token",
                table: "subject_requests",
                columns: new[] { "asked_by_id", "submit_token" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_subject_requests_expires_at",
                table: "subject_requests",
                column: "expires_at",
                filter: "expired_at is null"
            );

            migrationBuilder.CreateIndex(
                name: "ix_subject_requests_organisation_id_asked_at",
                table: "subject_requests",
                columns: new[] { "organisation_id", "asked_at" }
            );

            migrationBuilder.CreateIndex(name: "ix_subject_requests_record_id", table: "subject_requests", column: "record_id");

            migrationBuilder.Sql(RightsSql.Roles);
            migrationBuilder.Sql(RightsSql.Rows);
            migrationBuilder.Sql(RightsSql.Tables);
            migrationBuilder.Sql(RightsSql.Copies);
            migrationBuilder.Sql(RightsSql.Destruction);
            migrationBuilder.Sql(RightsSql.Owners);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new System.NotSupportedException("A record's history is not taken back. Restore a backup instead.");
    }
}
