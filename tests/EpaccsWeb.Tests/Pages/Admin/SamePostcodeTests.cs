using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Admin;

/// <summary>Who cares for a person at their own postcode is flagged, and the postcode is told to nobody.</summary>
public sealed class SamePostcodeTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Same = "same postcode";

    [Fact]
    public async Task Caring_now_for_a_person_at_ones_own_postcode_is_flagged_to_the_privacy_officer_and_to_nobody_else()
    {
        var patient = await app.StartRecordAsync(with: person => person with { Postcode = "VY9 8QT", Restricted = true });
        var other = await app.StartRecordAsync();
        var ooh = await app.SignInAsAsync("ooh");
        foreach (var person in new[] { patient, other })
        {
            await ooh.SubmitAsync(await ooh.PageAsync($"/emergency/{person}"), [], expected: 302, form: "#caring");
        }

        // One more of the same person, which chance has drawn.
        var actor = await app.ActorAsync("ooh");
        await app.Database.RunAsync(
            $"""
            insert into relationships (id, patient_id, source, organisation_id, user_id, started_at, ends_at, started_by, key_worker)
            select drawn.id, '{patient}', 'caring-now', '{actor.OrganisationId}', '{actor.UserId}', now() - interval '1 day', now(), 'x', false
            from (select gen_random_uuid() as id from generate_series(1, 1000)) as drawn
            where get_byte(decode(md5(drawn.id::text), 'hex'), 0) < 26 limit 1
            """
        );
        var sampled = await app.Database.ValueAsync<Guid>(
            "select id from relationships where patient_id = $1 and started_by = 'x'",
            patient
        );
        var privacy = await app.SignInAsAsync("privacy");
        Assert.Contains(
            "Caring now, flagged: 0",
            (await privacy.PageAsync("/admin/break-glass?list=flagged")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains($"{sampled}", (await privacy.PageAsync("/admin/break-glass?list=sampled")).Html, StringComparison.Ordinal);

        await KeepAsync(ooh, " vy98qt ", 302);

        var flagged = await privacy.PageAsync("/admin/break-glass?list=flagged");
        Assert.Contains("Caring now, flagged: 2", flagged.Text, StringComparison.Ordinal);
        Assert.Contains("Lives at the same postcode", flagged.Text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{sampled}", (await privacy.PageAsync("/admin/break-glass?list=sampled")).Html, StringComparison.Ordinal);
        var one = await privacy.PageAsync($"/admin/break-glass/{sampled}");
        Assert.Contains("Lives at the same postcode", one.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("VY98QT", flagged.Html + one.Html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("VY9 8QT", flagged.Html + one.Html, StringComparison.OrdinalIgnoreCase);

        var gp = await app.SignInAsAsync("gp");
        foreach (
            var (reader, address) in new[]
            {
                (ooh, $"/records/{patient}/urgent"),
                (ooh, "/"),
                (gp, $"/records/{patient}/activity"),
                (gp, "/inbox"),
            }
        )
        {
            Assert.DoesNotContain(Same, (await reader.PageAsync(address)).Html, StringComparison.OrdinalIgnoreCase);
        }

        await gp.PageAsync("/admin/break-glass?list=flagged", expected: 403);
        await KeepAsync(ooh, "", 302);
        Assert.Contains(
            "Caring now, flagged: 0",
            (await privacy.PageAsync("/admin/break-glass?list=flagged")).Text,
            StringComparison.Ordinal
        );
    }

    /// <summary>The view goes by the tables' own policies: whoever is no privacy officer sees nobody through it.</summary>
    [Fact]
    public async Task The_list_is_seen_by_the_privacy_officer_only()
    {
        var patient = await app.StartRecordAsync();
        var crew = await app.SignInAsAsync("ambulance");
        await crew.SubmitAsync(await crew.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        const string Count = "select count(*) from emergency_uses";

        Assert.NotEqual(0L, await app.Database.AsWebsiteAsync<long>(await app.ActorAsync("privacy"), "trail", null, Count));
        foreach (var account in new[] { "ambulance", "gp", "sysadmin" })
        {
            var actor = await app.ActorAsync(account);
            Assert.Equal(0L, await app.Database.AsWebsiteAsync<long>(actor, "trail", null, Count));
            Assert.Equal(0L, await app.Database.AsWebsiteAsync<long>(actor, "list", null, Count));
        }
    }

    [Fact]
    public async Task A_home_postcode_is_checked_kept_emptied_and_audited_without_its_value()
    {
        var crew = await app.SignInAsAsync("callhandler");
        var wrong = await KeepAsync(crew, "4 Mill Lane", 400);
        Assert.Equal(["Enter a UK postcode, such as VY1 4AP, or leave it blank."], wrong.Errors);
        Assert.Equal("4 Mill Lane", wrong.ValueOf("HomePostcode"));
        Assert.Equal("", await KeptAsync());

        await KeepAsync(crew, "zz99  3vz", 302);
        Assert.Equal("ZZ993VZ", await KeptAsync());
        Assert.Equal("ZZ99 3VZ", (await crew.PageAsync("/account/security")).ValueOf("HomePostcode"));
        var user = (await app.ActorAsync("callhandler")).UserId;
        var office = (await (await app.SignInAsAsync("sysadmin")).PageAsync($"/admin/users/{user}")).Html;
        Assert.DoesNotContain("ZZ993VZ", office, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ZZ99 3VZ", office, StringComparison.OrdinalIgnoreCase);
        await KeepAsync(crew, "ZZ99 3VZ", 302);
        await KeepAsync(crew, "", 302);

        Assert.Equal("", await KeptAsync());
        Assert.Equal(
            ["account-changed home postcode", "account-changed home postcode"],
            await app.Database.ValueAsync<string[]>(
                "select array(select action || ' ' || detail from audit_entries where user_id = $1 and action = 'account-changed')",
                user
            )
        );
        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from audit_entries where detail ilike '%3vz%'"));
    }

    private Task<string> KeptAsync() =>
        app.Database.ValueAsync<string>("select coalesce(home_postcode, '') from users where email like 'callhandler@%'");

    private static async Task<TestPage> KeepAsync(TestBrowser browser, string postcode, int expected) =>
        await browser.SubmitAsync(
            await browser.PageAsync("/account/security"),
            new() { ["HomePostcode"] = postcode },
            expected,
            form: "#home"
        );
}
