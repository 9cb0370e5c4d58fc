using EpaccsWeb.PrivatePostgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace EpaccsWeb.Tests.PrivatePostgres;

/// <summary>Where the private PostgreSQL may run, and where it keeps its data.</summary>
public sealed class LocalPostgresOptionsTests
{
    [Fact]
    public void Production_refuses_and_says_what_to_set()
    {
        var refused = Assert.Throws<LocalPostgresException>(() => Options().RefuseIn(new Place("Production")));

        Assert.Contains("ConnectionStrings__Epaccs", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Development", false)]
    [InlineData("Production", true)]
    public void Development_and_a_production_that_asks_for_it_are_allowed(string environment, bool asked)
    {
        var options = Options(("LocalPostgres:AllowInProduction", asked.ToString()));

        Assert.Null(Record.Exception(() => options.RefuseIn(new Place(environment))));
    }

    [Fact]
    public void The_data_are_in_a_hidden_folder_beside_the_solution_unless_a_setting_says_otherwise()
    {
        var folder = Options().Directory;

        Assert.EndsWith(Path.Combine(".local", "postgres"), folder, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "..", "..", "EpaccsWeb.sln")));
        Assert.Equal("/elsewhere", Options(("LocalPostgres:Directory", "/elsewhere")).Directory);
        Assert.NotEqual(folder, LocalPostgresOptions.ForTests().Directory);
    }

    private static LocalPostgresOptions Options(params (string Key, string Value)[] settings) =>
        LocalPostgresOptions.From(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
                .Build(),
            AppContext.BaseDirectory
        );

    private sealed record Place(string EnvironmentName) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = EnvironmentName;

        public string ApplicationName { get; set; } = "EpaccsWeb";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
