using EpaccsWeb.Ui;

namespace EpaccsWeb.Tests.Ui;

/// <summary>Everything but form fields says exactly what NHS.UK frontend publishes.</summary>
public sealed class BlockFixtureTests
{
    private readonly TagHelperHarness page = new();

    [Theory]
    [InlineData("default", "primary", false, "Save and continue")]
    [InlineData("secondary", "secondary", false, "Find my location")]
    [InlineData("warning", "warning", false, "Yes, delete this vaccine")]
    [InlineData("with double click prevented", "primary", true, "Save and continue")]
    public async Task Button(string name, string variant, bool once, string text) =>
        Fixtures.AssertSame(
            "button",
            name,
            await page.HtmlAsync(new NhsButtonTagHelper { Variant = variant, PreventDoubleClick = once }, text)
        );

    [Fact]
    public async Task Button_as_a_link() =>
        Fixtures.AssertSame("button", "as a link", await page.HtmlAsync(new NhsButtonTagHelper { Href = "#" }, "Link button"));

    [Fact]
    public async Task Error_summary_links_to_fields_further_down()
    {
        page.WithError("example-last-name", "Enter your last name").WithError("example-first-name", "Enter your first name");
        var summary = await page.DrawAsync(new NhsErrorSummaryTagHelper());
        foreach (var name in new[] { "example-first-name", "example-last-name" })
        {
            await page.HtmlAsync(new NhsInputTagHelper { For = page.For(name), Label = name });
        }

        Fixtures.AssertSame("error-summary", "with multiple errors", TagHelperHarness.Text(summary));
    }

    [Fact]
    public async Task Error_summary_without_a_field_has_no_link()
    {
        page.WithError("terms", "Agree to the terms of service to log in").WithError("", "Invalid username or password");
        var summary = await page.DrawAsync(new NhsErrorSummaryTagHelper());
        await page.HtmlAsync(
            new NhsCheckboxTagHelper
            {
                For = page.For("terms"),
                Id = "example-terms-of-service",
                Label = "Agree",
            }
        );
        Fixtures.AssertSame("error-summary", "without error link (mixed)", TagHelperHarness.Text(summary));
    }

    [Fact]
    public async Task Error_summary_is_absent_when_all_is_well() => Assert.Equal("", await page.HtmlAsync(new NhsErrorSummaryTagHelper()));

    [Fact]
    public async Task Warning()
    {
        var inner = Fixtures.Parse(Fixtures.Html("warning-callout", "default")).QuerySelector("p")!.OuterHtml;
        var html = await page.HtmlAsync(new NhsWarningTagHelper { Level = 3 }, inner);
        Fixtures.AssertSame("warning-callout", "default", html);
    }

    [Theory]
    [InlineData("default", null, "Active")]
    [InlineData("without colour", "no-colour", "Completed")]
    [InlineData("with text escaping", "red", "A&amp;E")]
    public async Task Tag(string name, string? colour, string text) =>
        Fixtures.AssertSame("tag", name, await page.HtmlAsync(new NhsTagTagHelper { Colour = colour }, text));

    [Theory]
    [InlineData("numbered with many pages", 10, 40)]
    [InlineData("numbered first page", 1, 3)]
    [InlineData("numbered last page", 3, 3)]
    public async Task Pagination(string name, int at, int pages)
    {
        var html = await page.HtmlAsync(
            new NhsPaginationTagHelper
            {
                Page = at,
                Pages = pages,
                Route = "/list",
            }
        );
        var published = System.Text.RegularExpressions.Regex.Replace(
            Fixtures.Html("pagination", name),
            "#/[a-z]+/([0-9]+)|#",
            "/list?p=$1"
        );
        Assert.Equal(WithoutAddresses(published), WithoutAddresses(html));
    }

    [Fact]
    public async Task Pagination_keeps_the_filter()
    {
        var html = await page.HtmlAsync(
            new NhsPaginationTagHelper
            {
                Page = 1,
                Pages = 2,
                Route = "/list?sort=name&p=1",
            }
        );
        var links = Fixtures.Parse(html).QuerySelectorAll("li a").Select(a => a.GetAttribute("href"));
        Assert.Equal(["/list?sort=name&p=1", "/list?sort=name&p=2"], links);
    }

    [Fact]
    public async Task Summary_list_with_actions()
    {
        var published = Fixtures.Parse(Fixtures.Html("summary-list", "with actions"));
        var html = await page.HtmlAsync(
            new NhsSummaryListTagHelper(),
            children: async context =>
            {
                foreach (var row in published.QuerySelectorAll(".nhsuk-summary-list__row"))
                {
                    await page.DrawAsync(
                        new NhsRowTagHelper { Key = row.QuerySelector("dt")!.TextContent.Trim(), Href = "#/change" },
                        row.QuerySelector("dd")!.InnerHtml,
                        context.Items
                    );
                }
            }
        );
        Fixtures.AssertSame("summary-list", "with actions", html);
    }

    [Fact]
    public async Task Success_reads_the_receipt()
    {
        page.ViewContext.TempData[NhsSuccessTagHelper.Key] = "Email sent to example@email.com";
        Fixtures.AssertSame("notification-banner", "with success variant", await page.HtmlAsync(new NhsSuccessTagHelper()));
    }

    [Fact]
    public async Task Details() =>
        Fixtures.AssertSame(
            "details",
            "default",
            await page.HtmlAsync(
                new NhsDetailsTagHelper { Summary = "How to find your NHS number" },
                "You can find your NHS number by logging in to the NHS App or on any document the NHS has sent you."
            )
        );

    [Theory]
    [InlineData("feature", "feature", null, "Feature card heading")]
    [InlineData("clickable", "basic", "#", "Introduction to care and support")]
    [InlineData("urgent (red)", "urgent", null, "Ask for an urgent GP appointment if:")]
    [InlineData("emergency (red and black)", "emergency", null, "Call 999 if you have sudden chest pain that:")]
    public async Task Card(string name, string variant, string? href, string heading)
    {
        var content = Fixtures.Parse(Fixtures.Html("card", name)).QuerySelector(".nhsuk-card__content")!;
        var inner = string.Concat(content.Children.Where(c => c.LocalName != "h2").Select(c => c.OuterHtml));
        var html = await page.HtmlAsync(
            new NhsCardTagHelper
            {
                Variant = variant,
                Href = href,
                Heading = heading,
            },
            inner
        );
        Fixtures.AssertSame("card", name, html);
    }

    private static string WithoutAddresses(string html) =>
        System.Text.RegularExpressions.Regex.Replace(Fixtures.Normal(html), "href=\"[^\"]*\"", "href");
}
