using EpaccsWeb.Ui;

namespace EpaccsWeb.Tests.Ui;

/// <summary>What form fields do with names, typed values, errors and text that looks like mark-up.</summary>
public sealed class FieldTests
{
    private const string Nasty = "<script>\"x\"&'</script>";

    private readonly TagHelperHarness page = new();

    [Fact]
    public async Task Ids_derive_from_the_name_and_the_name_is_posted_as_it_is()
    {
        var html = await page.HtmlAsync(new NhsInputTagHelper { For = page.For("Input.Rows[0].Name"), Label = "Name" });
        var input = Fixtures.Parse(html).QuerySelector("input")!;
        Assert.Equal("Input.Rows[0].Name", input.GetAttribute("name"));
        Assert.Equal("Input_Rows_0__Name", input.Id);
        Assert.Equal(input.Id, Fixtures.Parse(html).QuerySelector("label")!.GetAttribute("for"));
    }

    [Fact]
    public async Task What_was_typed_comes_before_what_the_model_holds()
    {
        page.WithTyped("Age", "forty");
        var html = await page.HtmlAsync(new NhsInputTagHelper { For = page.For("Age", 40), Label = "Age" });
        Assert.Equal("forty", Fixtures.Parse(html).QuerySelector("input")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_date_that_is_none_comes_back_as_typed_and_the_summary_leads_to_its_first_wrong_part()
    {
        page.WithTyped("On.Day", "31")
            .WithTyped("On.Month", "Febuary")
            .WithTyped("On.Year", "2026")
            .WithError("On", "Date of decision must be a real date");
        var summary = await page.DrawAsync(new NhsErrorSummaryTagHelper());
        var html = await page.HtmlAsync(new NhsDateTagHelper { For = page.For("On", new DateParts()), Legend = "When?" });
        var typed = Fixtures.Parse(html).QuerySelectorAll("input").Select(i => i.GetAttribute("value"));
        Assert.Equal(["31", "Febuary", "2026"], typed);
        var link = Fixtures.Parse(TagHelperHarness.Text(summary)).QuerySelector("a")!.GetAttribute("href")!;
        Assert.Equal("#On-month", link);
        Assert.Equal("On.Month", Fixtures.Parse(html).QuerySelector(link)!.GetAttribute("name"));
    }

    [Fact]
    public async Task Radios_and_checkboxes_keep_every_choice_and_errors_lead_to_the_first_input()
    {
        page.WithTyped("Seen", "gp", "dn").WithError("Seen", "Select one");
        var summary = await page.DrawAsync(new NhsErrorSummaryTagHelper());
        var html = await page.HtmlAsync(
            new NhsCheckboxesTagHelper
            {
                For = page.For("Seen", new List<string> { "none" }),
                Legend = "Who?",
                Items = [new("gp", "GP"), new("none", "Nobody", DividerBefore: "or"), new("dn", "Nurse")],
            }
        );
        var form = Fixtures.Parse(html);
        Assert.Equal(["gp", "dn"], form.QuerySelectorAll("input[checked]").Select(i => i.GetAttribute("value")));
        var link = Fixtures.Parse(TagHelperHarness.Text(summary)).QuerySelector("a")!.GetAttribute("href")!;
        Assert.Equal("gp", form.QuerySelector(link)!.GetAttribute("value"));
        Assert.Equal("or", form.QuerySelector(".nhsuk-checkboxes__divider")!.TextContent);
    }

    [Fact]
    public async Task A_bool_ticks_its_box()
    {
        var html = await page.HtmlAsync(new NhsCheckboxTagHelper { For = page.For("Sure", true), Label = "Sure" });
        Assert.NotNull(Fixtures.Parse(html).QuerySelector("input[checked][value=true]"));
        var off = await page.HtmlAsync(new NhsCheckboxTagHelper { For = page.For("Sure", false), Label = "Sure" });
        Assert.Null(Fixtures.Parse(off).QuerySelector("input[checked]"));
    }

    [Fact]
    public async Task Passwords_are_not_sent_back()
    {
        page.WithTyped("Password", "correct horse");
        var html = await page.HtmlAsync(new NhsPasswordTagHelper { For = page.For("Password", "correct horse"), Label = "P" });
        Assert.DoesNotContain("horse", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_can_be_drawn_elsewhere()
    {
        page.WithError("Name", "Enter a name");
        var html = await page.HtmlAsync(
            new NhsInputTagHelper
            {
                For = page.For("Name"),
                Label = "Name",
                IgnoreModelStateErrors = true,
            }
        );
        Assert.DoesNotContain("Enter a name", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_that_looks_like_markup_stays_text()
    {
        page.WithTyped("A", Nasty).WithError("A", Nasty);
        var summary = await page.DrawAsync(new NhsErrorSummaryTagHelper());
        Choice[] items = [new(Nasty, Nasty, Nasty, Nasty)];
        var html = string.Concat(
            await page.HtmlAsync(
                new NhsInputTagHelper
                {
                    For = page.For("A"),
                    Label = Nasty,
                    Hint = Nasty,
                }
            ),
            await page.HtmlAsync(
                new NhsTextareaTagHelper
                {
                    For = page.For("A"),
                    Label = Nasty,
                    Hint = Nasty,
                }
            ),
            await page.HtmlAsync(
                new NhsRadiosTagHelper
                {
                    For = page.For("A"),
                    Legend = Nasty,
                    Items = items,
                }
            ),
            await page.HtmlAsync(
                new NhsCheckboxesTagHelper
                {
                    For = page.For("A"),
                    Legend = Nasty,
                    Items = items,
                }
            ),
            await page.HtmlAsync(
                new NhsSelectTagHelper
                {
                    For = page.For("A"),
                    Label = Nasty,
                    Items = items,
                }
            ),
            await page.HtmlAsync(
                new NhsCardTagHelper
                {
                    Heading = Nasty,
                    Href = Nasty,
                    ActionHref = Nasty,
                }
            ),
            await page.HtmlAsync(new NhsEmptyTagHelper { Heading = Nasty }),
            TagHelperHarness.Text(summary)
        );
        var body = Fixtures.Parse(html);
        Assert.Empty(body.QuerySelectorAll("script"));
        Assert.Equal(Nasty, body.QuerySelector("input[type=text]")!.GetAttribute("value"));
        Assert.Equal(Nasty, body.QuerySelector("textarea")!.TextContent);
        Assert.Equal(Nasty, body.QuerySelector("option")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("\nfirst line blank")]
    [InlineData("plain")]
    public async Task Textarea_keeps_its_first_line_break(string value)
    {
        var html = await page.HtmlAsync(new NhsTextareaTagHelper { For = page.For("A", value), Label = "A" });
        Assert.Equal(value, Fixtures.Parse(html).QuerySelector("textarea")!.TextContent);
    }

    [Fact]
    public async Task Other_attributes_reach_the_input()
    {
        var html = await page.HtmlAsync(
            new NhsInputTagHelper { For = page.For("A"), Label = "A" },
            inner: "",
            children: null,
            ("readonly", "readonly"),
            ("class", "app-wide")
        );
        var input = Fixtures.Parse(html).QuerySelector("input")!;
        Assert.True(input.HasAttribute("readonly"));
        Assert.Contains("app-wide", input.ClassList);
    }

    [Fact]
    public async Task Clinical_dates_are_not_regional()
    {
        var date = await page.HtmlAsync(new ClinicalDateTagHelper { Value = new DateOnly(1945, 9, 4) });
        var time = Fixtures.Parse(date).QuerySelector("time")!;
        Assert.Equal(
            ("04-Sep-1945", "1945-09-04", "4 September 1945"),
            (time.TextContent, time.GetAttribute("datetime"), time.GetAttribute("title"))
        );
        Assert.Contains("Not recorded", await page.HtmlAsync(new ClinicalDateTagHelper()), StringComparison.Ordinal);
        var moment = new DateTimeOffset(2026, 7, 14, 8, 5, 0, TimeSpan.Zero);
        var shown = Fixtures.Parse(await page.HtmlAsync(new ClinicalMomentTagHelper { Value = moment }));
        Assert.Equal("14-Jul-2026 09:05", shown.TextContent);
        Assert.Equal("2026-07-14T08:05:00Z", shown.QuerySelector("time")!.GetAttribute("datetime"));
    }
}
