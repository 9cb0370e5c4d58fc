using System.Diagnostics;
using System.Globalization;
using EpaccsWeb.Data;
using Npgsql;

namespace EpaccsWeb.Benchmarks.Load;

/// <summary>The report on place of death where everybody has died, in 42 areas and over five years; beside plain questions to the same rows.</summary>
/// <remarks>Rewrites what reports count in the folder's database. For other runs it is as good as before.</remarks>
public static class ReportRun
{
    private const string Page = "/reports/preferred-place-of-death?from=";
    private const string PlainQuestion = """
        select date_trunc('month', died_on), first_group, actual_group, count(*) from counted_plans
        where died_on between $1 and $2 and practice_id = any(array(select id from organisations where area_id = $3 or $4))
        group by 1, 2, 3
        """;

    /// <summary>The areas, 210 practices, and a death for each plan that has none: one of the deaths that are there, on another day.</summary>
    private static readonly string[] Spreading =
    [
        """
            insert into organisations (id, ods_code, name, kind)
            select md5('area' || n)::uuid, 'ZA' || n, 'Area ' || n, 'care-board' from generate_series(1, 41) n on conflict do nothing
            """,
        """
            insert into organisations (id, ods_code, name, kind, area_id)
            select md5('practice' || n)::uuid, 'ZP' || n, 'Practice ' || n, 'general-practice',
                   case when n % 42 = 0 then (select id from organisations where ods_code = 'Y90070') else md5('area' || n % 42)::uuid end
            from generate_series(1, 210) n on conflict do nothing
            """,
        """
            with dead as materialized (select row_number() over () - 1 as n, counts_as, wish, first, first_group, actual_group, died_on - started_on as days
                                       from counted_plans where died_on is not null),
                 everybody as materialized (select plan_id, row_number() over (order by plan_id) as n from counted_plans),
                 drawn as materialized (select plan_id, n, ('x' || left(md5(n::text), 7))::bit(28)::int as chance from everybody)
            update counted_plans c
            set practice_id = md5('practice' || 1 + drawn.chance % 210)::uuid, died_on = $1::date - (drawn.n % 1800)::int,
                started_on = $1::date - (drawn.n % 1800)::int - dead.days,
                counts_as = dead.counts_as, wish = dead.wish, first = dead.first, first_group = dead.first_group, actual_group = dead.actual_group
            from drawn join dead on dead.n = drawn.chance % (select count(*) from dead)
            where c.plan_id = drawn.plan_id
            """,
        "vacuum analyze counted_plans",
        "analyze organisations",
    ];

    public static async Task<int> RunAsync(LoadOptions options)
    {
        var settings = LoadEnvironment.Settings(options);
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var database = await EpaccsDatabase.ReachAsync(
            configuration,
            new LoadEnvironment(),
            LoadRun.Say,
            CancellationToken.None
        );
        await using var pool = database.OwnerPool();
        await LoadRun.SeedAsync(pool, options, settings);
        using var product = new Product(LoadRun.ProductPort);
        using var process = LoadRun.Start(
            settings,
            options,
            "product",
            LoadRun.ProductAssembly,
            "--urls",
            $"http://127.0.0.1:{LoadRun.ProductPort}"
        );
        try
        {
            // Ready once its migrations are applied, which what follows needs.
            await LoadRun.ReadyAsync(LoadRun.ProductPort, "health/ready");
            var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
            foreach (var step in Spreading)
            {
                await using var command = pool.CreateCommand(step);
                command.CommandTimeout = 0;
                if (step.Contains("$1", StringComparison.Ordinal))
                {
                    command.Parameters.Add(new() { Value = today });
                }

                await command.ExecuteNonQueryAsync();
            }

            await product.SignInAsync("coordinator");
            Console.WriteLine($"{options.People:N0} deaths in 42 areas over five years; medians of {options.Rounds * 3}");
            Console.WriteLine();
            Console.WriteLine("| Report, signed in as coordinator | Deaths | Page, ms | Plain question, ms |");
            Console.WriteLine("|---|---|---|---|");
            var (year, ever) = (today.AddMonths(-12).AddDays(1), today.AddYears(-5));
            await LineAsync("one area, 12 months", year, string.Empty, everywhere: false);
            await LineAsync("one area, five years", ever, string.Empty, everywhere: false);
            await LineAsync("one area, five years, by organisation", ever, "&group-by=organisation", everywhere: false);
            await MoveAsync("ods_code like 'ZP%'", "(select id from organisations where ods_code = 'Y90070')");
            await LineAsync("all in one area, 12 months", year, string.Empty, everywhere: true);
            await LineAsync("all in one area, five years", ever, string.Empty, everywhere: true);
            await MoveAsync(
                "ods_code like 'ZP%' and substr(ods_code, 3)::int % 42 <> 0",
                "md5('area' || substr(ods_code, 3)::int % 42)::uuid"
            );

            async Task LineAsync(string name, DateOnly from, string more, bool everywhere)
            {
                var request = product.Get(
                    string.Create(CultureInfo.InvariantCulture, $"{Page}{from:yyyy-MM-dd}&to={today:yyyy-MM-dd}{more}")
                );
                var page = await MedianAsync(options, () => product.BytesAsync(request, "Preferred place of death"));
                var deaths = 0L;
                var plain = await MedianAsync(options, async () => deaths = await PlainAsync(pool, from, today, everywhere));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {deaths:N0} | {page:F0} | {plain:F0} |"));
            }
        }
        finally
        {
            await LoadRun.StopAsync(process);
        }

        return 0;

        async Task MoveAsync(string which, string area)
        {
            await pool.CreateCommand($"update organisations set area_id = {area} where {which}").ExecuteNonQueryAsync();
            await pool.CreateCommand("analyze organisations").ExecuteNonQueryAsync();
        }
    }

    /// <summary>Deaths by month, wish and place, without rights, medians, reviews or anything else; how many there are.</summary>
    private static async Task<long> PlainAsync(NpgsqlDataSource pool, DateOnly from, DateOnly to, bool everywhere)
    {
        await using var command = pool.CreateCommand(PlainQuestion);
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = to });
        command.Parameters.Add(
            new()
            {
                Value = (Guid)(await pool.CreateCommand("select id from organisations where ods_code = 'Y90070'").ExecuteScalarAsync())!,
            }
        );
        command.Parameters.Add(new() { Value = everywhere });
        await using var rows = await command.ExecuteReaderAsync();
        var deaths = 0L;
        while (await rows.ReadAsync())
        {
            deaths += rows.GetInt64(3);
        }

        return deaths;
    }

    private static async Task<double> MedianAsync(LoadOptions options, Func<Task> work)
    {
        await work();
        var times = new List<double>();
        for (var round = 0; round < options.Rounds * 3; round++)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }
}
