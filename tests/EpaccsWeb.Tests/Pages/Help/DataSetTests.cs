using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Help;

/// <summary>The list of what the standards ask for.</summary>
public sealed class DataSetTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("callhandler")]
    [InlineData("practice")]
    [InlineData("admin")]
    [InlineData("privacy")]
    public async Task Anybody_signed_in_reads_it_from_the_footer(string account)
    {
        var browser = await app.SignInAsAsync(account);
        var home = await browser.PageAsync("/");
        Assert.NotNull(home.Document.QuerySelector("footer a[href='/help/data-set']"));

        var page = await browser.PageAsync("/help/data-set");
        Assert.Equal(78, page.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains(
            "35 Advance statement requests and preferences Advance decisions and attorneys",
            page.Text,
            StringComparison.Ordinal
        );
        Assert.Contains("59 Date of death Death", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Contingency plans Advance decisions and attorneys; Contingency plans; Anticipatory medicines",
            page.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_standard_has_its_own_name_and_the_footer_speaks_of_a_care_plan()
    {
        var page = await (await app.SignInAsAsync("gp")).PageAsync("/help/data-set");

        Assert.Contains("SCCI1580, Palliative Care Co-ordination: Core Content", page.Text, StringComparison.Ordinal);
        var footer = page.Document.QuerySelector("footer")!.TextContent;
        Assert.Contains("EpaccsWeb: a shared care plan record.", footer, StringComparison.Ordinal);
        Assert.DoesNotContain("end-of-life", footer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Nobody_else_does() => Assert.Equal(302, (await app.Browser().PageAsync("/help/data-set", expected: 302)).Status);
}
