using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Support;

/// <summary>Somebody who was invited and has opened their account through the real pages.</summary>
public sealed record Joined(string Email, string Key, IReadOnlyList<string> RecoveryCodes, TestBrowser Browser)
{
    public const string Passphrase = "copper kettle upstairs heron";

    /// <summary>Invites somebody and answers with the path of the link.</summary>
    public static async Task<string> InviteAsync(
        TestApp app,
        string email,
        Role role = Role.CommunityNurse,
        params string[] organisations
    ) => new Uri((await OutcomeAsync(app, email, role, organisations) as InviteOutcome.Sent)!.Link).PathAndQuery;

    public static async Task<InviteOutcome> OutcomeAsync(TestApp app, string email, Role role, params string[] organisations)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        var codes = organisations.Length == 0 ? ["Y90010"] : organisations;
        var ids = await db.Organisations.Where(row => codes.Contains(row.OdsCode)).Select(row => row.Id).ToListAsync();
        return await scope
            .ServiceProvider.GetRequiredService<Invitations>()
            .InviteAsync(
                email,
                "Robin Feather",
                [.. ids.Select(id => new NewPost(id, role, false, false, London.Day(app.Clock.GetUtcNow())))],
                by: null,
                default
            );
    }

    /// <summary>Opens an account with an authenticator app.</summary>
    public static async Task<Joined> WithAppAsync(TestApp app, string email, Role role = Role.CommunityNurse, params string[] organisations)
    {
        var link = await InviteAsync(app, email, role, organisations);
        var browser = app.Browser();
        var page = await browser.PageAsync(link);
        var key = KeyOn(page);
        var done = await browser.SubmitAsync(
            page,
            new()
            {
                ["Passphrase"] = Passphrase,
                ["Again"] = Passphrase,
                ["AppCode"] = Totp.Code(key, stepsBack: 1),
            },
            expected: 200
        );
        return new(email, key, CodesOn(done), browser);
    }

    public static string KeyOn(TestPage page) => page.Document.QuerySelector("main p .app-plain-text")!.TextContent.Trim();

    public static IReadOnlyList<string> CodesOn(TestPage page) =>
        [.. page.Document.QuerySelectorAll("ul.app-plain-text li").Select(item => item.TextContent.Trim())];

    /// <summary>Signs in by passphrase, up to the second factor.</summary>
    public static async Task<(TestBrowser Browser, TestPage Page)> HalfAsync(TestApp app, string email, string passphrase = Passphrase)
    {
        var browser = app.Browser();
        var sent = await browser.SubmitAsync(
            await browser.PageAsync("/account/sign-in"),
            new() { ["Form.Email"] = email, ["Form.Passphrase"] = passphrase },
            expected: 302
        );
        return (browser, await browser.PageAsync(sent.Location!));
    }
}
