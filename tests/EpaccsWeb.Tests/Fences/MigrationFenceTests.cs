using System.Reflection;
using System.Text.RegularExpressions;
using EpaccsWeb.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace EpaccsWeb.Tests.Fences;

/// <summary>A migration runs while the version before it serves: it takes nothing away and locks no table that is full of rows.</summary>
public sealed partial class MigrationFenceTests
{
    /// <summary>The last migration from before this rule.</summary>
    private const string Before = "20261126191227_Extracts";

    /// <summary>What is dangerous and done all the same: migration, what it does, and why nobody is harmed. To be agreed in review.</summary>
    private static readonly (string Migration, string Does, string Because)[] Exceptions = [];

    [Fact]
    public void No_new_migration_harms_the_version_that_serves()
    {
        var found = typeof(EpaccsDbContext)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Migration)) && string.CompareOrdinal(IdOf(type), Before) > 0)
            .SelectMany(type => Dangers(type).Select(does => (Migration: IdOf(type), Does: does)))
            .ToList();

        Assert.Equal([], found.Where(one => !Exceptions.Any(known => (known.Migration, known.Does) == one)));
        Assert.All(Exceptions, known => Assert.True(known.Because.Length > 40 && found.Contains((known.Migration, known.Does))));
    }

    [Theory]
    [InlineData(typeof(DropsColumn), "drops column note of plans")]
    [InlineData(typeof(RenamesColumn), "renames column note of plans")]
    [InlineData(typeof(DropsTable), "drops table notes")]
    [InlineData(typeof(RenamesTable), "renames table notes")]
    [InlineData(typeof(NeedsValue), "adds column note to plans, not null and without a default")]
    [InlineData(typeof(SetsNotNull), "changes column note of plans")]
    [InlineData(typeof(LocksForIndex), "makes an index on plans without concurrently")]
    [InlineData(typeof(LocksForKey), "adds a checked constraint to plans")]
    [InlineData(typeof(LocksInSql), "makes an index on plans without concurrently")]
    [InlineData(typeof(DropsInSql), "drops a column or a table in SQL")]
    [InlineData(typeof(SetsNotNullInSql), "changes a column in SQL")]
    [InlineData(typeof(Harmless), null)]
    public void Each_danger_is_seen(Type migration, string? danger) => Assert.Equal(danger is null ? [] : [danger], Dangers(migration));

    private static string IdOf(Type migration) => migration.GetCustomAttribute<MigrationAttribute>()!.Id;

    private static List<string> Dangers(Type type)
    {
        var migration = (Migration)Activator.CreateInstance(type)!;
        migration.ActiveProvider = "Npgsql.EntityFrameworkCore.PostgreSQL";
        var made = migration.UpOperations.OfType<CreateTableOperation>().Select(table => table.Name).ToHashSet();
        return [.. migration.UpOperations.SelectMany(does => Dangers(does, made)).Distinct()];
    }

    private static IEnumerable<string> Dangers(MigrationOperation does, HashSet<string> made) =>
        does switch
        {
            DropColumnOperation column => [$"drops column {column.Name} of {column.Table}"],
            RenameColumnOperation column => [$"renames column {column.Name} of {column.Table}"],
            DropTableOperation table => [$"drops table {table.Name}"],
            RenameTableOperation table => [$"renames table {table.Name}"],
            AddColumnOperation { IsNullable: false, DefaultValue: null, DefaultValueSql: null, ComputedColumnSql: null } column =>
            [
                $"adds column {column.Name} to {column.Table}, not null and without a default",
            ],
            AlterColumnOperation column => [$"changes column {column.Name} of {column.Table}"],
            CreateIndexOperation index when !made.Contains(index.Table) && index["Npgsql:CreatedConcurrently"] is not true =>
            [
                $"makes an index on {index.Table} without concurrently",
            ],
            AddForeignKeyOperation { Table: var table } when !made.Contains(table) => [$"adds a checked constraint to {table}"],
            AddCheckConstraintOperation { Table: var table } when !made.Contains(table) => [$"adds a checked constraint to {table}"],
            AddUniqueConstraintOperation { Table: var table } when !made.Contains(table) => [$"adds a checked constraint to {table}"],
            SqlOperation sql => InSql(sql.Sql, made),
            _ => [],
        };

    private static IEnumerable<string> InSql(string sql, HashSet<string> made)
    {
        var words = Comment().Replace(sql, " ");
        var tables = made.Concat(Made().Matches(words).Select(table => table.Groups[1].Value)).ToHashSet();
        foreach (var table in Index().Matches(words).Select(index => index.Groups[1].Value).Where(table => !tables.Contains(table)))
        {
            yield return $"makes an index on {table} without concurrently";
        }

        if (Drop().IsMatch(words))
        {
            yield return "drops a column or a table in SQL";
        }

        if (Change().IsMatch(words))
        {
            yield return "changes a column in SQL";
        }
    }

    [GeneratedRegex("--[^\\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex("create (?:temporary |unlogged )?table (?:if not exists )?(\\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Made();

    [GeneratedRegex("create (?:unique )?index (?!concurrently)(?:if not exists )?\\w+ on (?:only )?(\\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Index();

    [GeneratedRegex("drop (?:table|column)|alter table \\S+ rename|truncate (?:table )?\\w+\\s*;", RegexOptions.IgnoreCase)]
    private static partial Regex Drop();

    [GeneratedRegex("alter (?:column )?\\w+ (?:set not null|(?:set data )?type )", RegexOptions.IgnoreCase)]
    private static partial Regex Change();

    private sealed class DropsColumn : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn("note", "plans");
    }

    private sealed class RenamesColumn : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.RenameColumn("note", "plans", "remark");
    }

    private sealed class DropsTable : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("notes");
    }

    private sealed class RenamesTable : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.RenameTable("notes", newName: "remarks");
    }

    private sealed class NeedsValue : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AddColumn<string>("note", "plans");
    }

    private sealed class SetsNotNull : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.AlterColumn<string>("note", "plans");
    }

    private sealed class LocksForIndex : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateIndex("ix_plans_note", "plans", "note");
    }

    private sealed class LocksForKey : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.AddForeignKey("fk_plans_note", "plans", "note", "notes", principalColumn: "id");
    }

    private sealed class LocksInSql : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("create table other (id int); create index a on other (id); create unique index b on plans (note);");
    }

    private sealed class DropsInSql : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table plans drop column note;");
    }

    private sealed class SetsNotNullInSql : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("alter table plans alter column note set not null;");
    }

    private sealed class Harmless : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable("made", table => new { id = table.Column<int>(nullable: false) });
            migrationBuilder.CreateIndex("ix_made_id", "made", "id");
            migrationBuilder.AddColumn<string>("note", "plans", nullable: true);
            migrationBuilder.AddColumn<int>("number", "plans", nullable: false, defaultValue: 0);
            migrationBuilder.Sql("-- drop table plans\ncreate index concurrently a on plans (note);", suppressTransaction: true);
        }
    }
}
