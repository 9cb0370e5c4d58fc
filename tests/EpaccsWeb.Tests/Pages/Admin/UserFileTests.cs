using System.Globalization;
using EpaccsWeb.DemoData;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Admin;

/// <summary>Many users from a file: checked first, applied as a whole, and a second time without effect.</summary>
public sealed class UserFileTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Header = "email,name,role,organisation,senior,urgent,starts_on,ends_on,moves_from\n";

    [Fact]
    public async Task Two_hundred_rows_are_checked_applied_and_change_nothing_the_second_time()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        await admin.InviteAsync(app, "mover@valley.example");
        var rows = Enumerable
            .Range(0, 197)
            .Select(i =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"nurse.{Letters(i)}@bulk.example,Nurse {i},community-nurse,Y90010,{(i % 2 == 0 ? "yes" : "no")},,,,"
                )
            )
            .Append($"nurse@{DemoAccounts.Domain},Sam Whitlock,community-nurse,Y90010,yes,,,,")
            .Append($"nurse@{DemoAccounts.Domain},Sam Whitlock,hospice-clinician,Y90020,,,,,")
            .Append("mover@valley.example,Test Person,community-nurse,Y90020,,,,,Y90010");
        var csv = Header + string.Join('\n', rows);
        var before = await StateAsync();

        var check = await admin.CheckFileAsync(csv);
        Assert.Equal(before, await StateAsync());
        foreach (var (key, count) in new[] { ("Invited", 197), ("Further posts", 1), ("Moved", 1), ("Changed", 1), ("Refused", 0) })
        {
            Assert.Contains($"{key} {count}", check.Text, StringComparison.Ordinal);
        }

        await admin.SubmitAsync(check, [], 302, "#apply");
        Assert.Equal((before.Users + 197, before.Posts + 199), (await StateAsync() is var after ? (after.Users, after.Posts) : default));
        Assert.Equal(197L, await app.Database.ValueAsync<long>("select count(*) from outbox_mails where to_address like '%@bulk.example'"));

        var again = await admin.CheckFileAsync(csv);
        Assert.Contains("Here already, same 200", again.Text, StringComparison.Ordinal);
        Assert.Null(again.Document.QuerySelector("#apply"));
    }

    [Theory]
    [InlineData("a@x.example,A,matron,Y90010,,,,,", "role", "There is no role \"matron\".")]
    [InlineData("a@x.example,A,community-nurse,Y99999,,,,,", "organisation", "There is no organisation with the code \"Y99999\".")]
    [InlineData("Nurse@demo.epaccs.example,Sam Whitlock,community-nurse,Y90010,,,,,", "email", "written \"nurse@demo.epaccs.example\"")]
    [InlineData("nurse@dem0.epaccs.example,Sam Whitlock,community-nurse,Y90010,,,,,", "email", "looks like \"nurse@demo.epaccs.example\"")]
    [InlineData("a@x.example,A,community-nurse,Y90010,,,2027-01-02,2027-01-01,", "ends_on", "The last day is before the first day.")]
    [InlineData("a@x.example,A,community-nurse,Y90010,perhaps,,,,", "senior", "\"perhaps\" is neither yes nor no.")]
    [InlineData("a@x.example,A,community-nurse,Y90010,,,1/2/2027,,", "starts_on", "is not a date written as YYYY-MM-DD.")]
    [InlineData("a@x.example,A,call-handler,Y90040,yes,,,,", "senior", "cannot be senior")]
    [InlineData("a@x.example,A,system-administrator,Y90070,,,,,", "role", "takes two people")]
    [InlineData("nurse@demo.epaccs.example,Sam Whitlock,community-nurse,Y90020,,,,,Y90001", "moves_from", "so there is nothing to move.")]
    [InlineData("a@x.example,A,community-nurse,Y90010", "", "more or fewer cells")]
    [InlineData("a@x.example,,community-nurse,Y90010,,,,,", "name", "The name is missing.")]
    public async Task A_wrong_row_is_named_and_nothing_of_the_file_is_applied(string row, string column, string sentence)
    {
        var admin = await app.SignInAsAsync("sysadmin");

        var page = await admin.CheckFileAsync($"{Header}good@x.example,Good,community-nurse,Y90010,,,,,\n{row}\n");

        var cells = page.Document.QuerySelectorAll("tbody tr")[0].QuerySelectorAll("td").Select(cell => cell.TextContent).ToList();
        Assert.Equal(["3", "Refused", column], cells.Take(3));
        Assert.Contains(sentence, cells[3], StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("#apply"));
    }

    [Fact]
    public async Task A_file_that_would_now_do_something_else_is_shown_again()
    {
        var admin = await app.SignInAsAsync("sysadmin");
        var check = await admin.CheckFileAsync($"{Header}late@x.example,Test Person,community-nurse,Y90010,,,,,\n");
        await admin.InviteAsync(app, "late@x.example");

        var answer = await admin.SubmitAsync(check, [], 409, "#apply");

        Assert.Contains("Something has changed since the file was checked.", Assert.Single(answer.Errors), StringComparison.Ordinal);
    }

    /// <summary>Two letters that never look like two others.</summary>
    private static string Letters(int number)
    {
        const string plain = "abcdefghjkpqstuxyz";
        return $"{plain[number / plain.Length]}{plain[number % plain.Length]}";
    }

    private async Task<(long Users, long Posts, long Changes)> StateAsync() =>
        (
            await app.Database.ValueAsync<long>("select count(*) from users"),
            await app.Database.ValueAsync<long>("select count(*) from posts"),
            await app.Database.ValueAsync<long>("select count(*) from admin_changes")
        );
}
