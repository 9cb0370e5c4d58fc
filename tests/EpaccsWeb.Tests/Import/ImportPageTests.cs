using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Dom;
using EpaccsWeb.Import;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Import;

/// <summary>The import through its pages: upload, preview, approval.</summary>
public sealed class ImportPageTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_coordinator_sees_the_three_groups_and_nothing_is_written_before_approval()
    {
        var number = TestApp.NextNhsNumber();
        var coordinator = await app.SignInAsAsync("coordinator");

        var preview = await UploadAsync(coordinator, Register.Csv(Register.Row(number), Register.Row(null, ("gender", "?"))));

        Assert.Contains("New 1Already here, same 0Already here, fills blanks 0Refused 1", preview.Text, StringComparison.Ordinal);
        Assert.Contains("3genderIs not in the list.", preview.Text, StringComparison.Ordinal);
        Assert.Equal(0L, await HasAsync(number));

        await coordinator.SubmitAsync(preview, new(), expected: 400);
        await coordinator.SubmitAsync(preview, new() { ["Choice"] = "skip-refused" }, expected: 302);
        await coordinator.SubmitAsync(preview, new() { ["Choice"] = "skip-refused" }, expected: 302);

        Assert.Equal(1L, await HasAsync(number));
        Assert.Contains("Register imported", (await coordinator.PageAsync(preview.Address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_discarded_file_is_gone_and_writes_nothing()
    {
        var number = TestApp.NextNhsNumber();
        var coordinator = await app.SignInAsAsync("coordinator");
        var preview = await UploadAsync(coordinator, Register.Csv(Register.Row(number)));

        await coordinator.SubmitAsync(preview, new() { ["Choice"] = "discard" }, expected: 302);

        await coordinator.PageAsync(preview.Address, expected: 404);
        Assert.Equal(0L, await HasAsync(number));
    }

    [Fact]
    public async Task Only_posts_with_the_permission_get_in_and_nobody_sees_anothers_upload()
    {
        await (await app.SignInAsAsync("gp")).PageAsync("/import", expected: 403);
        await (await app.SignInAsAsync("sysadmin")).PageAsync("/import/0123456789abcdef0123456789abcdef", expected: 403);
        await app.Browser().PageAsync("/import", expected: 302);
        await (await app.SignInAsAsync("coordinator")).PageAsync("/import/0123456789abcdef0123456789abcdef", expected: 404);
    }

    [Fact]
    public async Task Whoever_meets_hundreds_of_blocked_rows_has_to_wait()
    {
        var rows = Enumerable.Range(0, 500).Select(_ => Register.Row(null, ("consent_status", "declined"))).ToList();
        Assert.True((await app.ImportAsync(Register.Csv(rows))).Written);
        var coordinator = await app.SignInAsAsync("coordinator");
        Assert.Contains("Refused 500", (await UploadAsync(coordinator, Register.Csv(rows))).Text, StringComparison.Ordinal);

        var page = await SendAsync(coordinator, Encoding.UTF8.GetBytes(Register.Csv(rows)), new());

        Assert.Contains("Too many rows of your files", Assert.Single(page.Errors), StringComparison.Ordinal);
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        await UploadAsync(await app.SignInAsAsync("coordinator"), Register.Csv(Register.Row()));
    }

    [Fact]
    public async Task A_waiting_file_is_forgotten_after_an_hour()
    {
        var desk = (ImportDesk)app.Services.GetService(typeof(ImportDesk))!;
        var actor = await app.ActorAsync("coordinator");
        await using var content = Register.Stream(Register.Csv(Register.Row()));
        var batch = await desk.TakeAsync(
            content,
            new ImportOrder(actor, null, false, "r"),
            desk.Enter(actor, content.Length)!,
            TestContext.Current.CancellationToken
        );
        await ImportDesk.WaitAsync(batch, TimeSpan.FromSeconds(60));
        Assert.NotNull(desk.Find(batch.Token, actor));
        Assert.Null(desk.Find(batch.Token, actor with { UserId = Guid.NewGuid() }));

        app.Clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Null(desk.Find(batch.Token, actor));
    }

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("nhs_number\n1", "It lacks: family_name")]
    public async Task A_file_that_is_no_register_is_refused_at_its_field(string text, string sentence)
    {
        var page = await SendAsync(await app.SignInAsAsync("coordinator"), Encoding.UTF8.GetBytes(text), new());

        Assert.Equal(400, page.Status);
        Assert.Contains(sentence, Assert.Single(page.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_that_cannot_hold_records_and_a_missing_file_are_refused_at_their_fields()
    {
        var coordinator = await app.SignInAsAsync("coordinator");
        var text = Encoding.UTF8.GetBytes(Register.Csv(Register.Row()));

        Assert.Contains(
            "no organisation with that ODS code",
            Assert.Single((await SendAsync(coordinator, text, new() { ["Form.Holder"] = "one", ["Form.Organisation"] = "Q99999" })).Errors),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Enter the ODS code",
            Assert.Single((await SendAsync(coordinator, text, new() { ["Form.Holder"] = "one" })).Errors),
            StringComparison.Ordinal
        );
        Assert.Contains("Choose a CSV file", Assert.Single((await SendAsync(coordinator, null, new())).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_wrong_rows_still_make_a_page_that_can_be_used()
    {
        var row = string.Join(',', Register.Row("9990000019").Values) + "\n";
        var text = string.Join(',', Register.Row().Keys) + "\n" + string.Concat(Enumerable.Repeat(row, 10_000));

        var preview = await UploadAsync(await app.SignInAsAsync("coordinator"), text);

        Assert.Equal(200, preview.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("And 9,800 more refused rows", preview.Text, StringComparison.Ordinal);
        Assert.True(preview.Html.Length < 200_000);
    }

    [Fact]
    public async Task Every_refused_row_is_in_the_file_with_line_column_and_sentence_and_nothing_of_the_person()
    {
        var coordinator = await app.SignInAsAsync("coordinator");
        var wrong = Enumerable.Range(0, 1200).Select(_ => Register.Row(null, ("gender", "Unheardof"))).ToList();
        var preview = await UploadAsync(coordinator, Register.Csv([Register.Row(), .. wrong]));
        var link = preview.Document.QuerySelector("main a[href$='/refused.csv']")!.GetAttribute("href")!;

        var checkedFile = await coordinator.PageAsync(link);
        await coordinator.SubmitAsync(preview, new() { ["Choice"] = "skip-refused" }, expected: 302);
        var written = await coordinator.PageAsync(link);

        var lines = checkedFile.Html.TrimEnd().Split('\n').Select(line => line.TrimEnd()).ToList();
        Assert.Equal("line,column,sentence", lines[0]);
        Assert.Equal(Enumerable.Range(3, 1200), lines[1..].Select(line => int.Parse(line.Split(',')[0])));
        Assert.All(lines[1..], line => Assert.Contains(",gender,\"Is not in the list. Use one of: male, ", line, StringComparison.Ordinal));
        Assert.DoesNotContain("Testperson", checkedFile.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Unheardof", checkedFile.Html, StringComparison.Ordinal);
        Assert.Equal(checkedFile.Html, written.Html);
        await (await app.SignInAsAsync("gp")).PageAsync(link, expected: 403);
    }

    [Fact]
    public async Task A_file_without_refused_rows_offers_no_list_of_them()
    {
        var preview = await UploadAsync(await app.SignInAsAsync("coordinator"), Register.Csv(Register.Row()));

        Assert.Null(preview.Document.QuerySelector("main a[href$='/refused.csv']"));
    }

    private static async Task<TestPage> UploadAsync(TestBrowser browser, string text)
    {
        var sent = await SendAsync(browser, Encoding.UTF8.GetBytes(text), new());
        Assert.Equal(302, sent.Status);
        return await browser.PageAsync(sent.Location!);
    }

    private static async Task<TestPage> SendAsync(TestBrowser browser, byte[]? file, Dictionary<string, string?> values)
    {
        var page = await browser.PageAsync("/import");
        var form = (IHtmlFormElement)page.Document.QuerySelector("main form")!;
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in TestBrowser.FieldsOf(form, values))
        {
            content.Add(new StringContent(value), name);
        }

        if (file is not null)
        {
            var part = new ByteArrayContent(file);
            part.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
            content.Add(part, "Form.File", "register.csv");
        }

        using var answer = await browser.Http.PostAsync(new Uri("/import", UriKind.Relative), content);
        var html = await answer.Content.ReadAsStringAsync();
        return new(
            "/import",
            (int)answer.StatusCode,
            answer.Headers.Location?.OriginalString,
            html,
            new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html),
            answer.Headers
        );
    }

    private Task<long> HasAsync(string number) =>
        app.Database.ValueAsync<long>("select count(*) from patients where nhs_number = $1", number);
}
