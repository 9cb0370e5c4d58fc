using System.Diagnostics;
using EpaccsWeb.Tests.Support;
using EpaccsWeb.Verbs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace EpaccsWeb.Tests.Import;

/// <summary>The verb: exit codes, and no rows written where none should be.</summary>
public sealed class ImportVerbTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Exit_codes_tell_written_refused_and_unreadable_apart()
    {
        var good = await FileAsync(Register.Csv(Register.Row(), Register.Row()));
        var mixed = await FileAsync(Register.Csv(Register.Row(), Register.Row(null, ("gender", "?"))));
        var people = await app.CountAsync("patients");

        Assert.Equal(0, await RunAsync(good, "--dry-run"));
        Assert.Equal(1, await RunAsync(mixed, "--dry-run"));
        Assert.Equal(1, await RunAsync(mixed));
        Assert.Equal(2, await RunAsync(await FileAsync("name\nAsha")));
        Assert.Equal(2, await RunAsync(good + ".missing"));
        Assert.Equal(2, await RunAsync(good, "--organisation", "Q99999"));
        Assert.Equal(2, await RunAsync(good, "--organisation"));
        Assert.Equal(2, await RunAsync(good, "--dryrun"));
        Assert.Equal(2, await RunAsync());
        Assert.Equal(people, await app.CountAsync("patients"));

        Assert.Equal(0, await RunAsync(good, "--organisation", "Y90001"));
        Assert.Equal(0, await RunAsync("--skip-refused", mixed));
        Assert.Equal(people + 3, await app.CountAsync("patients"));
    }

    [Theory]
    [InlineData("--dry-run")]
    [InlineData("--skip-refused")]
    public async Task Every_refused_row_is_named_once_however_many_there_are(string how)
    {
        var wrong = Enumerable.Range(0, 300).Select(_ => Register.Row(null, ("gender", "?")));
        var file = await FileAsync(Register.Csv([Register.Row(), .. wrong]));
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "EpaccsWeb.dll"), "import", file, how },
            WorkingDirectory = AppContext.BaseDirectory,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["ConnectionStrings__Epaccs"] = app.Database.App;

        using var process = Process.Start(start)!;
        var told = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            Enumerable.Range(3, 300).Select(line => $"Line {line}, gender"),
            told.Split('\n').Where(line => line.StartsWith("Line ", StringComparison.Ordinal)).Select(line => line.Split(':')[0])
        );
        Assert.Contains("Refused: 300", told, StringComparison.Ordinal);
    }

    private static async Task<string> FileAsync(string text)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("epaccs-test-").FullName, "register.csv");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        return path;
    }

    private async Task<int> RunAsync(params string[] args)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Epaccs", app.Database.App)]).Build();
        try
        {
            return await Verb.Named(["import"])!
                .Work(new VerbRun(args, configuration, new HostingEnvironment(), TestContext.Current.CancellationToken));
        }
        catch (VerbProblem problem)
        {
            return problem.ExitCode;
        }
    }
}
