using EpaccsWeb.Assurance;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Help;

/// <summary>The safety and assurance file on its page.</summary>
public sealed class AssurancePageTests(TestApp app) : IClassFixture<TestApp>
{
    private const string NotSigned = "No Clinical Safety Officer has signed this release.";

    [Theory]
    [InlineData("callhandler")]
    [InlineData("coordinator")]
    [InlineData("privacy")]
    public async Task Anybody_signed_in_reads_every_item_from_the_footer(string account)
    {
        var browser = await app.SignInAsAsync(account);
        Assert.NotNull((await browser.PageAsync("/")).Document.QuerySelector("footer a[href='/help/assurance']"));

        var page = await browser.PageAsync("/help/assurance");

        Assert.Contains(NotSigned, page.Text, StringComparison.Ordinal);
        Assert.Contains("18 of 18 answered: ", page.Text, StringComparison.Ordinal);
        Assert.Contains("54 of 54 answered: ", page.Text, StringComparison.Ordinal);
        foreach (var list in AssuranceFile.All)
        {
            var shown = page.Document.QuerySelectorAll($"#{list.Key} article");
            Assert.Equal(list.Items.Count, shown.Length);
            Assert.Equal(list.Items.Select(item => $"{item.Answer}"), shown.Select(item => item.GetAttribute("data-app-answer")));
            Assert.Equal(list.Items.Sum(item => item.Tests.Count), shown.Sum(item => item.QuerySelectorAll("li").Length));
        }

        var night = page.Document.GetElementById("hazards-H12")!.TextContent;
        Assert.Contains("Partly", night, StringComparison.Ordinal);
        Assert.Contains("What is left: Major, likelihood medium: 3, undesirable.", night, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_else_does() => Assert.Equal(302, (await app.Browser().PageAsync("/help/assurance", expected: 302)).Status);

    [Fact]
    public async Task A_signature_of_another_release_is_none()
    {
        var signed = new TestApp
        {
            Settings = { ["Assurance:ClinicalSafetyOfficer"] = "Dr Ana Keen", ["Assurance:SignedVersion"] = "0.0.9" },
        };
        await signed.InitializeAsync();
        try
        {
            var page = await (await signed.SignInAsAsync("gp")).PageAsync("/help/assurance");
            Assert.Contains($"{NotSigned} Dr Ana Keen signed 0.0.9.", page.Text, StringComparison.Ordinal);
        }
        finally
        {
            await signed.DisposeAsync();
        }
    }
}
