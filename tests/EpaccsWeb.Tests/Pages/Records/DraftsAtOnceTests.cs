using AngleSharp.Html.Dom;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>The script keeps a draft while its writer keeps, drops or saves the same section: nothing fails, and the latest stays.</summary>
public sealed class DraftsAtOnceTests(TestApp app) : IClassFixture<TestApp>
{
    private const int Rounds = 5;

    [Fact]
    public async Task First_drafts_that_come_at_once_are_one()
    {
        var gp = await app.SignInAsAsync("gp");
        for (var round = 0; round < Rounds; round++)
        {
            var patient = await app.StartRecordAsync();
            var address = $"/records/{patient}/plan/access-to-home";
            var fields = Typed(await gp.PageAsync(address), "Shelf");

            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => gp.PostAsync($"{address}?handler=Draft", fields, expected: 204)));

            Assert.Equal(1L, await app.Database.ValueAsync<long>("select count(*) from drafts where patient_id = $1", patient));
            Assert.Equal("Shelf", (await gp.PageAsync(address)).ValueOf("Form.KeySafe"));
        }
    }

    [Fact]
    public async Task A_draft_that_is_kept_dropped_and_saved_at_once_fails_none_of_them()
    {
        var gp = await app.SignInAsAsync("gp");
        for (var round = 0; round < Rounds; round++)
        {
            var patient = await app.StartRecordAsync();
            var address = $"/records/{patient}/plan/access-to-home";
            var form = await gp.PageAsync(address);
            var fields = Typed(form, "Shelf");
            await gp.PostAsync($"{address}?handler=Draft", fields, expected: 204);

            await Task.WhenAll(
                gp.PostAsync($"{address}?handler=Draft", fields, expected: 204),
                gp.PostAsync($"{address}?handler=DropDraft", fields, expected: 302),
                gp.PostAsync($"{address}?handler=Draft", fields, expected: 204),
                gp.SubmitAsync(form, new() { ["Form.KeySafe"] = "Porch" }, expected: 302, form: "#section"),
                gp.PostAsync($"{address}?handler=DropDraft", fields, expected: 302),
                gp.PostAsync($"{address}?handler=Draft", fields, expected: 204)
            );

            Assert.Equal(
                1L,
                await app.Database.ValueAsync<long>(
                    "select count(*) from section_versions where patient_id = $1 and section = 'access-to-home'",
                    patient
                )
            );
        }
    }

    private static List<KeyValuePair<string, string>> Typed(TestPage page, string keySafe) =>
        TestBrowser.FieldsOf((IHtmlFormElement)page.Document.QuerySelector("#section")!, new() { ["Form.KeySafe"] = keySafe });
}
