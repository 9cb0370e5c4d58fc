using System.Globalization;
using EpaccsWeb.AuditChain;
using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.AuditChain;

/// <summary>Each month of the audit has the index that the looks of urgent care are counted from, and gets it beside the traffic.</summary>
public sealed class AuditIndexesTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Without = """
        select count(*) from pg_inherits part join pg_class month on month.oid = part.inhrelid
        where part.inhparent = 'audit_entries'::regclass
          and not exists (select from pg_index made
                          where made.indrelid = month.oid and made.indisvalid and pg_get_expr(made.indpred, made.indrelid) like '%urgent%')
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Month => app.Clock.GetUtcNow().ToString("yyyyMM", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Every_month_has_it_and_the_question_of_the_reports_goes_by_it()
    {
        var coordinator = await app.ActorAsync("coordinator");
        var first = new DateOnly(app.Clock.GetUtcNow().Year, app.Clock.GetUtcNow().Month, 1);
        var plan = await app.Database.PlanAsync(
            coordinator,
            "report",
            null,
            $"select patient_id from urgent_looks where at >= '{first:yyyy-MM-dd} 00:00+00' and at < '{first.AddMonths(1):yyyy-MM-dd} 00:00+00'"
        );

        Assert.Equal(0L, await app.Database.ValueAsync<long>(Without));
        Assert.Contains($"ix_audit_entries_{Month}_urgent_looks", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_month_without_it_gets_it_once_though_several_migrate_at_a_time()
    {
        await app.SignInAsAsync("gp");
        await app.Database.RunAsync($"drop index ix_audit_entries_{Month}_urgent_looks; drop index ix_audit_entries_other_urgent_looks");
        Assert.Equal(2L, await app.Database.ValueAsync<long>(Without));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => MakeAsync())).WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        Assert.Equal(0L, await app.Database.ValueAsync<long>(Without));
    }

    private async Task MakeAsync()
    {
        await using var owner = new NpgsqlConnection(app.Database.Owner);
        await owner.OpenAsync(Cancel);
        await AuditIndexes.MakeAsync(owner, Cancel);
    }
}
