using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Worklists;

/// <summary>Two people who look alike are told apart once, for everybody, and put back from either record.</summary>
public sealed class PairTests(TestApp app) : IClassFixture<TestApp>
{
    private const string List = "/worklists/possible-duplicates";
    private const string Why = "Twins: both sat in front of me.";

    [Fact]
    public async Task A_pair_that_was_told_apart_is_on_nobodys_list_until_it_is_put_back()
    {
        var (one, other) = await TwinsAsync("Twinning");
        foreach (var patient in new[] { one, other })
        {
            await app.RelateAsync(patient, "nurse");
        }

        var (gp, nurse) = (await app.SignInAsAsync("gp"), await app.SignInAsAsync("nurse"));
        foreach (var browser in new[] { gp, nurse })
        {
            Assert.Contains("TWINNING", (await browser.PageAsync(List)).Text, StringComparison.Ordinal);
        }

        var preview = await gp.PageAsync($"/records/{one}/merge/{other}");
        var refused = await gp.SubmitAsync(preview, new() { ["Apart.Reason"] = " " }, expected: 400, form: "#apart");
        Assert.Equal("Say how you know that these are two different people.", Assert.Single(refused.Errors));
        refused = await gp.SubmitAsync(preview, new() { ["Apart.Reason"] = new string('a', 1001) }, expected: 400, form: "#apart");
        Assert.Equal(new string('a', 1001), refused.ValueOf("Apart.Reason"));
        var done = await gp.SubmitAsync(preview, new() { ["Apart.Reason"] = Why }, expected: 302, form: "#apart");
        Assert.Equal(List, done.Location);
        Assert.Contains("Two different people", (await gp.PageAsync(List)).Text, StringComparison.Ordinal);

        // Sent twice it is kept once.
        await gp.SubmitAsync(preview, new() { ["Apart.Reason"] = Why }, expected: 302, form: "#apart");
        foreach (var browser in new[] { gp, nurse })
        {
            // Either may stand beside somebody else there.
            var listed = (await browser.PageAsync(List)).Html;
            Assert.DoesNotContain($"/records/{one}/merge/{other}", listed, StringComparison.Ordinal);
            Assert.DoesNotContain($"/records/{other}/merge/{one}", listed, StringComparison.Ordinal);
            foreach (var patient in new[] { one, other })
            {
                var page = await browser.PageAsync($"/records/{patient}/merge");
                Assert.Contains(Why, page.Text, StringComparison.Ordinal);
                Assert.Contains("Riverside Surgery", page.Text.Split("Told apart on")[1], StringComparison.Ordinal);
            }
        }

        Assert.Contains(Why, (await gp.PageAsync($"/records/{other}/merge/{one}")).Text, StringComparison.Ordinal);
        await nurse.SubmitAsync(
            await nurse.PageAsync($"/records/{other}/merge"),
            [],
            expected: 302,
            form: $"main form:has([value='{one}'])"
        );
        foreach (var browser in new[] { gp, nurse })
        {
            Assert.Contains("TWINNING", (await browser.PageAsync(List)).Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Why, (await gp.PageAsync($"/records/{one}/merge")).Text, StringComparison.Ordinal);
        foreach (var patient in new[] { one, other })
        {
            Assert.Equal(
                2L,
                await app.Database.ValueAsync<long>(
                    "select count(*) from audit_entries where patient_id = $1 and action = 'changed' and detail like 'pair: %'",
                    patient
                )
            );
        }
    }

    [Fact]
    public async Task Who_may_not_open_both_records_neither_judges_a_pair_nor_sees_what_was_found()
    {
        var (one, other) = await TwinsAsync("Pairing");
        var gp = await app.SignInAsAsync("gp");
        var preview = await gp.PageAsync($"/records/{one}/merge/{other}");
        await gp.SubmitAsync(preview, new() { ["Apart.Reason"] = Why }, expected: 302, form: "#apart");
        await app.RelateAsync(one, "nurse");

        var nurse = await app.SignInAsAsync("nurse");
        var merge = await nurse.PageAsync($"/records/{one}/merge");
        Assert.DoesNotContain(Why, merge.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{other}", merge.Html, StringComparison.Ordinal);
        var token = merge.ValueOf("__RequestVerificationToken")!;
        foreach (
            var (address, field) in new[]
            {
                ($"/records/{one}/merge/{other}?handler=Apart", "Apart.Reason"),
                ($"/records/{one}/merge?handler=PutBack", "other"),
            }
        )
        {
            await nurse.PostAsync(
                address,
                new Dictionary<string, string> { [field] = $"{other}", ["__RequestVerificationToken"] = token },
                expected: 404
            );
        }

        var coordinator = await app.SignInAsAsync("coordinator");
        await coordinator.PostAsync(
            $"/records/{one}/merge/{other}?handler=Apart",
            new Dictionary<string, string>
            {
                ["Apart.Reason"] = Why,
                ["__RequestVerificationToken"] = (await coordinator.PageAsync("/patients")).ValueOf("__RequestVerificationToken")!,
            },
            expected: 403
        );

        // The other record is withdrawn: its own holder still sees the pair, whoever else had both does not.
        await app.RelateAsync(other, "nurse");
        Assert.Contains(Why, (await nurse.PageAsync($"/records/{one}/merge")).Text, StringComparison.Ordinal);
        await app.Database.RunAsync(
            $"update plan_facts set consent_to_share = '{Slug.Of(ConsentStatus.Withdrawn)}' where patient_id = '{other}'"
        );
        Assert.DoesNotContain(Why, (await nurse.PageAsync($"/records/{one}/merge")).Text, StringComparison.Ordinal);
        Assert.Contains(Why, (await gp.PageAsync($"/records/{one}/merge")).Text, StringComparison.Ordinal);
    }

    private async Task<(Guid One, Guid Other)> TwinsAsync(string family) =>
        (
            await app.StartRecordAsync(with: person => person with { FamilyName = family, GivenName = "Ada" }),
            await app.StartRecordAsync(with: person => person with { FamilyName = family, GivenName = "Ada" })
        );
}
