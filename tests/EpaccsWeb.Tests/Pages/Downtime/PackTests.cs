using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Downtime;

/// <summary>A downtime pack: whose cards are in it, that nothing of anybody is outside the cipher, and what the audit says of it.</summary>
public sealed class PackTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Passphrase = "copper kettle upstairs heron";

    [Fact]
    public async Task A_pack_holds_the_cards_of_those_whom_the_post_reaches_sealed_and_each_is_audited()
    {
        var mine = await app.StartRecordAsync(with: person => person with { FamilyName = "Packedperson" });
        var withdrawn = await app.StartRecordAsync(
            "gp2",
            ConsentStatus.Withdrawn,
            person => person with { FamilyName = "Withdrawnperson" }
        );
        var stranger = await app.StartRecordAsync(
            "gp2",
            with: person => person with { FamilyName = "Strangerperson", GpPracticeCode = "Y90002" }
        );
        var dead = await app.StartRecordAsync(with: person => person with { FamilyName = "Deadperson" });
        await app.Database.RunAsync($"update plan_facts set died_on = current_date, death_confirmed = true where patient_id = '{dead}'");
        var gp = await app.SignInAsAsync("gp");

        var (file, answer) = await TakeAsync(gp);
        using (answer)
        {
            Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        }

        foreach (var name in new[] { "Packedperson", "PATEL", "Asha", "9990000018", "999 000 0018", "Riverside" })
        {
            Assert.DoesNotContain(name, Outside(file), StringComparison.OrdinalIgnoreCase);
        }

        var cards = Open(file, Passphrase);
        Assert.Contains("PACKEDPERSON, Pat", cards, StringComparison.Ordinal);
        Assert.Contains(
            NhsNumber.Parse(await app.Database.ValueAsync<string>("select nhs_number::text from patients where id = $1", mine)).Display,
            cards,
            StringComparison.Ordinal
        );
        Assert.Contains("Plan version ", cards, StringComparison.Ordinal);
        Assert.Contains("Not for CPR", cards, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Who to ring now", cards, StringComparison.Ordinal);
        Assert.Contains("<details class=\"nhsuk-details\" open", cards, StringComparison.Ordinal);
        Assert.DoesNotContain("<details class=\"nhsuk-details\">", cards, StringComparison.Ordinal);
        foreach (var other in new[] { "Withdrawnperson", "Strangerperson", "Deadperson" })
        {
            Assert.DoesNotContain(other, cards, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Throws<AuthenticationTagMismatchException>(() => Open(file, Passphrase + "x"));
        var line = await app.Database.ValueAsync<Guid[]>(
            "select people from audit_entries where action = 'exported' and detail like 'downtime pack: %' order by id desc limit 1"
        );
        Assert.Contains(mine, line);
        Assert.DoesNotContain(withdrawn, line);
        Assert.DoesNotContain(stranger, line);
        Assert.DoesNotContain(dead, line);
        var count = line.Length;
        Assert.Equal(
            $"downtime pack: {count} cards for 24 hours",
            await app.Database.ValueAsync<string>(
                "select detail from audit_entries where detail like 'downtime pack: %' order by id desc limit 1"
            )
        );
        Assert.Equal(count, cards.Split("<article ").Length - 1);
        // The person sees it among those who looked.
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where patient_id = $1 and action = 'exported' and detail = 'urgent'",
                mine
            )
        );
        Assert.DoesNotContain(app.Log.All, text => text.Contains("Packedperson", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_card_says_whose_it_is_as_the_banner_does_and_a_death_that_is_only_reported()
    {
        var reported = await app.StartRecordAsync(with: person =>
            person with
            {
                FamilyName = "Reportedperson",
                PreferredName = "Patty",
                Restricted = true,
            }
        );
        await app.Database.RunAsync(
            $"update plan_facts set died_on = current_date, death_confirmed = false, death_reported_by = 'Dr Reporter' where patient_id = '{reported}'"
        );

        var (file, answer) = await TakeAsync(await app.SignInAsAsync("gp"));
        answer.Dispose();
        var card = (
            await new HtmlParser().ParseDocumentAsync(Open(file, Passphrase), TestContext.Current.CancellationToken)
        ).GetElementById($"c{reported:N}")!;
        var who = string.Join(
            ' ',
            card.QuerySelector(".app-copy__who")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

        Assert.Equal("REPORTEDPERSON, Pat", card.QuerySelector("h2")!.TextContent);
        Assert.Matches(
            @"^Preferred name Patty Born 17 May 1950 \(\d+y\) NHS No\. 999 \d{3} \d{4} Restricted record Reported dead by Dr Reporter, unconfirmed$",
            who
        );
    }

    [Fact]
    public async Task A_pack_says_until_when_it_is_valid_and_its_time_cannot_be_changed()
    {
        await app.StartRecordAsync();
        var (file, answer) = await TakeAsync(await app.SignInAsAsync("gp"), hours: "72");
        answer.Dispose();
        var page = await new HtmlParser().ParseDocumentAsync(file, TestContext.Current.CancellationToken);
        var pack = page.GetElementById("pack")!;
        var until = DateTimeOffset.Parse(pack.GetAttribute("data-until")!, CultureInfo.InvariantCulture);
        Assert.Equal(TimeSpan.FromHours(72), until - DateTimeOffset.Parse(pack.GetAttribute("data-made")!, CultureInfo.InvariantCulture));
        Assert.Contains("valid until", page.Body!.TextContent, StringComparison.Ordinal);

        var longer = file.Replace(pack.GetAttribute("data-until")!, "2099-01-01T00:00:00Z", StringComparison.Ordinal);
        Assert.Throws<AuthenticationTagMismatchException>(() => Open(longer, Passphrase));
        Assert.DoesNotContain("http", Outside(file).Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var policy = page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content")!;
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        foreach (var (element, source) in new[] { ("script", "script-src"), ("style", "style-src") })
        {
            var text = page.QuerySelector(element)!.TextContent;
            Assert.Contains(
                $"{source} 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'",
                policy,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task A_weak_or_mistyped_passphrase_makes_no_pack_and_only_those_who_read_records_have_the_page()
    {
        var gp = await app.SignInAsAsync("gp");
        var page = await gp.PageAsync("/downtime");
        foreach (
            var (one, two) in new[] { ("", ""), ("short", "short"), ("password123456789", "password123456789"), (Passphrase, "another") }
        )
        {
            var refused = await gp.SubmitAsync(page, new() { ["Passphrase"] = one, ["Again"] = two }, 400);
            Assert.Single(refused.Errors);
            Assert.DoesNotContain(Passphrase, refused.Html, StringComparison.Ordinal);
        }

        await gp.SubmitAsync(
            page,
            new()
            {
                ["Passphrase"] = Passphrase,
                ["Again"] = Passphrase,
                ["Form.Hours"] = "9999",
            },
            400
        );
        foreach (
            var (account, status) in new[]
            {
                ("hospice", 200),
                ("nurse", 200),
                ("carehome", 200),
                ("callhandler", 403),
                ("practice", 403),
                ("coordinator", 403),
                ("admin", 403),
                ("privacy", 403),
            }
        )
        {
            await (await app.SignInAsAsync(account)).PageAsync("/downtime", status);
        }
    }

    [Fact]
    public async Task What_a_post_may_not_see_on_the_card_is_not_in_the_pack_either()
    {
        var (home, answer) = await TakeAsync(await app.SignInAsAsync("carehome"));
        answer.Dispose();
        var cards = Open(home, Passphrase);
        Assert.Contains("THOMAS, Huw", cards, StringComparison.Ordinal);
        Assert.DoesNotContain("Prognosis:", cards, StringComparison.Ordinal);
        Assert.DoesNotContain("PATEL", cards, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", cards, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(string File, HttpResponseMessage Answer)> TakeAsync(TestBrowser browser, string hours = "24")
    {
        var page = await browser.PageAsync("/downtime");
        var form = (IHtmlFormElement)page.Document.QuerySelector("main form")!;
        using var content = new FormUrlEncodedContent(
            TestBrowser.FieldsOf(
                form,
                new()
                {
                    ["Passphrase"] = Passphrase,
                    ["Again"] = Passphrase,
                    ["Form.Hours"] = hours,
                }
            )
        );
        var answer = await browser.Http.PostAsync(new Uri("/downtime", UriKind.Relative), content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}");
        return (text, answer);
    }

    /// <summary>The file without its cipher, whose letters may spell anything by chance.</summary>
    private static string Outside(string file)
    {
        var at = file.IndexOf("<pre id=\"sealed\"", StringComparison.Ordinal);
        return file[..at] + file[file.IndexOf("</pre>", at, StringComparison.Ordinal)..];
    }

    /// <summary>Opens the file as a browser does.</summary>
    private static string Open(string file, string passphrase)
    {
        var page = new HtmlParser().ParseDocument(file);
        var pack = page.GetElementById("pack")!;
        byte[] Bytes(string name) => Convert.FromBase64String(pack.GetAttribute(name)!);
        var rounds = int.Parse(pack.GetAttribute("data-rounds")!, CultureInfo.InvariantCulture);
        Assert.True(rounds >= 600_000);
        var key = Rfc2898DeriveBytes.Pbkdf2(passphrase, Bytes("data-salt"), rounds, HashAlgorithmName.SHA256, 32);
        var cipher = Convert.FromBase64String(page.GetElementById("sealed")!.TextContent);
        var plain = new byte[cipher.Length - 16];
        using var aes = new AesGcm(key, 16);
        aes.Decrypt(
            Bytes("data-nonce"),
            cipher.AsSpan(..^16),
            cipher.AsSpan(^16..),
            plain,
            Encoding.UTF8.GetBytes($"{pack.GetAttribute("data-made")}|{pack.GetAttribute("data-until")}|{rounds}")
        );
        return Encoding.UTF8.GetString(plain);
    }
}
