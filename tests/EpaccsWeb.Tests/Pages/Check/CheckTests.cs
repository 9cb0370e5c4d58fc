using EpaccsWeb.Tests.Support;
using EpaccsWeb.Verbs;

namespace EpaccsWeb.Tests.Pages.Check;

/// <summary>A printed copy is checked signed out: genuine and current, not current, or not genuine; and offline with the public key.</summary>
public sealed class CheckTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_copy_is_current_until_something_is_written_and_tells_nothing_of_the_person()
    {
        var patient = await app.StartRecordAsync(with: person => person with { FamilyName = "Papertwin" });
        var gp = await app.SignInAsAsync("gp");
        var code = await CodeAsync(gp, patient);
        var anybody = app.Browser();

        var current = await anybody.PageAsync($"/check/{code}");
        Assert.Contains("Genuine and current", current.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("papertwin", current.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(patient.ToString(), current.Html, StringComparison.OrdinalIgnoreCase);

        await gp.SubmitAsync(await gp.PageAsync($"/records/{patient}/plan/alerts"), new() { ["Form.Alert"] = "Two crew" }, expected: 302);
        var old = await anybody.PageAsync($"/check/{code}");
        Assert.Contains("Not current", old.Text, StringComparison.Ordinal);
        Assert.Contains(
            "Genuine and current",
            (await anybody.PageAsync($"/check/{await CodeAsync(gp, patient)}")).Text,
            StringComparison.Ordinal
        );

        var forged = await anybody.PageAsync($"/check/{code[..60]}{(code[60] == 'x' ? 'y' : 'x')}{code[61..]}");
        Assert.Contains("Not genuine", forged.Text, StringComparison.Ordinal);
        Assert.Contains("treat the copy as not current", forged.Text, StringComparison.Ordinal);
        Assert.Contains("Not genuine", (await anybody.PageAsync("/check/nonsense")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ended_a_withdrawn_and_an_unknown_plan_answer_alike()
    {
        var ended = await app.StartRecordAsync();
        var withdrawn = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var codes = new[] { await CodeAsync(gp, ended), await CodeAsync(gp, withdrawn) };
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{ended}/end"),
            new() { ["Form.Kind"] = "Improved", ["Form.Reason"] = "Better." },
            expected: 302
        );
        await app.Database.RunAsync($"update plan_facts set consent_to_share = 'withdrawn' where patient_id = '{withdrawn}'");

        foreach (var code in codes)
        {
            Assert.Contains("Not current", (await app.Browser().PageAsync($"/check/{code}")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_public_key_checks_a_code_without_network_or_database()
    {
        var code = await CodeAsync(await app.SignInAsAsync("gp"), await app.StartRecordAsync());
        var key = Path.GetTempFileName();
        await File.WriteAllTextAsync(key, (await app.Browser().PageAsync("/check/key")).Html, TestContext.Current.CancellationToken);

        Assert.Equal(0, await Verb.Named(["check-print"])!.RunAsync([code, "--key", key]));
        Assert.Equal(1, await Verb.Named(["check-print"])!.RunAsync([$"B{code[1..]}", "--key", key]));
        Assert.Equal(2, await Verb.Named(["check-print"])!.RunAsync([code]));
        File.Delete(key);
    }

    private static async Task<string> CodeAsync(TestBrowser browser, Guid patient)
    {
        var print = await browser.PageAsync($"/records/{patient}/print");
        Assert.NotNull(print.Document.QuerySelector(".app-check__code svg"));
        return print.Document.QuerySelector("[data-app-check]")!.GetAttribute("data-app-check")!.Split('/')[^1];
    }
}
