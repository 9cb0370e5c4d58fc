using System.Globalization;
using EpaccsWeb.AuditChain;
using EpaccsWeb.Tests.Support;
using EpaccsWeb.Verbs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EpaccsWeb.Tests.AuditChain;

/// <summary>Months of the audit are made ahead, shut to everybody like the others; old ones are put away and the rest still proves itself.</summary>
public sealed class AuditMonthsTests(TestApp app) : IClassFixture<TestApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Months_are_made_ahead_once_and_are_shut()
    {
        await using var owner = await OwnerAsync();
        var then = new DateTimeOffset(2031, 3, 10, 0, 0, 0, TimeSpan.Zero);

        await AuditMonths.MakeAheadAsync(owner, then, Cancel);
        await AuditMonths.MakeAheadAsync(owner, then, Cancel);

        const string Made = "from pg_class where relname ~ '^audit_entries_203[0-9]{3}$' and relkind = 'r'";
        Assert.Equal(
            AuditMonths.Ahead + 1,
            await app.Database.ValueAsync<long>($"select count(*) {Made} and relname >= 'audit_entries_203103'")
        );
        Assert.Equal(0, await app.Database.ValueAsync<long>($"select count(*) {Made} and not (relrowsecurity and relforcerowsecurity)"));
    }

    [Fact]
    public async Task Old_months_are_put_away_and_what_is_left_is_whole()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        for (var look = 0; look < 12; look++)
        {
            await gp.PageAsync($"/records/{patient}/urgent");
        }

        await app.Services.GetRequiredService<AuditSealer>().StopAsync(Cancel);
        var old = await app.Database.ValueAsync<long>("select count(*) from audit_entries");
        // The same looks two months later, and one line of the old month that is sealed in the new one.
        const string Columns = "action, detail, patient_id, user_id, post_id, role, organisation_id, route, request_id, urgent";
        await app.Database.RunAsync(
            $"""
            insert into audit_entries (at, {Columns}) select at + interval '62 days', {Columns} from audit_entries;
            insert into audit_entries (at, {Columns}) select at, {Columns} from audit_entries order by id limit 1;
            """
        );
        var ahead = new TestClock();
        ahead.Advance(TimeSpan.FromDays(62));
        var later = ahead.GetUtcNow();
        await using (var pool = NpgsqlDataSource.Create(app.Database.Owner))
        {
            var anchors = app.Services.GetRequiredService<AnchorFile>();
            await new AuditSealer(pool, anchors, ahead, NullLogger<AuditSealer>.Instance).SealAllAsync(Cancel);
        }

        var month = new DateOnly(later.Year, later.Month, 1);
        await using var owner = await OwnerAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => AuditMonths.PutAwayAsync(owner, month.AddMonths(1), later, Cancel));
        Assert.Empty((await VerifyAsync()).Findings);

        var away = await AuditMonths.PutAwayAsync(owner, month, later, Cancel);

        Assert.Contains(app.Clock.GetUtcNow().ToString("yyyyMM", CultureInfo.InvariantCulture), away);
        var found = await VerifyAsync();
        Assert.Empty(found.Findings);
        // The line of the putting away itself is the only one that is not sealed yet.
        Assert.Equal((old + 1, 1), (found.Entries, found.Unsealed));
        Assert.Equal(
            1,
            await app.Database.ValueAsync<long>(
                $"select count(*) from audit_entries where action = 'administered' and detail like 'audit before {month:yyyy-MM} put away: % months'"
            )
        );
        Assert.Equal(old + 2, await app.Database.ValueAsync<long>("select count(*) from audit_entries"));
        Assert.Equal(old, await app.Database.ValueAsync<long>($"select count(*) from audit_archive.audit_seals_before_{month:yyyyMM}"));
        await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var website = NpgsqlDataSource.Create(app.Database.App);
            await website.CreateCommand($"select count(*) from audit_archive.audit_seals_before_{month:yyyyMM}").ExecuteScalarAsync(Cancel);
        });
    }

    [Fact]
    public async Task A_month_that_must_still_be_kept_is_not_put_away()
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Epaccs"] = app.Database.App,
            ["ConnectionStrings:EpaccsOwner"] = app.Database.Owner,
            ["Audit:AnchorFile"] = app.Anchors,
        };
        var run = new VerbRun(
            ["--before", "2025-01"],
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            app.Services.GetRequiredService<IHostEnvironment>(),
            Cancel
        );

        var refused = await Assert.ThrowsAsync<VerbProblem>(() => Verb.Named(["put-away-audit"])!.Work(run));

        Assert.Contains("is kept for 8 years", refused.Message, StringComparison.Ordinal);
    }

    private async Task<NpgsqlConnection> OwnerAsync()
    {
        var owner = new NpgsqlConnection(app.Database.Owner);
        await owner.OpenAsync(Cancel);
        return owner;
    }

    private async Task<Verification> VerifyAsync()
    {
        await using var pool = NpgsqlDataSource.Create(app.Database.Owner);
        return await app.Services.GetRequiredService<AuditVerifier>().VerifyAsync(pool, null, Cancel);
    }
}
