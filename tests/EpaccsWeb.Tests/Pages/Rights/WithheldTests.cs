using System.Text;
using System.Text.Json;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Pages.Rights;

/// <summary>What a clinician withholds comes back neither in a later copy nor through what was made from it.</summary>
public sealed class WithheldTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_later_copy_says_neither_what_an_earlier_one_withheld_nor_why()
    {
        var record = await app.StartRecordAsync();
        await app.FillAsync(record);
        var (office, gp) = (await app.SignInAsAsync("privacy"), await app.SignInAsAsync("gp"));
        var earlier = (await office.TakeDownAsync(await app.NumberAsync(record))).Location!;
        await gp.SignOffAsync(earlier, ["notes", "attachments"]);
        // As lines were written before.
        await app.Database.RunAsync(
            $"insert into audit_entries (at, action, detail, request_id, urgent, patient_id) values (now(), 'subject-access-made', 'subject access x: person, 12 rows, 2 parts withheld', 'older', false, '{record}')"
        );

        var files = await CopyAsync(record);

        var all = All(files);
        Assert.Contains(earlier.Split('/')[^1], Encoding.UTF8.GetString(files["data/subject_requests.json"]), StringComparison.Ordinal);
        Assert.DoesNotContain("withheld", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("serious-harm", all, StringComparison.Ordinal);
        Assert.DoesNotContain("neighbour", all, StringComparison.Ordinal);
        Assert.DoesNotContain(FilledRecord.Canary("subject_requests", "refused_because"), all, StringComparison.Ordinal);
        Assert.Equal("subject access x: person, 12 rows", DetailOf(files, "older"));
        Assert.Equal(
            ["older"],
            await app.Database.ValueAsync<string[]>(
                "select array_agg(request_id) from audit_entries where patient_id = $1 and detail like '%withheld%'",
                record
            )
        );
    }

    [Fact]
    public async Task A_withheld_section_takes_with_it_what_was_made_from_it_and_what_names_it()
    {
        ISectionAnswers[] written =
        [
            new PrognosisAndStage { Prognosis = Prognosis.LastWeeks, Stage = GsfStage.C },
            new AboutMe { MostImportantToMe = "Robins" },
        ];
        var record = await app.StartRecordAsync(sections: written);
        await AddWorkOnPrognosisAsync(record);

        var whole = await CopyAsync(record);
        foreach (var table in new[] { "plan_facts", "counted_plans", "endorsement_requests", "plan_feedback" })
        {
            Assert.Contains($"data/{table}.json", whole.Keys);
        }

        Assert.Contains(FilledRecord.Canary("drafts", "fields"), All(whole), StringComparison.Ordinal);
        Assert.Equal("plan prognosis", DetailOf(whole, "looked"));

        var files = await CopyAsync(record, "prognosis");

        foreach (var table in new[] { "plan_facts", "counted_plans", "endorsement_requests", "plan_feedback" })
        {
            Assert.DoesNotContain($"data/{table}.json", files.Keys);
        }

        var all = All(files);
        Assert.DoesNotContain("prognosis", all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("last-weeks", all, StringComparison.Ordinal);
        Assert.DoesNotContain(FilledRecord.Canary("drafts", "fields"), all, StringComparison.Ordinal);
        Assert.DoesNotContain(FilledRecord.Canary("plan_feedback", "words"), all, StringComparison.Ordinal);
        Assert.Equal("plan", DetailOf(files, "looked"));

        // Of the other sections everything is there.
        foreach (var kept in new[] { "Robins", "Blackbirds", "About me: recorded", "about-me 1 recorded" })
        {
            Assert.Contains(kept, all, StringComparison.Ordinal);
        }

        foreach (var read in new[] { "Robins", "Blackbirds", "About me: recorded", "About me 1 recorded" })
        {
            Assert.Contains(read, Encoding.UTF8.GetString(files["record.html"]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Withheld_details_and_a_withheld_consent_do_not_come_back_through_other_tables()
    {
        var record = await app.StartRecordAsync();

        var files = await CopyAsync(record, "person", "consents");

        Assert.DoesNotContain("data/patients.json", files.Keys);
        Assert.DoesNotContain("data/plan_facts.json", files.Keys);
        Assert.DoesNotContain("data/counted_plans.json", files.Keys);
        Assert.DoesNotContain("ZZ99", All(files), StringComparison.Ordinal);
        Assert.DoesNotContain(
            Details(files).Values.SelectMany(lines => lines),
            line => line.StartsWith("consent", StringComparison.Ordinal)
        );

        var consent = await CopyAsync(record, "consents");

        Assert.Contains("data/patients.json", consent.Keys);
        Assert.DoesNotContain("data/plan_facts.json", consent.Keys);
        Assert.DoesNotContain("data/counted_plans.json", consent.Keys);
        Assert.Contains(Details(consent).Values.SelectMany(lines => lines), line => line == "person 1 recorded");
    }

    [Fact]
    public async Task What_is_no_source_of_facts_leaves_them_in_the_copy()
    {
        var record = await app.StartRecordAsync();
        await app.FillAsync(record);

        var files = await CopyAsync(record, "notes", "care_tasks");

        Assert.DoesNotContain("data/notes.json", files.Keys);
        foreach (var table in new[] { "plan_facts", "counted_plans", "patients", "drafts", "notices" })
        {
            Assert.Contains($"data/{table}.json", files.Keys);
        }
    }

    /// <summary>Takes a request down, signs it off without these parts and fetches the copy.</summary>
    private async Task<Dictionary<string, byte[]>> CopyAsync(Guid record, params string[] withheld)
    {
        var (office, gp) = (await app.SignInAsAsync("privacy"), await app.SignInAsAsync("gp"));
        var address = (await office.TakeDownAsync(await app.NumberAsync(record))).Location!;
        await gp.SignOffAsync(address, withheld.Length == 0 ? null : withheld);
        return await gp.CopyAsync(address);
    }

    /// <summary>A draft, a request, feedback, a notice and a look that are about the prognosis; a draft and a notice that are not.</summary>
    private async Task AddWorkOnPrognosisAsync(Guid record)
    {
        await app.FillAsync(record);
        await app.Database.RunAsync(
            $$"""
            set session_replication_role = replica;
            update drafts set section = 'prognosis' where patient_id = '{{record}}';
            update endorsement_requests set section = 'prognosis' where patient_id = '{{record}}';
            update plan_feedback set section = 'prognosis' where patient_id = '{{record}}';
            update notices set what = 'Prognosis and stage: recorded' where patient_id = '{{record}}';
            insert into drafts (id, patient_id, user_id, post_id, section, fields, saved_at)
            values (gen_random_uuid(), '{{record}}', gen_random_uuid(), gen_random_uuid(), 'about-me', '{"Form.MyWellness": ["Blackbirds"]}', now());
            insert into notices (id, patient_id, organisation_id, plan_version, what, at, author_id, by)
            select gen_random_uuid(), patient_id, organisation_id, plan_version, 'About me: recorded', at, author_id, by
            from notices where patient_id = '{{record}}' limit 1;
            """
        );
        await app.Database.RunAsync(
            $"insert into audit_entries (at, action, detail, request_id, urgent, patient_id) values (now(), 'view', 'plan prognosis', 'looked', false, '{record}')"
        );
    }

    private static string All(Dictionary<string, byte[]> files) => string.Join('\n', files.Values.Select(Encoding.UTF8.GetString));

    private static string DetailOf(Dictionary<string, byte[]> files, string request) => Assert.Single(Details(files)[request]);

    /// <summary>The lines of the access log in a copy, by the request that each belongs to.</summary>
    private static Dictionary<string, List<string>> Details(Dictionary<string, byte[]> files)
    {
        using var lines = JsonDocument.Parse(files["data/audit_entries.json"]);
        return lines
            .RootElement.EnumerateArray()
            .GroupBy(line => line.GetProperty("request_id").GetString()!, line => line.GetProperty("detail").GetString()!)
            .ToDictionary(group => group.Key, group => group.ToList());
    }
}
