using EpaccsWeb.Assurance;
using EpaccsWeb.Verbs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;

namespace EpaccsWeb.Tests.Assurance;

/// <summary>The verb writes the whole file, and needs no database for it.</summary>
public sealed class AssuranceVerbTests
{
    [Fact]
    public async Task It_writes_every_item_with_its_tests_and_says_that_nobody_signed()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("epaccs-test-").FullName, "assurance.md");

        Assert.Equal(0, await RunAsync(path));

        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        Assert.Contains("**No Clinical Safety Officer has signed this release.**", text, StringComparison.Ordinal);
        Assert.Contains("18 of 18 answered: ", text, StringComparison.Ordinal);
        Assert.Contains("54 of 54 answered: ", text, StringComparison.Ordinal);
        foreach (var item in AssuranceFile.All.SelectMany(list => list.Items))
        {
            Assert.Contains($"\n### {item.Id} ", text, StringComparison.Ordinal);
            Assert.All(item.Tests, test => Assert.Contains($"\n- Test: `{test}`\n", text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_it_does_not_understand_or_cannot_write_is_a_usage_error()
    {
        Assert.Equal(2, await RunAsync("--all"));
        Assert.Equal(2, await RunAsync("one.md", "two.md"));
        Assert.Equal(2, await RunAsync(Path.Combine(AppContext.BaseDirectory, "no-such-folder", "assurance.md")));
    }

    /// <summary>With a database that nobody could reach.</summary>
    private static async Task<int> RunAsync(params string[] args)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("ConnectionStrings:Epaccs", "Host=nowhere.invalid;Timeout=1")])
            .Build();
        try
        {
            return await Verb.Named(["assurance"])!
                .Work(new VerbRun(args, configuration, new HostingEnvironment(), TestContext.Current.CancellationToken));
        }
        catch (VerbProblem problem)
        {
            return problem.ExitCode;
        }
    }
}
