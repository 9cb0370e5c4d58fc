using System.Diagnostics;
using EpaccsWeb.Data;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EpaccsWeb.Tests.Data;

/// <summary>Few questions are with the database at once; neither slow nor failing ones shut anybody out.</summary>
public sealed class TurnsTests(TestApp app) : IClassFixture<TestApp>
{
    private const double Slow = 3;

    private static readonly int MoreThanTurns = (3 * Environment.ProcessorCount) + 4;

    [Fact]
    public async Task Nobody_waits_for_the_slow_questions_of_others()
    {
        var slow = Enumerable.Range(0, MoreThanTurns).Select(_ => AskAsync($"select 1 from pg_sleep({Slow})")).ToList();
        await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        var watch = Stopwatch.StartNew();

        Assert.Equal([2], await AskAsync($"select 2"));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(Slow - 1), $"{watch.Elapsed.TotalSeconds:F1} s");
        Assert.All(await Task.WhenAll(slow), answer => Assert.Equal([1], answer));
    }

    [Fact]
    public async Task A_question_that_fails_gives_its_turn_back()
    {
        for (var time = 0; time < MoreThanTurns; time++)
        {
            await Assert.ThrowsAsync<PostgresException>(() => AskAsync($"select 1 / {0}"));
        }

        Assert.Equal(3 * Environment.ProcessorCount, Questions.FreeTurns(app.Services.GetRequiredService<NpgsqlDataSource>()));
    }

    private async Task<List<int>> AskAsync(FormattableString query)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<EpaccsDbContext>()
            .AskAsync<int>(query, TestContext.Current.CancellationToken);
    }
}
