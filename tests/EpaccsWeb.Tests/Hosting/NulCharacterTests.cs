using EpaccsWeb.Access;
using EpaccsWeb.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace EpaccsWeb.Tests.Hosting;

/// <summary>A NUL character, which the database takes nowhere, is refused or left out wherever it is sent, and fails no page.</summary>
public sealed class NulCharacterTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("/admin/sharing-evidence?organisation=%00")]
    [InlineData("/admin/sharing-evidence.csv?organisation=%00")]
    [InlineData("/admin/sharing-evidence?organisation=Y90001%00")]
    public async Task In_an_address(string address) => await (await app.SignInAsAsync("privacy")).PageAsync(address);

    [Fact]
    public async Task In_a_form_it_is_refused_at_its_field()
    {
        var admin = await app.SignInAsAsync("sysadmin");

        var answer = await admin.SubmitAsync(
            await admin.PageAsync("/admin/users"),
            new() { ["Text"] = "gp\0nurse" },
            expected: 400,
            form: "main form[method=post]"
        );

        Assert.Contains("cannot be shown", Assert.Single(answer.Errors), StringComparison.Ordinal);
        Assert.Equal("gp\u001Fnurse", answer.ValueOf("Text"));
    }

    [Fact]
    public async Task In_a_form_of_parts_it_is_refused_at_its_field_too()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        var answer = await PostPartsAsync(admin, await admin.PageAsync("/admin/users"), "/admin/users", ("Text", "gp\0nurse"));

        Assert.Equal(400, answer.Status);
        Assert.Contains("cannot be shown", Assert.Single(answer.Errors), StringComparison.Ordinal);

        var stranger = app.Browser();
        answer = await PostPartsAsync(
            stranger,
            await stranger.PageAsync("/account/sign-in"),
            "/account/sign-in",
            ("Form.Email", "gp\0@demo.epaccs.example"),
            ("Form.Passphrase", "wrong\0passphrase")
        );
        Assert.Equal(400, answer.Status);
    }

    [Fact]
    public async Task In_a_draft_it_is_replaced_and_the_rest_is_kept()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync($"/records/{patient}/plan/about-me");

        var answer = await PostPartsAsync(
            gp,
            page,
            $"/records/{patient}/plan/about-me?handler=Draft",
            ("Form.MostImportantToMe", "The dog\0 & the garden")
        );

        Assert.Equal(204, answer.Status);
        var again = await gp.PageAsync($"/records/{patient}/plan/about-me");
        Assert.Equal("The dog\u001F & the garden", again.ValueOf("Form.MostImportantToMe"));
    }

    /// <summary>A form that comes after the session has ended is kept before any page has seen it.</summary>
    [Fact]
    public void What_is_kept_of_a_form_holds_none()
    {
        var kept = DraftFields.Of(
            new FormCollection(
                new Dictionary<string, StringValues>
                {
                    ["Form.Words"] = new StringValues(new[] { "one\0two", "three" }),
                    ["Form.No\0ne"] = "x",
                    ["MergeFrom"] = "1\0",
                }
            )
        );

        var (name, texts) = Assert.Single(kept);
        Assert.Equal("Form.Words", name);
        Assert.Equal("one\u001Ftwo, three", string.Join(", ", texts));
    }

    private static async Task<TestPage> PostPartsAsync(
        TestBrowser browser,
        TestPage page,
        string address,
        params (string Name, string Text)[] fields
    )
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(page.ValueOf("__RequestVerificationToken")!), "__RequestVerificationToken" },
        };
        foreach (var (name, text) in fields)
        {
            content.Add(new StringContent(text), name);
        }

        using var answer = await browser.Http.PostAsync(new Uri(address, UriKind.Relative), content, TestContext.Current.CancellationToken);
        return await TestBrowser.ReadAsync(address, answer, expected: null);
    }
}
