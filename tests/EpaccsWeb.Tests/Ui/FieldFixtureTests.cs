using EpaccsWeb.Ui;

namespace EpaccsWeb.Tests.Ui;

/// <summary>Form fields say exactly what NHS.UK frontend publishes.</summary>
public sealed class FieldFixtureTests
{
    private readonly TagHelperHarness page = new();

    [Theory]
    [InlineData("default", "What is your full name?", null, "example")]
    [InlineData("with autocomplete attribute", "Enter a full postcode in England", "postal-code", "with-autocomplete-attribute")]
    public async Task Input(string name, string label, string? autocomplete, string id)
    {
        var input = new NhsInputTagHelper
        {
            For = page.For("example"),
            Id = id,
            Label = label,
            LabelHeading = true,
            Autocomplete = autocomplete,
            LabelSize = autocomplete is null ? "l" : "",
            Hint = autocomplete is null ? null : "For example, LS1 1AB",
        };
        Fixtures.AssertSame("input", name, await page.HtmlAsync(input));
    }

    [Fact]
    public async Task Input_with_error_width_and_code()
    {
        page.WithError("example", "Enter NHS number");
        var html = await page.HtmlAsync(
            new NhsInputTagHelper
            {
                For = page.For("example"),
                Id = "with-error-message",
                Label = "What is your NHS number?",
                LabelSize = "l",
                LabelHeading = true,
                Width = 10,
                Code = true,
                Spellcheck = "false",
                Inputmode = "numeric",
            }
        );
        Fixtures.AssertSame("input", "with error message", html);
    }

    [Theory]
    [InlineData("with hint", "with-hint", false)]
    [InlineData("with error message and hint", "with-hint-error", true)]
    public async Task Textarea(string name, string id, bool wrong)
    {
        if (wrong)
        {
            page.WithError("example", "You must provide an explanation");
        }

        var html = await page.HtmlAsync(
            new NhsTextareaTagHelper
            {
                For = page.For("example"),
                Id = id,
                Label = "Can you provide more detail?",
                LabelSize = "l",
                LabelHeading = true,
                Hint = "Do not include personal information like your name, date of birth or NHS number",
            }
        );
        Fixtures.AssertSame("textarea", name, html);
    }

    [Fact]
    public async Task Character_count()
    {
        var html = await page.HtmlAsync(
            new NhsTextareaTagHelper
            {
                For = page.For("example"),
                Label = "Can you provide more detail?",
                LabelSize = "l",
                LabelHeading = true,
                Hint = "Do not include personal information like your name, date of birth or NHS number",
                MaxLength = 200,
            }
        );
        Fixtures.AssertSame("character-count", "default", html);
    }

    [Fact]
    public async Task Radios_inline() =>
        Fixtures.AssertSame(
            "radios",
            "inline",
            await page.HtmlAsync(
                new NhsRadiosTagHelper
                {
                    For = page.For("example"),
                    Id = "inline",
                    Legend = "Are you 18 or over?",
                    LegendSize = "l",
                    LegendHeading = true,
                    Inline = true,
                    Items = [new("yes", "Yes"), new("no", "No")],
                }
            )
        );

    [Fact]
    public async Task Radios_with_hints_on_items() =>
        Fixtures.AssertSame(
            "radios",
            "with hints on items",
            await page.HtmlAsync(
                new NhsRadiosTagHelper
                {
                    For = page.For("example"),
                    Id = "with-hint-item",
                    Legend = "Do you have a mobile phone with signal?",
                    LegendSize = "l",
                    LegendHeading = true,
                    Items =
                    [
                        new("mobile", "Yes, I have a mobile phone with signal", "We will text you a 6 digit security code"),
                        new("landline", "No, I want to use my landline", "We will call you to give you a 6 digit security code"),
                    ],
                }
            )
        );

    [Fact]
    public async Task Radios_with_conditional_content_and_a_checked_value()
    {
        Choice[] items = [new("email", "Email"), new("phone", "Phone"), new("text", "Text message")];
        var html = await page.HtmlAsync(
            new NhsRadiosTagHelper
            {
                For = page.For("example", "email"),
                Id = "conditional",
                LegendSize = "l",
                LegendHeading = true,
                Legend = "How do you want to be contacted about this?",
                Hint = "Select 1 option",
                Items = items,
            },
            children: context => Conditional(context, "radios", "with pre-checked value")
        );
        Fixtures.AssertSame("radios", "with pre-checked value", html);
    }

