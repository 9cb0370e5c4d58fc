using EpaccsWeb.AuditChain;
using EpaccsWeb.Tests.Support;
using EpaccsWeb.Verbs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EpaccsWeb.Tests.AuditChain;

/// <summary>What somebody who owns the database might do to the audit, and that it is found and named.</summary>
public sealed class TamperingTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Off =
        "alter table audit_entries disable trigger user; alter table audit_seals disable trigger user; alter table audit_checkpoints disable trigger user;";

    [Fact]
    public async Task An_audit_that_nobody_touched_is_whole_and_every_entry_of_it_is_sealed()
    {
        await SomeEntriesAsync();

        var found = await VerifyAsync();

        Assert.Empty(found.Findings);
        Assert.Equal(await CountAsync("audit_entries"), found.Entries);
        Assert.Equal(0, found.Unsealed);
        Assert.True(found.Anchors > 0);
        Assert.Equal(AuditedChains, found.Checkpoints);
    }

    [Fact]
    public async Task Five_tamperings_are_found_and_the_first_bad_entry_is_named()
    {
        await SomeEntriesAsync();
        Assert.Empty((await VerifyAsync()).Findings);
        await app.Database.RunAsync(
            "create table kept_entries as select * from audit_entries; create table kept_seals as select * from audit_seals; create table kept_checkpoints as select * from audit_checkpoints"
        );
        // Past the first of its chain and before its last, so that it has neighbours.
        var victim = await app.Database.ValueAsync<long>("select entry_id from audit_seals where chain = 1 and sequence = 2");
        var next = await app.Database.ValueAsync<long>("select entry_id from audit_seals where chain = 1 and sequence = 3");
        var last = await app.Database.ValueAsync<long>("select entry_id from audit_seals where chain = 1 order by sequence desc limit 1");

        Assert.Equal(victim, await FoundAfterAsync($"update audit_entries set detail = detail || 'x' where id = {victim}"));
        Assert.Equal(victim, await FoundAfterAsync($"delete from audit_entries where id = {victim}"));
        Assert.Equal(
            victim,
            await FoundAfterAsync(
                $"""
                update audit_entries set id = -1 where id = {victim};
                update audit_entries set id = {victim} where id = {next};
                update audit_entries set id = {next} where id = -1
                """
            )
        );
        Assert.NotNull(
            await FoundAfterAsync(
                $"delete from audit_entries where id = {last}; delete from audit_seals where entry_id = {last}",
                "the end of chain 1 is gone"
            )
        );

        // All of it made anew, flawlessly, by somebody who has the program but not the key.
        await TamperAsync(
            $"update audit_entries set detail = detail || 'x' where id = {victim}; truncate audit_seals; truncate audit_checkpoints"
        );
        await using (var pool = NpgsqlDataSource.Create(app.Database.Owner))
        {
            var forger = new AnchorFile(new AuditChainOptions(app.Anchors + ".forged", new byte[32], KeyIsBeside: false));
            await new AuditSealer(pool, forger, app.Clock, NullLogger<AuditSealer>.Instance).SealAllAsync(
                TestContext.Current.CancellationToken
            );
        }

        var remade = await VerifyAsync();
        Assert.False(remade.IsWhole);
        Assert.NotNull(remade.Findings[0].EntryId);
        Assert.Equal(1, await VerbAsync());
        Assert.Equal(1, (await Assert.ThrowsAsync<VerbProblem>(() => VerbAsync("--accept-restore", "restored"))).ExitCode);
        await RestoreAsync();
        Assert.Equal(0, await VerbAsync());

        // A restore to an earlier moment is a cut-off end that somebody answers for.
        await TamperAsync($"delete from audit_entries where id = {last}; delete from audit_seals where entry_id = {last}");
        Assert.Equal(1, await VerbAsync());
        Assert.Equal(0, await VerbAsync("--accept-restore", "restored to yesterday"));
        Assert.Equal(0, await VerbAsync());
    }

    [Fact]
    public async Task A_line_of_the_anchor_file_that_was_changed_is_found()
    {
        await SomeEntriesAsync();
        var copy = app.Anchors + ".copy";
        var key = await File.ReadAllTextAsync(
            Path.Combine(Path.GetDirectoryName(app.Anchors)!, "anchor.key"),
            TestContext.Current.CancellationToken
        );
        var lines = await File.ReadAllTextAsync(app.Anchors, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            copy,
            lines.Replace("\"sequence\":", "\"sequence\":1", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        await using var pool = NpgsqlDataSource.Create(app.Database.Owner);

        var found = await new AuditVerifier(new AnchorFile(new(copy, Convert.FromBase64String(key), KeyIsBeside: false))).VerifyAsync(
            pool,
            null,
            TestContext.Current.CancellationToken
        );

        Assert.Contains(found.Findings, finding => finding.Sentence.Contains("line 1 of the anchor file", StringComparison.Ordinal));
    }

    private const int AuditedChains = 4;

    /// <summary>Enough for every chain to have several entries.</summary>
    private async Task SomeEntriesAsync()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        for (var look = 0; look < 20; look++)
        {
            await gp.PageAsync($"/records/{patient}/urgent");
        }

        // Stopping seals and anchors what is left; from here on nobody seals behind the test's back.
        await app.Services.GetRequiredService<AuditSealer>().StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task<long?> FoundAfterAsync(string sql, string? sentence = null)
    {
        await TamperAsync(sql);
        var found = await VerifyAsync();
        await RestoreAsync();
        Assert.False(found.IsWhole, sql);
        Assert.Contains(sentence ?? string.Empty, found.Findings[0].Sentence, StringComparison.Ordinal);
        return found.Findings[0].EntryId;
    }

    private Task TamperAsync(string sql) => app.Database.RunAsync($"{Off} {sql}");

    private Task RestoreAsync() =>
        app.Database.RunAsync(
            $"""
            {Off}
            truncate audit_entries; truncate audit_seals; truncate audit_checkpoints;
            insert into audit_entries overriding system value select * from kept_entries;
            insert into audit_seals select * from kept_seals;
            insert into audit_checkpoints select * from kept_checkpoints;
            """
        );

    private async Task<Verification> VerifyAsync()
    {
        await using var pool = NpgsqlDataSource.Create(app.Database.Owner);
        return await app.Services.GetRequiredService<AuditVerifier>().VerifyAsync(pool, null, TestContext.Current.CancellationToken);
    }

    private Task<int> VerbAsync(params string[] words)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Epaccs"] = app.Database.App,
            ["ConnectionStrings:EpaccsOwner"] = app.Database.Owner,
            ["Audit:AnchorFile"] = app.Anchors,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var surroundings = app.Services.GetRequiredService<IHostEnvironment>();
        return Verb.Named(["verify-audit"])!.Work(new VerbRun(words, configuration, surroundings, TestContext.Current.CancellationToken));
    }

    private Task<long> CountAsync(string table) => app.Database.ValueAsync<long>($"select count(*) from {table}");
}
