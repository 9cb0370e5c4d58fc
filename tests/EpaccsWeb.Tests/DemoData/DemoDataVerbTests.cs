using System.Diagnostics;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Tests.Data;
using EpaccsWeb.Tests.Support;
using EpaccsWeb.Verbs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace EpaccsWeb.Tests.Demonstration;

/// <summary>The demo-data verb: what it loads, and where it refuses.</summary>
public sealed class DemoDataVerbTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => database = await TestDatabases.CreateAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task It_loads_as_many_people_as_asked_with_valid_numbers_of_their_own_and_facts_that_can_be_rebuilt()
    {
        var before = await CountAsync();

        Assert.Equal(0, await RunAsync("--people", "2000", "--deaths", "50", "--seed", "7"));

        Assert.Equal(before + 2000, await CountAsync());
        var numbers = await database.ValueAsync<string[]>("select array(select nhs_number from patients)");
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.True(NhsNumber.TryParse(number, out _) && number.StartsWith("999", StringComparison.Ordinal)));
        Assert.InRange(await database.ValueAsync<long>("select count(*) from plan_facts where died_on is not null"), 950, 1100);
        Assert.True(await database.ValueAsync<bool>("select is_demonstration from service_state"));
        Assert.Equal(
            2L,
            await database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'demo-data-loaded' and detail like '%1000 records'"
            )
        );

        await using var pool = EpaccsDatabase.Pool(database.App);
        foreach (var id in await StoredRecord.FindAsync(database, "order by nhs_number desc limit 1000"))
        {
            var record = await StoredRecord.ReadAsync(pool, id);
            record.AssertRebuilt();
            record.AssertFollowsTheRules();
        }
    }

    [Fact]
    public async Task A_second_load_goes_on_with_the_numbers_that_are_free()
    {
        var before = await CountAsync();

        await RunAsync("--people", "30");
        await RunAsync("--people", "40");

        Assert.Equal(before + 70, await CountAsync());
    }

    [Fact]
    public async Task A_database_that_holds_other_people_is_refused_and_unchanged()
    {
        await database.RunAsync("update service_state set is_demonstration = false");
        var before = await CountAsync();

        var refused = await Assert.ThrowsAsync<VerbProblem>(() => RunAsync("--people", "10"));

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("holds other people", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await CountAsync());
        Assert.False(await database.ValueAsync<bool>("select is_demonstration from service_state"));
    }

    [Fact]
    public async Task A_demonstration_that_holds_somebody_with_another_NHS_number_is_refused_and_unchanged()
    {
        // The number is a published one of the NHS test service.
        await database.RunAsync("update patients set nhs_number = '9000000009' where nhs_number = '9990000026'");
        var before = await CountAsync();

        foreach (var words in new string[][] { [], ["--people", "10"] })
        {
            var refused = await Assert.ThrowsAsync<VerbProblem>(() => RunAsync(words));

            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("begin with 998 or 999", refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task A_demonstration_in_which_people_with_invented_numbers_were_started_goes_on()
    {
        var low = Enumerable.Range(998_000_000, 20).Select(NhsNumber.FromNineDigits).OfType<NhsNumber>().First();
        var high = Enumerable.Range(999_999_980, 20).Select(NhsNumber.FromNineDigits).OfType<NhsNumber>().Last();
        await database.RunAsync($"update patients set nhs_number = '{low.Digits}' where nhs_number = '9990000026'");
        await database.RunAsync($"update patients set nhs_number = '{high.Digits}' where nhs_number = '9990000034'");

        Assert.Equal(0, await RunAsync());
    }

    [Fact]
    public async Task Production_is_refused()
    {
        var refused = await Assert.ThrowsAsync<VerbProblem>(() => RunInAsync(Environments.Production, "--people", "10"));

        Assert.Contains("Production", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The program itself. Where both are set, the website goes by the second.</summary>
    [Theory]
    [InlineData(null, "Production", 1)]
    [InlineData("Production", null, 1)]
    [InlineData("Development", "Production", 1)]
    [InlineData(null, null, 0)]
    public async Task Production_is_where_the_website_would_be_in_it(string? aspNetCore, string? dotNet, int exit)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "EpaccsWeb.dll"), "demo-data" },
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Epaccs"] = database.App;
        start.Environment["ConnectionStrings__EpaccsOwner"] = database.Owner;
        foreach (var (name, value) in new[] { ("ASPNETCORE_ENVIRONMENT", aspNetCore), ("DOTNET_ENVIRONMENT", dotNet) })
        {
            start.Environment.Remove(name);
            if (value is not null)
            {
                start.Environment[name] = value;
            }
        }

        using var program = Process.Start(start)!;
        var said = await Task.WhenAll(program.StandardOutput.ReadToEndAsync(Cancel), program.StandardError.ReadToEndAsync(Cancel));
        await program.WaitForExitAsync(Cancel);

        Assert.Equal((exit, exit == 1), (program.ExitCode, said[1].Contains("not loaded in Production", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("--people", "none")]
    [InlineData("--people", "0")]
    [InlineData("--people", "-5")]
    [InlineData("--deaths", "101")]
    [InlineData("--persons", "5")]
    [InlineData("--seed")]
    public async Task What_it_does_not_understand_is_a_usage_error(params string[] words) =>
        Assert.Equal(2, (await Assert.ThrowsAsync<VerbProblem>(() => RunAsync(words))).ExitCode);

    private Task<long> CountAsync() => database.ValueAsync<long>("select count(*) from patients");

    private Task<int> RunAsync(params string[] words) => RunInAsync(Environments.Development, words);

    private async Task<int> RunInAsync(string environment, params string[] words)
    {
        var settings = new Dictionary<string, string?>
        {
            ["ConnectionStrings:Epaccs"] = database.App,
            ["ConnectionStrings:EpaccsOwner"] = database.Owner,
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return await Verb.Named(["demo-data"])!.Work(new VerbRun(words, configuration, new Surroundings(environment), Cancel));
    }

    private sealed class Surroundings(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "EpaccsWeb";
        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
