using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Admin;

/// <summary>Agreements to share within an area: no two hold at once, and one that is ended opens nothing.</summary>
public sealed class AgreementTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Address = "/admin/agreements";

    [Fact]
    public async Task Two_agreements_for_one_area_in_the_same_moment_are_one()
    {
        var privacy = await app.SignInAsAsync("privacy");
        var page = await privacy.PageAsync(Address);
        var board = await app.OrganisationAsync("Y90070");
        await using var other = await HeldChange.MakeAsync(
            app.Database,
            $"select from organisations where id = '{board}' for no key update; {Insert(board, Guid.NewGuid(), "2020-01-01")}"
        );

        var mine = await other.CommitBeforeAsync(
            privacy.SubmitAsync(
                page,
                new()
                {
                    ["Form.Organisation"] = "Y90070",
                    ["Form.From.Day"] = "1",
                    ["Form.From.Month"] = "2",
                    ["Form.From.Year"] = "2020",
                    ["Form.Reference"] = "VCB/2020/2",
                },
                form: "#agree"
            )
        );

        Assert.Equal(400, mine.Status);
        Assert.Contains("holds an agreement for these days already", Assert.Single(mine.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ending_one_ends_every_other_that_holds_and_the_receipt_says_what_is_left()
    {
        var board = await app.OrganisationAsync("Y90070");
        var (one, two, later) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var today = London.Day(app.Clock.GetUtcNow());
        await app.Database.RunAsync(
            Insert(board, one, "2020-01-01") + Insert(board, two, "2021-01-01") + Insert(board, later, $"{today.AddYears(1):yyyy-MM-dd}")
        );
        var privacy = await app.SignInAsAsync("privacy");

        await EndAsync(privacy, one);

        Assert.Contains(
            "True counts are shown on the days of the other one",
            (await privacy.PageAsync(Address)).Text,
            StringComparison.Ordinal
        );
        Assert.Equal(
            later,
            await app.Database.ValueAsync<Guid>("select id from area_agreements where to_day is null or to_day >= $1", today)
        );
        await EndAsync(privacy, later);
        Assert.Contains("True counts are hidden from now on.", (await privacy.PageAsync(Address)).Text, StringComparison.Ordinal);
    }

    private static async Task EndAsync(TestBrowser privacy, Guid agreement) =>
        await privacy.SubmitAsync(await privacy.PageAsync(Address), [], 302, $"main form[action*='{agreement}']");

    private static string Insert(Guid board, Guid id, string from) =>
        $"""
            insert into area_agreements (id, organisation_id, from_day, reference, recorded_by, recorded_at)
            values ('{id}', '{board}', '{from}', 'VCB/{from}', 'Somebody else', now());
            """;
}
