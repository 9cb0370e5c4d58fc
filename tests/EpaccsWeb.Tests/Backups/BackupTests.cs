using EpaccsWeb.Backups;
using EpaccsWeb.Verbs;
using Npgsql;

namespace EpaccsWeb.Tests.Backups;

/// <summary>Backups of a real PostgreSQL: taken, restored to a moment, compared row by row, and refused when anything is wrong.</summary>
public sealed class BackupTests(ArchivedServer server) : IClassFixture<ArchivedServer>
{
    [Fact]
    public async Task A_restored_copy_equals_the_original_in_every_table_and_its_audit_is_whole()
    {
        Assert.Equal(0, await server.VerbAsync("backup", withKey: true, "--to", server.Backups));
        Assert.True(File.Exists(server.Stamp), "The service page would not know of the backup.");
        await server.RunAsync(
            "insert into audit_entries (at, action, detail, request_id) select now(), 'listed', 'people', 'test' from generate_series(1, 500)"
        );
        await server.SealAsync();

        Assert.Equal(0, await server.VerbAsync("restore-drill", withKey: true, "--from", server.Backups));

        // Somebody changes a sealed entry: the copy is as the original, but the audit of both is not.
        await server.RunAsync(
            "alter table audit_entries disable trigger user; update audit_entries set detail = 'other' where request_id = 'test'"
        );
        Assert.Equal(1, await server.VerbAsync("restore-drill", withKey: true, "--from", server.Backups));
        await server.RunAsync(
            "update audit_entries set detail = 'people' where request_id = 'test'; alter table audit_entries enable trigger user"
        );
    }

    [Fact]
    public async Task A_restore_to_a_moment_has_what_was_there_and_not_what_came_after()
    {
        var into = server.Fresh();
        await server.VerbAsync("backup", withKey: true, "--to", server.Backups);
        await MarkAsync("BEFORE");
        var moment = await server.ValueAsync<DateTime>("select clock_timestamp()");
        await Task.Delay(50, TestContext.Current.CancellationToken);
        await MarkAsync("AFTER");
        await ArchivedAsync();

        Assert.Equal(
            0,
            await server.VerbAsync("restore", withKey: true, "--from", server.Backups, "--into", into, "--until", $"{moment:O}")
        );

        await using var restored = await ArchivedServer.StartRestoredAsync(into);
        var connection = restored.OwnerConnectionString("epaccs");
        Assert.Equal(
            "BEFORE",
            await ArchivedServer.ValueAsync<string>(
                connection,
                "select string_agg(ods_code, ' ') from organisations where ods_code in ('BEFORE', 'AFTER')"
            )
        );
        Assert.False(Directory.Exists(Path.Combine(into, "data", "epaccs_wal")), "The log lies open in the restored folder.");
        NpgsqlConnection.ClearAllPools();
    }

    [Fact]
    public async Task A_moment_that_the_log_does_not_reach_is_refused_and_nothing_is_left()
    {
        var into = server.Fresh();
        await server.VerbAsync("backup", withKey: true, "--to", server.Backups);

        var refused = await Assert.ThrowsAsync<VerbProblem>(() =>
            server.VerbAsync("restore", withKey: true, "--from", server.Backups, "--into", into, "--until", "2099-01-01T00:00:00Z")
        );

        Assert.Contains("ends before that moment", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(into));
    }

    [Fact]
    public async Task Without_its_key_nothing_is_written_and_a_changed_backup_is_not_restored()
    {
        var (elsewhere, into) = (server.Fresh(), server.Fresh());
        var refused = await Assert.ThrowsAsync<VerbProblem>(() => server.VerbAsync("backup", withKey: false, "--to", elsewhere));
        Assert.Contains("no key is set", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(elsewhere));
        await server.VerbAsync("backup", withKey: true, "--to", elsewhere);
        var sealedBase = Assert.Single(Directory.GetFiles(elsewhere, "*.sealed", SearchOption.AllDirectories));
        await using (var file = new FileStream(sealedBase, FileMode.Open))
        {
            file.Position = file.Length / 2;
            var one = file.ReadByte();
            file.Position--;
            file.WriteByte((byte)(one ^ 1));
        }

        var changed = await Assert.ThrowsAsync<VerbProblem>(() =>
            server.VerbAsync("restore", withKey: true, "--from", elsewhere, "--into", into)
        );

        Assert.Contains("was changed", changed.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(into));
    }

    [Fact]
    public async Task The_comparison_sees_one_changed_letter_one_row_more_and_a_table_that_is_gone()
    {
        await server.RunAsync(
            "create table compared (words text); insert into compared values ('one'), ('two'); create table vanishing ()"
        );
        await using var link = new NpgsqlConnection(server.Connection);
        await link.OpenAsync(TestContext.Current.CancellationToken);
        var before = await ContentsAsync();
        Assert.Empty(TableContents.Differences(before, await ContentsAsync()));

        await server.RunAsync("update compared set words = 'twp' where words = 'two'");
        Assert.Equal(
            ["public.compared has the same number of rows, with other contents"],
            TableContents.Differences(before, await ContentsAsync())
        );
        await server.RunAsync("update compared set words = 'two' where words = 'twp'");
        Assert.Empty(TableContents.Differences(before, await ContentsAsync()));
        await server.RunAsync("insert into compared values ('two'); drop table vanishing");
        Assert.Equal(
            ["public.compared has 3 rows instead of 2", "public.vanishing is not in the restored database"],
            TableContents.Differences(before, await ContentsAsync())
        );
        await server.RunAsync("drop table compared");

        async Task<IReadOnlyList<TableContent>> ContentsAsync() =>
            [
                .. (await TableContents.ReadAsync(link, TestContext.Current.CancellationToken)).Where(table =>
                    table.Table is "public.compared" or "public.vanishing"
                ),
            ];
    }

    [Fact]
    public async Task The_same_file_of_the_log_may_come_twice_and_another_of_its_name_may_not()
    {
        var archive = new WalArchive(new BackupFolder(server.Fresh()), new byte[32]);
        var file = Path.Combine(Directory.CreateDirectory(server.Fresh()).FullName, "000000010000000000000007");
        await File.WriteAllTextAsync(file, "log", TestContext.Current.CancellationToken);

        await archive.PutAsync(file, TestContext.Current.CancellationToken);
        await archive.PutAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, "lag", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<BackupException>(() => archive.PutAsync(file, TestContext.Current.CancellationToken));
    }

    private Task MarkAsync(string code) =>
        server.RunAsync(
            $"insert into organisations select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'ods_code', '{code}'))).* from organisations o limit 1"
        );

    private async Task ArchivedAsync()
    {
        var name = await server.ValueAsync<string>("select pg_walfile_name(pg_switch_wal())");
        for (var wait = 0; wait < 300 && !File.Exists(Path.Combine(server.Backups, "wal", name + ".sealed")); wait++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
