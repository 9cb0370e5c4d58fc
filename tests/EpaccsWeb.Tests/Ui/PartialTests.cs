using AngleSharp.Dom;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Ui;

/// <summary>The layout and the partials, rendered from the program's own views.</summary>
public sealed class PartialTests
{
    private static readonly PatientBanner Asha = new()
    {
        Today = new DateOnly(2026, 11, 23),
        FamilyName = "Patel",
        GivenName = "Asha",
        Title = "Mrs",
        PreferredName = "Ash",
        Born = new DateOnly(1945, 7, 14),
        Gender = "Female",
        NhsNumber = "9991234567",
        NhsNumberStatus = "Verified",
        Address = ["12 Mill Lane", "Hexham"],
        AllergiesText = "Allergies not recorded",
        Alerts = [new BannerAlert("<DNACPR>", "red", "/records/1/urgent")],
    };

    [Fact]
    public async Task Banner_says_who_it_is_in_the_order_of_the_safety_rules()
    {
        var banner = await BannerAsync(Asha);
        Assert.Equal("PATEL, Asha (Mrs)", Squeeze(banner.QuerySelector(".app-banner__name")));
        Assert.Equal(["Name", "Born", "Gender", "NHS No."], banner.QuerySelectorAll(".app-banner__identity dt").Select(t => t.TextContent));
        Assert.Equal(["14-Jul-1945 (81y)", "Female", "999 123 4567"], banner.QuerySelectorAll(".app-banner__value").Select(Squeeze));
        Assert.Contains("Preferred name Ash", Squeeze(banner.QuerySelector(".app-banner__beneath")), StringComparison.Ordinal);
        Assert.Null(banner.QuerySelector(".app-banner--deceased"));
    }

    [Fact]
    public async Task Banner_of_a_person_who_died_looks_and_reads_otherwise()
    {
        var banner = await BannerAsync(Asha with { Died = new DateOnly(2026, 7, 13) });
        Assert.NotNull(banner.QuerySelector(".app-banner--deceased"));
        Assert.Equal(
            ["Name", "Born", "Died", "Age at Death", "Gender", "NHS No."],
            banner.QuerySelectorAll(".app-banner__identity dt").Select(t => t.TextContent)
        );
        Assert.Equal(
            ["14-Jul-1945", "13-Jul-2026", "80y", "Female", "999 123 4567"],
            banner.QuerySelectorAll(".app-banner__value").Select(Squeeze)
        );
    }

