using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Files: told by their content, kept whole, given only to be saved.</summary>
public sealed class AttachmentTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly byte[] Pdf = [.. "%PDF-1.4\n"u8, .. new byte[2000]];

    [Fact]
    public async Task A_file_is_kept_whole_and_served_as_a_download_and_each_opening_is_audited()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");

        Assert.Equal(302, await UploadAsync(gp, patient, "Advance decision: \"signed\" ../../x", Pdf));
        Assert.Equal(302, await UploadAsync(gp, patient, "Advance decision again", Pdf));

        var link = Assert.Single((await gp.PageAsync($"/records/{patient}/attachments")).Document.QuerySelectorAll("main li a"));
        using var answer = await gp.Http.GetAsync(
            new Uri(link.GetAttribute("href")!, UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Pdf, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.DoesNotContain("/", link.TextContent, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        // The list three times, and the file once.
        Assert.Equal(
            4L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where patient_id = $1 and action = 'view' and detail = 'attachment'",
                patient
            )
        );
    }

    [Theory]
    [InlineData("<html><script>alert(1)</script>", "Only PDF, PNG and JPEG files are taken")]
    [InlineData("MZ program", "Only PDF, PNG and JPEG files are taken")]
    [InlineData("", "The file is empty.")]
    public async Task What_is_no_document_is_refused_whatever_its_name_says(string content, string sentence)
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");

        var (status, html) = await PostAsync(gp, patient, "Scan", System.Text.Encoding.UTF8.GetBytes(content));

        Assert.Equal(400, status);
        Assert.Contains(sentence, html, StringComparison.Ordinal);
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from attachments where patient_id = $1", patient));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");

        var (status, html) = await PostAsync(gp, patient, "Scan", [.. "%PDF-"u8, .. new byte[5 * 1024 * 1024]]);

        Assert.Equal(400, status);
        Assert.Contains("larger than 5 MB", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_can_do_without_files_and_care_homes_read_but_do_not_add()
    {
        var patient = await app.StartRecordAsync(with: person => person with { CareHomeCode = "Y90060" });
        var home = await app.SignInAsAsync("carehome");

        Assert.Empty((await home.PageAsync($"/records/{patient}/attachments")).Document.QuerySelectorAll("main form"));
        await app.Database.RunAsync("update organisations set takes_attachments = false where ods_code = 'Y90002'");
        var other = await app.StartRecordAsync("gp2", ConsentStatus.Given);
        Assert.Empty(
            (await (await app.SignInAsAsync("gp2")).PageAsync($"/records/{other}/attachments")).Document.QuerySelectorAll("main form")
        );
        await app.Database.RunAsync("update organisations set takes_attachments = true where ods_code = 'Y90002'");
    }

    [Fact]
    public async Task A_file_of_another_record_is_not_found()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        await UploadAsync(gp, patient, "Scan", Pdf);
        var file = await app.Database.ValueAsync<Guid>("select id from attachments where patient_id = $1", patient);
        var other = await app.StartRecordAsync();

        await gp.PageAsync($"/records/{other}/attachments/{file}", expected: 404);
        await (await app.SignInAsAsync("gp2")).PageAsync($"/records/{patient}/attachments/{file}", expected: 403);
    }

    [Fact]
    public async Task Each_role_reads_the_kinds_that_the_contract_gives_it_and_a_crew_from_the_card()
    {
        var patient = await app.StartRecordAsync(with: person => person with { CareHomeCode = "Y90060" });
        var gp = await app.SignInAsAsync("gp");
        foreach (var kind in Enum.GetNames<DocumentClass>())
        {
            Assert.Equal(302, await UploadAsync(gp, patient, $"Scan {kind}", [.. Pdf, .. System.Text.Encoding.UTF8.GetBytes(kind)], kind));
        }

        string[] legal = ["AdvanceDecision", "PowerOfAttorney", "CprForm", "EscalationPlan"];
        foreach (
            var (account, reads) in new Dictionary<string, string[]>
            {
                ["gp"] = Enum.GetNames<DocumentClass>(),
                ["ooh"] = Enum.GetNames<DocumentClass>(),
                ["carehome"] = [.. legal, "AdvanceStatement"],
                ["ambulance"] = legal,
                ["callhandler"] = [],
            }
        )
        {
            var browser = await app.SignInAsAsync(account);
            if (account is "ooh" or "ambulance" or "callhandler")
            {
                await browser.SubmitAsync(await browser.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
            }

            foreach (var kind in Enum.GetNames<DocumentClass>())
            {
                var file = await app.Database.ValueAsync<Guid>(
                    "select id from attachments where patient_id = $1 and kind = $2",
                    patient,
                    Slug.Of(Enum.Parse<DocumentClass>(kind))
                );
                await browser.PageAsync($"/records/{patient}/attachments/{file}", expected: reads.Contains(kind) ? 200 : 403);
            }

            var list = await browser.PageAsync($"/records/{patient}/attachments", expected: reads.Length > 0 ? 200 : 403);
            Assert.Equal(reads.Length, list.Document.QuerySelectorAll("main li a[href*='/attachments/']").Length);
            var card = await browser.PageAsync($"/records/{patient}/urgent");
            Assert.Equal(
                reads.Intersect(legal).Count(),
                card.Document.QuerySelectorAll("#legal-documents a[href*='/attachments/']").Length
            );
        }
    }

    [Fact]
    public async Task Legal_documents_of_a_restricted_person_open_to_a_crew_once_the_location_is_shown_and_letters_do_not()
    {
        var patient = await app.StartRecordAsync(with: person => person with { Restricted = true });
        var gp = await app.SignInAsAsync("gp");
        Assert.Equal(302, await UploadAsync(gp, patient, "Signed", Pdf));
        Assert.Equal(302, await UploadAsync(gp, patient, "Letter", [.. Pdf, 1], "Other"));
        var file = await FileAsync(patient, "advance-decision");
        var letter = await FileAsync(patient, "other");
        var (crew, doctor) = (await app.SignInAsAsync("ambulance"), await app.SignInAsAsync("ooh"));
        foreach (var browser in new[] { crew, doctor })
        {
            await browser.SubmitAsync(await browser.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
            var card = await browser.PageAsync($"/records/{patient}/urgent");
            Assert.Empty(card.Document.QuerySelectorAll("#legal-documents"));
            Assert.NotNull(card.Document.QuerySelector($"#legal-documents-hidden a[href='/records/{patient}/location']"));
            Assert.Empty((await browser.PageAsync($"/records/{patient}/attachments")).Document.QuerySelectorAll("main li a"));
            await browser.PageAsync($"/records/{patient}/attachments/{file}", expected: 403);
        }

        await crew.SubmitAsync(await crew.PageAsync($"/records/{patient}/location"), new() { ["Reason"] = "At the door" }, expected: 200);

        var shown = await crew.PageAsync($"/records/{patient}/urgent");
        Assert.Null(shown.Document.GetElementById("legal-documents-hidden"));
        Assert.Single(shown.Document.QuerySelectorAll($"#legal-documents a[href$='{file}']"));
        await crew.PageAsync($"/records/{patient}/attachments/{file}");
        // It was this post that asked, for this visit, and for what may bind.
        await doctor.PageAsync($"/records/{patient}/attachments/{file}", expected: 403);
        await doctor.SubmitAsync(await doctor.PageAsync($"/records/{patient}/location"), new() { ["Reason"] = "To visit" }, expected: 200);
        await doctor.PageAsync($"/records/{patient}/attachments/{file}");
        await doctor.PageAsync($"/records/{patient}/attachments/{letter}", expected: 403);
        Assert.Single((await doctor.PageAsync($"/records/{patient}/attachments")).Document.QuerySelectorAll("main li a"));
        await crew.SubmitAsync(shown, [], form: "form[action$='handler=Finish']");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await crew.SubmitAsync(await crew.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        await crew.PageAsync($"/records/{patient}/attachments/{file}", expected: 403);
    }

    [Fact]
    public async Task Whoever_cares_for_a_restricted_person_now_adds_a_file_without_seeing_the_others()
    {
        var patient = await app.StartRecordAsync(with: person => person with { Restricted = true });
        await UploadAsync(await app.SignInAsAsync("gp"), patient, "Oldscan", Pdf, "Other");
        var doctor = await app.SignInAsAsync("ooh");
        await doctor.SubmitAsync(await doctor.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");

        Assert.Equal(302, await UploadAsync(doctor, patient, "Signed tonight", [.. Pdf, 2]));

        Assert.Equal(2L, await app.Database.ValueAsync<long>("select count(*) from attachments where patient_id = $1", patient));
        Assert.DoesNotContain("Oldscan", (await doctor.PageAsync($"/records/{patient}/attachments")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_which_nobody_said_the_kind_is_for_clinicians()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");

        var (status, html) = await PostAsync(gp, patient, "Scan", Pdf, "");

        Assert.Equal(400, status);
        Assert.Contains("Choose what kind of document it is.", html, StringComparison.Ordinal);
        Assert.Equal(
            "'other'::character varying",
            await app.Database.ValueAsync<string>(
                "select column_default from information_schema.columns where table_name = 'attachments' and column_name = 'kind'"
            )
        );
    }

    private Task<Guid> FileAsync(Guid patient, string kind) =>
        app.Database.ValueAsync<Guid>("select id from attachments where patient_id = $1 and kind = $2", patient, kind);

    private static async Task<int> UploadAsync(
        TestBrowser browser,
        Guid patient,
        string title,
        byte[] content,
        string kind = "AdvanceDecision"
    ) => (await PostAsync(browser, patient, title, content, kind)).Status;

    private static async Task<(int Status, string Html)> PostAsync(
        TestBrowser browser,
        Guid patient,
        string title,
        byte[] content,
        string kind = "AdvanceDecision"
    )
    {
        var page = await browser.PageAsync($"/records/{patient}/attachments");
        using var form = new MultipartFormDataContent();
        using var token = new StringContent(page.ValueOf("__RequestVerificationToken")!);
        using var name = new StringContent(title);
        using var which = new StringContent(kind);
        using var file = new ByteArrayContent(content);
        form.Add(token, "__RequestVerificationToken");
        form.Add(which, "Form.Kind");
        form.Add(name, "Form.Title");
        form.Add(file, "Form.File", "scan.pdf");
        using var answer = await browser.Http.PostAsync(new Uri($"/records/{patient}/attachments", UriKind.Relative), form);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
