using System.Net.Http.Headers;
using System.Text;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Admin;

/// <summary>What the tests of the office share: accounts and posts by name, and files sent through the page.</summary>
internal static class Office
{
    public static Task<Guid> UserAsync(this TestApp app, string email) =>
        app.Database.ValueAsync<Guid>("select id from users where email = $1", email);

    public static Task<Guid> OrganisationAsync(this TestApp app, string code) =>
        app.Database.ValueAsync<Guid>("select id from organisations where ods_code = $1", code);

    /// <summary>The post not over of a person at an organisation.</summary>
    public static Task<Guid> PostAsync(this TestApp app, string email, string code) =>
        app.Database.ValueAsync<Guid>(
            """
            select post.id from posts post
            join users person on person.id = post.user_id and person.email = $1
            join organisations organisation on organisation.id = post.organisation_id and organisation.ods_code = $2
            where post.ended_at is null
            """,
            email,
            code
        );

    /// <summary>Invites somebody through the page and gives back the answer.</summary>
    public static async Task<TestPage> InviteAsync(
        this TestBrowser admin,
        TestApp app,
        string email,
        string role = "CommunityNurse",
        string organisation = "Y90010",
        Dictionary<string, string?>? more = null,
        int? expected = 302
    )
    {
        var fields = new Dictionary<string, string?>
        {
            ["Form.Name"] = "Test Person",
            ["Form.Email"] = email,
            ["Form.Role"] = role,
            ["Form.Organisation"] = (await app.OrganisationAsync(organisation)).ToString(),
        };
        foreach (var (name, value) in more ?? [])
        {
            fields[name] = value;
        }

        return await admin.SubmitAsync(await admin.PageAsync("/admin/users/new"), fields, expected);
    }

    /// <summary>Sends a file of users to be checked.</summary>
    public static async Task<TestPage> CheckFileAsync(this TestBrowser admin, string csv, int expected = 200)
    {
        var page = await admin.PageAsync("/admin/users/file");
        using var content = new MultipartFormDataContent
        {
            { new StringContent(page.ValueOf("__RequestVerificationToken")!), "__RequestVerificationToken" },
        };
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        content.Add(file, "Upload", "users.csv");
        using var answer = await admin.Http.PostAsync(new Uri("/admin/users/file", UriKind.Relative), content);
        return await TestBrowser.ReadAsync("/admin/users/file", answer, expected);
    }
}
