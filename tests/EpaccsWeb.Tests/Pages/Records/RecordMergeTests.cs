using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Records;

/// <summary>Two records of one person put together: nothing lost, nobody sees more, and taken back to the last letter.</summary>
public sealed class RecordMergeTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Wish = "My greenhouse comes first.";

    [Fact]
    public async Task Merged_and_taken_back_both_records_are_as_they_were_and_the_audit_tells_it()
    {
        var closes = await app.StartRecordAsync(sections: new AboutMe { MostImportantToMe = Wish });
        var goesOn = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{closes}/notes"),
            new() { ["Form.Text"] = "Rang the daughter." },
            expected: 302,
            form: "#note"
        );
        var before = (await DumpAsync(closes), await DumpAsync(goesOn));
        var edit = await gp.PageAsync($"/records/{closes}/plan/about-me");

        await MergeAsync(gp, closes, goesOn);

        Assert.Equal(before.Item2, await DumpAsync(goesOn));
        Assert.Equal($"/records/{goesOn}", (await gp.PageAsync($"/records/{closes}", expected: 302)).Location);
        Assert.Equal($"/records/{goesOn}/urgent", (await gp.PageAsync($"/records/{closes}/urgent", expected: 302)).Location);
        foreach (var page in new[] { "", "/urgent" })
        {
            Assert.Contains($"/records/{closes}/merged", (await gp.PageAsync($"/records/{goesOn}{page}")).Html, StringComparison.Ordinal);
        }

        Assert.Contains(Wish, (await gp.PageAsync($"/records/{closes}/merged")).Text, StringComparison.Ordinal);
        Assert.Contains("Rang the daughter.", (await gp.PageAsync($"/records/{closes}/notes")).Text, StringComparison.Ordinal);
        Assert.Contains(Wish, (await gp.PageAsync($"/records/{closes}/history")).Text, StringComparison.Ordinal);
        var found = await gp.SubmitAsync(await gp.PageAsync("/patients"), new() { ["q"] = await NumberAsync(closes) }, expected: 200);
        Assert.Contains($"/records/{goesOn}", found.Html, StringComparison.Ordinal);
        Assert.DoesNotContain($"/records/{closes}", found.Html, StringComparison.Ordinal);
        Assert.Contains("Found by a former NHS number", found.Text, StringComparison.Ordinal);
        Assert.False(await app.Database.ValueAsync<bool>("select counts from counted_plans where patient_id = $1", closes));
        await gp.SubmitAsync(edit, new() { ["Form.MostImportantToMe"] = "Typed too late" }, expected: 409);
        await gp.PageAsync($"/records/{closes}/end", expected: 302);

        var merged = await gp.PageAsync($"/records/{closes}/merged");
        Assert.Single((await gp.SubmitAsync(merged, [], expected: 400)).Errors);
        await gp.SubmitAsync(merged, new() { ["Because"] = "They are cousins" }, expected: 302);

        Assert.Equal(before, (await DumpAsync(closes), await DumpAsync(goesOn)));
        await gp.PageAsync($"/records/{closes}", expected: 200);
        foreach (var one in new[] { closes, goesOn })
        {
            Assert.Equal(
                2L,
                await app.Database.ValueAsync<long>(
                    "select count(*) from audit_entries where patient_id = $1 and action = 'changed' and detail like 'merge: %'",
                    one
                )
            );
        }
    }

    [Fact]
    public async Task What_denies_and_what_is_needed_at_the_door_is_settled_first()
    {
        var goesOn = await app.StartRecordAsync();
        var withdrawn = await app.StartRecordAsync(share: ConsentStatus.Withdrawn);
        var restricted = await app.StartRecordAsync(with: person => person with { Restricted = true });
        var allergic = await app.StartRecordAsync(sections: new Alerts { Alert = "Keep the dog in." });
        var gp = await app.SignInAsAsync("gp");

        foreach (
            var (closes, word) in new[]
            {
                (withdrawn, "Consent to share"),
                (restricted, "Demographics are restricted"),
                (allergic, "Alerts"),
            }
        )
        {
            var shown = await gp.PageAsync($"/records/{closes}/merge/{goesOn}");
            Assert.Contains(word, shown.Text.Split("To be settled first")[1], StringComparison.Ordinal);
            Assert.Null(shown.Document.QuerySelector("#merge"));

            // The form of a pair that nothing stands in the way of, sent to this one.
            var open = await gp.PageAsync($"/records/{goesOn}/merge/{closes}");
            if (open.Document.QuerySelector("#merge") is not null)
            {
                var refused = await gp.SubmitAsync(
                    open with
                    {
                        Address = $"/records/{closes}/merge/{goesOn}",
                    },
                    new() { ["Form.Compared"] = "true", ["Form.Reason"] = "Same" },
                    expected: 400
                );
                Assert.Contains(refused.Errors, sentence => sentence.Contains(word, StringComparison.Ordinal));
            }

            Assert.Equal($"/records/{closes}", (await gp.PageAsync($"/records/{closes}")).Address);
        }
    }

    [Fact]
    public async Task Nobody_sees_more_than_before()
    {
        var closes = await app.StartRecordAsync(sections: new AboutMe { MostImportantToMe = Wish });
        var goesOn = await app.StartRecordAsync();
        await app.RelateAsync(goesOn, "hospice");
        await app.RelateAsync(closes, "hospital");
        foreach (var one in new[] { closes, goesOn })
        {
            await app.RelateAsync(one, "nurse");
        }

        var gp = await app.SignInAsAsync("gp");
        Assert.Contains("Northfield General", (await gp.PageAsync($"/records/{closes}/merge/{goesOn}")).Text, StringComparison.Ordinal);
        await MergeAsync(gp, closes, goesOn);

        var hospice = await app.SignInAsAsync("hospice");
        Assert.DoesNotContain("/merged", (await hospice.PageAsync($"/records/{goesOn}")).Html, StringComparison.Ordinal);
        await hospice.PageAsync($"/records/{closes}/merged", expected: 404);
        var hospital = await app.SignInAsAsync("hospital");
        Assert.Equal($"/records/{goesOn}", (await hospital.PageAsync($"/records/{closes}", expected: 302)).Location);
        await hospital.PageAsync($"/records/{goesOn}", expected: 403);
        await hospital.PageAsync($"/records/{closes}/merged", expected: 404);
        await hospital.PageAsync($"/records/{closes}/history", expected: 404);
        Assert.Equal($"/emergency/{goesOn}", (await hospital.PageAsync($"/emergency/{closes}", expected: 302)).Location);
        var nurse = await app.SignInAsAsync("nurse");
        Assert.Contains(Wish, (await nurse.PageAsync($"/records/{closes}/merged")).Text, StringComparison.Ordinal);

        // Withdrawn on the one that goes on: outside the holder's organisation neither is known any more.
        await app.Database.RunAsync($"update plan_facts set consent_to_share = 'withdrawn' where patient_id = '{goesOn}'");
        await nurse.PageAsync($"/records/{closes}/merged", expected: 404);
        await nurse.PageAsync($"/records/{closes}", expected: 404);
        await gp.PageAsync($"/records/{closes}/merged", expected: 200);
    }

    [Fact]
    public async Task A_record_that_may_not_be_known_of_is_no_partner_and_who_ends_no_records_merges_none()
    {
        var mine = await app.StartRecordAsync();
        var hidden = await app.StartRecordAsync("gp2", ConsentStatus.Withdrawn, person => person with { GpPracticeCode = "Y90002" });
        var gp = await app.SignInAsAsync("gp");

        await gp.PageAsync($"/records/{mine}/merge/{hidden}", expected: 404);
        await gp.PageAsync($"/records/{mine}/merge/{mine}", expected: 404);
        var start = await gp.PageAsync($"/records/{mine}/merge");
        foreach (
            var (typed, word) in new[]
            {
                (await NumberAsync(hidden), "No other record"),
                (await NumberAsync(mine), "this record"),
                ("1", "10 digits"),
            }
        )
        {
            Assert.Contains(
                word,
                Assert.Single((await gp.SubmitAsync(start, new() { ["Number"] = typed }, expected: 400)).Errors),
                StringComparison.Ordinal
            );
        }

        await (await app.SignInAsAsync("coordinator")).PageAsync($"/records/{mine}/merge", expected: 403);
    }

    [Fact]
    public async Task Two_records_never_close_in_favour_of_each_other()
    {
        var (one, other) = (await app.StartRecordAsync(), await app.StartRecordAsync());
        var gp = await app.SignInAsAsync("gp");
        var forms = new[] { await gp.PageAsync($"/records/{one}/merge/{other}"), await gp.PageAsync($"/records/{other}/merge/{one}") };

        await Task.WhenAll(
            forms.Select(form => gp.SubmitAsync(form, new() { ["Form.Compared"] = "true", ["Form.Reason"] = "Same birth, same house" }))
        );

        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from record_merges where undone_at is null and patient_id = any ($1)",
                new[] { one, other }
            )
        );
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from plans where ended_as = 'merged' and patient_id = any ($1)",
                new[] { one, other }
            )
        );
    }

    private static async Task MergeAsync(TestBrowser browser, Guid closes, Guid goesOn)
    {
        var preview = await browser.PageAsync($"/records/{closes}/merge/{goesOn}");
        Assert.Equal(2, (await browser.SubmitAsync(preview, [], expected: 400)).Errors.Count);
        var done = await browser.SubmitAsync(
            preview,
            new() { ["Form.Compared"] = "true", ["Form.Reason"] = "Same address, same daughter" },
            expected: 302
        );
        Assert.Equal($"/records/{goesOn}", done.Location);
    }

    private async Task<string> NumberAsync(Guid patient) =>
        NhsNumber.Parse(await app.Database.ValueAsync<string>("select nhs_number from patients where id = $1", patient)).Display;

    /// <summary>Every row of every table that has the patient's key, but for the audit, the merges themselves and what the teams are told.</summary>
    private async Task<string> DumpAsync(Guid patient)
    {
        var tables = await app.Database.ValueAsync<string[]>(
            """
            select array_agg(distinct kept.table_name::text order by kept.table_name::text)
            from information_schema.columns kept join information_schema.tables known using (table_schema, table_name)
            where kept.table_schema = 'public' and known.table_type = 'BASE TABLE' and kept.column_name = 'patient_id'
              and kept.table_name not like 'audit_entries%' and kept.table_name not in ('record_merges', 'notices')
            """
        );
        Assert.Contains("section_versions", tables);
        var dump = await app.Database.ValueAsync<string>($"select to_jsonb(patients)::text from patients where id = '{patient}'");
        foreach (var table in tables)
        {
            dump +=
                $"\n{table}\n"
                + await app.Database.ValueAsync<string>(
                    $"select coalesce(string_agg(row.line, E'\\n' order by row.line), '') from (select to_jsonb(kept)::text as line from {table} kept where patient_id = '{patient}') as row"
                );
        }

        return dump;
    }
}
