using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Both teams hear of a merge and of its undo, and whoever reaches neither record any more is told without a name.</summary>
public sealed class MergeNoticeTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Each_team_hears_of_a_merge_and_of_its_undo_and_nobody_is_named_to_those_who_lost_sight()
    {
        var closes = await app.StartRecordAsync(with: person => person with { FamilyName = "Closingham" });
        var goesOn = await app.StartRecordAsync(with: person => person with { FamilyName = "Goingson" });
        await app.RelateAsync(closes, "hospital");
        await app.RelateAsync(closes, "nurse");
        await app.RelateAsync(goesOn, "nurse");
        await app.RelateAsync(goesOn, "hospice");
        await app.Database.RunAsync(
            "update organisations set notice_mail = 'at-once', notice_address = 'ward@example.org' where ods_code in ('Y90020', 'Y90030')"
        );
        var gp = await app.SignInAsAsync("gp");
        var preview = await gp.PageAsync($"/records/{closes}/merge/{goesOn}");
        await gp.SubmitAsync(
            preview,
            new() { ["Form.Compared"] = "true", ["Form.Reason"] = "Same daughter, said in confidence" },
            expected: 302
        );

        foreach (var account in new[] { "hospice", "nurse" })
        {
            var inbox = await (await app.SignInAsAsync(account)).PageAsync("/inbox");
            var line = Assert.Single(inbox.Document.QuerySelectorAll("main li"), one => one.TextContent.Contains("GOINGSON"));
            Assert.Contains(Notice.AnotherPutHere, line.TextContent, StringComparison.Ordinal);
            Assert.Equal($"/records/{goesOn}", line.QuerySelector("a")!.GetAttribute("href"));
            Assert.DoesNotContain("CLOSINGHAM", inbox.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("Records put together with another record", inbox.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("in confidence", inbox.Text, StringComparison.Ordinal);
        }

        var hospital = await app.SignInAsAsync("hospital");
        var nameless = await hospital.PageAsync("/inbox");
        Assert.Contains("Records put together with another record", nameless.Text, StringComparison.Ordinal);
        Assert.Contains("by General practitioner, Riverside Surgery", nameless.Text, StringComparison.Ordinal);
        foreach (var secret in new[] { "CLOSINGHAM", "GOINGSON", $"{closes}", $"{goesOn}" })
        {
            Assert.DoesNotContain(secret, nameless.Html, StringComparison.Ordinal);
        }

        Assert.Equal(2L, await MailsAsync());

        await gp.SubmitAsync(await gp.PageAsync($"/records/{closes}/merged"), new() { ["Because"] = "They are cousins" }, expected: 302);
        foreach (var (account, name, id) in new[] { ("hospital", "CLOSINGHAM", closes), ("hospice", "GOINGSON", goesOn) })
        {
            var inbox = await (await app.SignInAsAsync(account)).PageAsync("/inbox");
            Assert.Contains(
                inbox.Document.QuerySelectorAll("main li"),
                one =>
                    one.TextContent.Contains(name, StringComparison.Ordinal)
                    && one.TextContent.Contains(Notice.TakenApart, StringComparison.Ordinal)
                    && one.QuerySelector("a")!.GetAttribute("href") == $"/records/{id}"
            );
        }

        Assert.Equal(4L, await MailsAsync());
    }

    [Fact]
    public async Task A_withdrawn_record_and_an_objection_are_told_to_the_holder_only()
    {
        var closes = await app.StartRecordAsync();
        var goesOn = await app.StartRecordAsync();
        foreach (var one in new[] { closes, goesOn })
        {
            await app.RelateAsync(one, "hospice");
        }

        await app.Database.RunAsync($"update plan_facts set consent_to_share = 'withdrawn' where patient_id in ('{closes}', '{goesOn}')");
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{closes}/merge/{goesOn}"),
            new() { ["Form.Compared"] = "true", ["Form.Reason"] = "Same birth, same house" },
            expected: 302
        );

        var holder = (await app.ActorAsync("gp")).OrganisationId;
        Assert.Equal(
            [holder],
            await app.Database.ValueAsync<Guid[]>(
                "select array_agg(distinct organisation_id) from notices where patient_id = any ($1) and what like 'Record: %'",
                new[] { closes, goesOn }
            )
        );
    }

    [Fact]
    public async Task The_door_writes_of_no_record_that_was_not_put_together_with_the_open_one()
    {
        var mine = await app.StartRecordAsync();
        var other = await app.StartRecordAsync();

        var failure = await Assert.ThrowsAsync<Npgsql.PostgresException>(async () =>
            await app.Database.AsWebsiteAsync<long>(
                await app.ActorAsync("gp"),
                "record",
                mine,
                $"select count(*) from tell_of_merge('{other}', 'Anything', 'Somebody', now())"
            )
        );

        Assert.Equal("42501", failure.SqlState);
    }

    private Task<long> MailsAsync() =>
        app.Database.ValueAsync<long>("select count(*) from outbox_mails where to_address = 'ward@example.org'");
}