    [Fact]
    public async Task Banner_never_guesses()
    {
        var banner = await BannerAsync(
            new PatientBanner
            {
                Today = Asha.Today,
                FamilyName = "Patel",
                HasDied = true,
            }
        );
        Assert.Equal("PATEL", Squeeze(banner.QuerySelector(".app-banner__name")));
        Assert.Equal(
            ["Not known", "Date not known", "Not known", "Not known", "Not known"],
            banner.QuerySelectorAll(".app-banner__value").Select(Squeeze)
        );
        Assert.Contains("Not shown", Squeeze(banner.QuerySelector(".app-banner__zone")), StringComparison.Ordinal);
        Assert.DoesNotContain("llerg", banner.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Banner_shows_alerts_and_allergies_below_the_identity()
    {
        var banner = await BannerAsync(Asha with { IsRestricted = true });
        Assert.Equal(
            ["Restricted record", "Allergies not recorded", "<DNACPR>"],
            banner.QuerySelectorAll(".app-alerts li").Select(Squeeze)
        );
        Assert.Equal("/records/1/urgent", banner.QuerySelector(".app-alerts a")!.GetAttribute("href"));
    }

    [Theory]
    [InlineData("1945-07-14", "2026-07-13", "80y")]
    [InlineData("1945-07-14", "2026-07-14", "81y")]
    [InlineData("2024-02-29", "2026-02-28", "23m")]
    [InlineData("2024-02-29", "2026-03-01", "2y")]
    [InlineData("2026-07-01", "2026-07-20", "19d")]
    [InlineData("2026-07-01", "2026-08-01", "1m")]
    [InlineData("2026-07-02", "2026-07-01", "Not known")]
    public void Ages(string born, string on, string age) => Assert.Equal(age, PatientBanner.Age(Date(born), Date(on)));

    [Fact]
    public async Task Filters_are_links_that_take_themselves_away()
    {
        var filters = new Filters([new FilterChip("Practice: <A&B>", "/patients?x=1")], "/patients", "24 people");
        var drawn = Fixtures.Parse(await RenderAsync("/Pages/Shared/_Filters.cshtml", filters));
        Assert.Equal("Remove filter Practice: <A&B>×", drawn.QuerySelector(".app-chip")!.TextContent);
        Assert.Equal(["/patients?x=1", "/patients"], drawn.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task Layout_carries_one_inline_script_that_the_policy_names()
    {
        var page = Fixtures.Parse(await RenderAsync("/Pages/Shared/_Layout.cshtml", null));
        var inline = Assert.Single(page.Owner!.Scripts, s => s.Source is null);
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(inline.Text));
        Assert.Equal($"'sha256-{Convert.ToBase64String(hash)}'", InlineScript.CspSource);
        Assert.Empty(page.Owner.QuerySelectorAll("[style], style, [onclick]"));
        Assert.Equal("EpaccsWeb", page.Owner.Title);
        Assert.Null(page.QuerySelector(".nhsuk-header__account, .app-ribbon, .nhsuk-header__navigation"));
        Assert.Equal("BODY", page.QuerySelector("main")!.TextContent.Trim());
    }

    [Fact]
    public async Task Layout_shows_the_person_the_post_and_that_people_are_invented()
    {
        var page = Fixtures.Parse(
            await RenderAsync(
                "/Pages/Shared/_Layout.cshtml",
                null,
                new SignedIn(),
                data =>
                {
                    data["Title"] = "Tasks";
                    data.ModelState.AddModelError("", "wrong");
                }
            )
        );
        Assert.Equal("Error: Tasks - EpaccsWeb", page.Owner!.Title);
        Assert.Equal(
            ["Dr <Okafor>", "GP, Riverside", "Change post", "Sign out"],
            page.QuerySelectorAll(".nhsuk-header__account-item").Select(i => Squeeze(i.QuerySelector("button, a") ?? i))
        );
        var form = page.QuerySelector("form[action='/account/sign-out'][method=post]")!;
        Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]"));
        Assert.Equal("Tasks", Squeeze(page.QuerySelector("[aria-current]")));
        Assert.Equal("Demonstration: invented people", page.QuerySelector(".app-ribbon")!.TextContent);
    }

    private static async Task<IElement> BannerAsync(PatientBanner banner) =>
        Fixtures.Parse(await RenderAsync("/Pages/Shared/_PatientBanner.cshtml", banner));

    private static async Task<string> RenderAsync(
        string path,
        object? model,
        IPageFrame? frame = null,
        Action<ViewDataDictionary>? prepare = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddRazorPages().AddApplicationPart(typeof(InlineScript).Assembly);
        builder.Services.AddScoped(_ => frame ?? EmptyPageFrame.Instance);
        await using var app = builder.Build();
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var action = new ActionContext(new DefaultHttpContext { RequestServices = services }, new RouteData(), new ActionDescriptor());
        var found = services.GetRequiredService<IRazorViewEngine>().GetView(null, path, isMainPage: false);
        var view = Assert.IsType<RazorView>(found.View);
        view.RazorPage.BodyContent = new HtmlString("BODY");
        view.RazorPage.PreviousSectionWriters = new Dictionary<string, RenderAsyncDelegate>();
        var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), action.ModelState) { Model = model };
        prepare?.Invoke(data);
        var temp = services.GetRequiredService<ITempDataDictionaryFactory>().GetTempData(action.HttpContext);
        await using var writer = new StringWriter();
        await view.RenderAsync(new ViewContext(action, view, data, temp, writer, new HtmlHelperOptions()));
        return writer.ToString();
    }

    private static DateOnly Date(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static string Squeeze(IElement? element) =>
        string.Join(' ', element!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private sealed class SignedIn : IPageFrame
    {
        public bool IsSignedIn => true;

        public string? DisplayName => "Dr <Okafor>";

        public string? PostText => "GP, Riverside";

        public bool CanChangePost => true;

        public bool IsDemonstration => true;

        public IReadOnlyList<NavigationItem> Navigation => [new("Home", "/"), new("Tasks", "/tasks", Current: true)];
    }
}