    [Fact]
    public async Task Checkboxes_with_conditional_content()
    {
        Choice[] items = [new("email", "Email"), new("phone", "Phone"), new("text", "Text message")];
        var html = await page.HtmlAsync(
            new NhsCheckboxesTagHelper
            {
                For = page.For("contact"),
                Id = "conditional",
                LegendSize = "l",
                LegendHeading = true,
                Items = items,
                Legend = "How do you want to be contacted about this?",
                Hint = "Select all options that are relevant to you",
            },
            children: context => Conditional(context, "checkboxes", "with conditional content")
        );
        Fixtures.AssertSame("checkboxes", "with conditional content", html);
    }

    [Fact]
    public async Task Checkboxes_with_error_and_hint()
    {
        page.WithError("example", "Select how you want to be contacted");
        Fixtures.AssertSame(
            "checkboxes",
            "with error message and hint",
            await page.HtmlAsync(
                new NhsCheckboxesTagHelper
                {
                    For = page.For("example"),
                    Id = "with-hint-error",
                    LegendSize = "l",
                    LegendHeading = true,
                    Legend = "How do you want to be contacted about this?",
                    Hint = "Select all options that are relevant to you",
                    Items = [new("email", "Email"), new("phone", "Phone"), new("text message", "Text message")],
                }
            )
        );
    }

    [Fact]
    public async Task Select_with_selected_value() =>
        Fixtures.AssertSame(
            "select",
            "with selected value",
            await page.HtmlAsync(
                new NhsSelectTagHelper
                {
                    For = page.For("example", "updated"),
                    Id = "with-value",
                    Label = "Sort by",
                    LabelSize = "l",
                    LabelHeading = true,
                    Items =
                    [
                        new("published", "Recently published"),
                        new("updated", "Recently updated"),
                        new("views", "Most views"),
                        new("comments", "Most comments"),
                    ],
                }
            )
        );

    [Theory]
    [InlineData("default", null, null, null)]
    [InlineData("with error message and hint", "Enter your date of birth", null, null)]
    [InlineData("with error on month input", "Date of birth must include a month", "31", "1980")]
    public async Task Date_input(string name, string? error, string? day, string? year)
    {
        if (error is not null)
        {
            page.WithError("example", error);
        }

        var html = await page.HtmlAsync(
            new NhsDateTagHelper
            {
                For = page.For("example", new DateParts { Day = day, Year = year }),
                LegendSize = "l",
                LegendHeading = true,
                Legend = "What is your date of birth?",
                Hint = "For example, 31 3 1980",
            }
        );
        var posted = html.Replace("example.Day", "day", StringComparison.Ordinal)
            .Replace("example.Month", "month", StringComparison.Ordinal)
            .Replace("example.Year", "year", StringComparison.Ordinal);
        Fixtures.AssertSame("date-input", name, posted);
    }

    [Fact]
    public async Task Password_with_error_and_hint()
    {
        page.WithTyped("example", "secret").WithError("example", "Enter a password");
        Fixtures.AssertSame(
            "password-input",
            "with error message and hint",
            await page.HtmlAsync(
                new NhsPasswordTagHelper
                {
                    For = page.For("example", "secret"),
                    Id = "with-error-message",
                    Label = "Password",
                    LabelSize = "l",
                    LabelHeading = true,
                    Hint = "It probably has some letters, numbers and maybe even some symbols in it",
                }
            )
        );
    }

    [Fact]
    public async Task File_with_error_and_hint()
    {
        page.WithError("file-upload", "The selected file must be a JPG, BMP or TIF");
        Fixtures.AssertSame(
            "file-upload",
            "with error message and hint",
            // The one deliberate difference: the published script is not attached, for its button's name misleads.
            (
                await page.HtmlAsync(
                    new NhsFileTagHelper
                    {
                        For = page.For("file-upload"),
                        Label = "Upload a file",
                        LabelSize = "l",
                        LabelHeading = true,
                        Hint = "Your photo may be in your Pictures, Photos, Downloads or Desktop folder",
                    }
                )
            ).Replace("nhsuk-file-upload\">", "nhsuk-file-upload\" data-module=\"nhsuk-file-upload\">", StringComparison.Ordinal)
        );
    }

    // The published conditional content, handed over as a page would.
    private async Task Conditional(Microsoft.AspNetCore.Razor.TagHelpers.TagHelperContext context, string component, string name)
    {
        var published = Fixtures.Parse(Fixtures.Html(component, name));
        var values = published.QuerySelectorAll("input[data-aria-controls]").Select(i => i.GetAttribute("value")!);
        var contents = published.QuerySelectorAll("[class*='__conditional']").Select(c => c.InnerHtml);
        foreach (var (value, content) in values.Zip(contents))
        {
            await page.DrawAsync(new NhsConditionalTagHelper { Value = value }, content, context.Items);
        }
    }
}
