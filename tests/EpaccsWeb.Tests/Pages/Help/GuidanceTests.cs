using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Help;

/// <summary>Guidance where it is needed: one press from the field, and each page says where it is from.</summary>
public sealed class GuidanceTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("mental-capacity", "legal")]
    [InlineData("mental-capacity", "treatment-escalation")]
    [InlineData("advance-decisions", "legal")]
    [InlineData("attorneys", "legal")]
    [InlineData("cpr-wording", "resuscitation")]
    [InlineData("asking-about-place", "preferred-places")]
    public async Task Each_page_names_its_sources_and_is_linked_from_the_section(string slug, string section)
    {
        var gp = await app.SignInAsAsync("gp");
        var form = await gp.PageAsync($"/records/{await app.StartRecordAsync()}/plan/{section}");
        Assert.NotNull(form.Document.QuerySelector($"#section a[href='/help/{slug}']"));

        var page = await gp.PageAsync($"/help/{slug}");

        var sources = page.Document.QuerySelectorAll("h2").Single(heading => heading.TextContent is "Sources").NextElementSibling!;
        Assert.NotEmpty(sources.QuerySelectorAll("li"));
        Assert.NotNull(
            (await (await app.SignInAsAsync("carehome")).PageAsync("/")).Document.QuerySelector("footer a[href='/help/mental-capacity']")
        );
    }
}
