using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Pages.Patients;

/// <summary>The one box: forgiving with what is typed, strict about whom it names, and as quick on a great register as on a small one.</summary>
public sealed class FindTests(TestApp app) : IClassFixture<TestApp>
{
    [Theory]
    [InlineData("patel asha 14/7/1945", false)]
    [InlineData("ASHA patel", false)]
    [InlineData("asha 14 July 1945", false)]
    [InlineData("999 000 0018", false)]
    [InlineData("patl asha", true)]
    [InlineData("ahsa patel", true)]
    [InlineData("pat ash", false)]
    public async Task Asha_Patel_is_found_however_she_is_typed(string typed, bool near)
    {
        var found = await FindAsync("gp", typed);

        Assert.Contains("PATEL, Asha (Mrs)", found.Text, StringComparison.Ordinal);
        var card = found
            .Document.QuerySelectorAll("main li")
            .First(item => item.TextContent.Contains("PATEL, Asha", StringComparison.Ordinal));
        Assert.Equal(near, card.TextContent.Contains("Near match", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("O'Brien", "obrien")]
    [InlineData("O'Brien", "o brien")]
    [InlineData("van den Berg", "Vandenberg")]
    [InlineData("Vandenberg", "van den berg")]
    [InlineData("Smith-Jones", "jones")]
    [InlineData("Łukasiewicz", "lukasiewicz")]
    [InlineData("McAllister", "Mc Allister")]
    [InlineData("Kahn", "khan")]
    public async Task Prefixes_accents_and_double_names_are_forgiven(string name, string typed)
    {
        var born = new DateOnly(1931, 3, 4);
        await app.StartRecordAsync(with: person => person with { FamilyName = name, GivenName = "Finder", DateOfBirth = born });

        Assert.Contains(
            PersonName.Display(name, "Finder", null),
            (await FindAsync("gp", $"{typed} finder")).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            PersonName.Display(name, "Finder", null),
            (await FindAsync("ambulance", $"{typed} 4/3/1931")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_preferred_name_finds_too_and_exact_stands_before_near()
    {
        var born = new DateOnly(1929, 8, 7);
        await app.StartRecordAsync(with: person =>
            person with
            {
                FamilyName = "Bramtree",
                GivenName = "Roberta",
                PreferredName = "Bobbie",
                DateOfBirth = born,
            }
        );
        await app.StartRecordAsync(with: person => person with { FamilyName = "Bramtrey", GivenName = "Bobbie", DateOfBirth = born });

        var found = await FindAsync("gp", "bobbie bramtree");

        Assert.True(
            found.Text.IndexOf("BRAMTREE, Roberta", StringComparison.Ordinal) is var exact and >= 0
                && found.Text.IndexOf("BRAMTREY, Bobbie", StringComparison.Ordinal) > exact,
            found.Text
        );
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("   ")]
    [InlineData("' or 1=1 --")]
    [InlineData("９９９０００００１８")]
    [InlineData("999OOO0018")]
    [InlineData("9990000019")]
    [InlineData("14/13/1945")]
    public async Task What_cannot_be_searched_is_refused_in_words_and_kept(string typed)
    {
        var browser = await app.SignInAsAsync("gp");
        var refused = await browser.SubmitAsync(await browser.PageAsync("/patients"), new() { ["q"] = typed }, expected: 400);

        Assert.Single(refused.Errors);
        Assert.Equal(typed, refused.ValueOf("q"));
        Assert.DoesNotContain("PATEL", refused.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_thousand_characters_are_refused_in_a_sentence()
    {
        var browser = await app.SignInAsAsync("gp");
        var refused = await browser.SubmitAsync(
            await browser.PageAsync("/patients"),
            new() { ["q"] = new string('a', 10_000) },
            expected: 400
        );

        Assert.NotEmpty(refused.Errors);
    }

    [Fact]
    public async Task Strangers_only_by_number_or_name_with_birth_date_and_the_withdrawn_and_restricted_never_otherwise()
    {
        var born = new DateOnly(1928, 2, 29);
        await app.StartRecordAsync(with: person => person with { FamilyName = "Quillon", DateOfBirth = born, Postcode = "ZZ99 9AA" });
        await app.StartRecordAsync(
            share: ConsentStatus.Withdrawn,
            with: person => person with { FamilyName = "Quillwith", DateOfBirth = born }
        );
        await app.StartRecordAsync(with: person =>
            person with
            {
                FamilyName = "Quillhid",
                DateOfBirth = born,
                Postcode = "ZZ99 9AA",
                Restricted = true,
            }
        );

        Assert.DoesNotContain("QUILL", (await FindAsync("ambulance", "quill")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("QUILL", (await FindAsync("ambulance", "29/2/1928")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("QUILL", (await FindAsync("ambulance", "ZZ99 9AA")).Text, StringComparison.Ordinal);
        var known = await FindAsync("ambulance", "quill 29/2/1928");
        Assert.Contains("QUILLON", known.Text, StringComparison.Ordinal);
        Assert.Contains("QUILLHID", known.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("QUILLWITH", known.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("QUILL", (await FindAsync("carehome", "quill 29/2/1928")).Text, StringComparison.Ordinal);
        var own = await FindAsync("gp", "ZZ99 9AA");
        Assert.Contains("QUILLON", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("QUILLHID", own.Text, StringComparison.Ordinal);
        Assert.Contains("QUILLWITH", (await FindAsync("gp", "quill")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_never_holds_more_than_twenty()
    {
        for (var i = 0; i < 22; i++)
        {
            await app.StartRecordAsync(with: person => person with { FamilyName = "Manyfold", GivenName = $"N{(char)('a' + i)}" });
        }

        var found = await FindAsync("gp", "manyfold");

        Assert.Equal(20, found.Document.QuerySelectorAll("main li a.app-target").Length);
        Assert.Contains("More than 20 people", found.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_from_one_account_is_limited_in_words_and_kept_and_nobody_else_is_harmed()
    {
        var flooding = await app.SignInAsAsync("hospice");
        var page = await flooding.PageAsync("/patients");
        var answers = new List<TestPage>();
        for (var search = 0; search < 70; search++)
        {
            answers.Add(await flooding.SubmitAsync(page, new() { ["q"] = $"Flooding {(char)('a' + search % 26)}" }));
        }

        var limited = answers.Where(answer => answer.Status == 429).ToList();
        Assert.InRange(limited.Count, 1, 10);
        Assert.Equal(200, answers[0].Status);
        Assert.All(limited, answer => Assert.StartsWith("Flooding", answer.ValueOf("q"), StringComparison.Ordinal));
        Assert.Equal(
            limited.Count,
            (int)
                await app.Database.ValueAsync<long>(
                    "select count(*) from audit_entries where detail = 'search: too often' and role = 'hospice-clinician'"
                )
        );
        Assert.Contains("PATEL", (await FindAsync("gp", "9990000018")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starting_a_record_looks_for_the_same_person_no_oftener_than_a_search_may()
    {
        var nurse = await app.SignInAsAsync("nurse");
        var page = await nurse.PageAsync("/patients");
        for (var search = 0; search < 65; search++)
        {
            await nurse.SubmitAsync(page, new() { ["q"] = $"Walking {(char)('a' + search % 26)}" });
        }

        var start = StartTests.Complete(TestApp.NextNhsNumber());
        var refused = await nurse.SubmitAsync(await nurse.PageAsync("/patients/new"), start, expected: 429);

        Assert.Contains(refused.Errors, error => error.Contains("searched very often", StringComparison.Ordinal));
        Assert.Equal(start["Person.FamilyName"], refused.ValueOf("Person.FamilyName"));
    }

    /// <summary>With sequential scans priced out, one that still happens is one that has no index to use.</summary>
    [Theory]
    [InlineData("null, null, null, array['smith']")]
    [InlineData("null, null, null, array['patl', 'asha']")]
    [InlineData("null, '1945-07-14', null, array['patel']")]
    [InlineData("null, null, 'ZZ993WZ', '{}'")]
    [InlineData("'9990000018', null, null, '{}'")]
    public async Task No_search_reads_a_growing_table_from_end_to_end(string asked)
    {
        var post = await app.ActorAsync("gp");
        await using var link = new NpgsqlConnection(app.Database.Owner);
        await link.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            load 'auto_explain';
            set auto_explain.log_min_duration = 0; set auto_explain.log_nested_statements = on; set auto_explain.log_level = notice;
            set enable_seqscan = off;
            select count(*) from find_people('{post.OrganisationId}', '{post.UserId}', array['registration', 'team'], true, true, false, now(), {asked}, 20);
            select count(*) from find_people('{post.OrganisationId}', '{post.UserId}', array['area'], false, false, true, now(), {asked}, 20);
            """,
            link
        );
        var plans = new List<string>();
        link.Notice += (_, notice) => plans.Add(notice.Notice.MessageText);

        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.Contains(plans, plan => plan.Contains("patients", StringComparison.Ordinal));
        Assert.DoesNotContain(
            plans.SelectMany(plan => plan.Split('\n')),
            line => line.Contains("Seq Scan on", StringComparison.Ordinal) && !line.Contains("organisations", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_name_that_came_by_bulk_load_or_by_change_is_known()
    {
        Assert.True(await app.Database.ValueAsync<bool>("select exists (select from known_names where word = 'patel' and is_family)"));
        Assert.True(
            await app.Database.ValueAsync<bool>(
                """
                select not exists (select from patients where not exists
                    (select from known_names known where known.key = patients.family_key and known.is_family and known.word = patients.family_key))
                """
            )
        );
    }

    private async Task<TestPage> FindAsync(string account, string typed)
    {
        var browser = await app.SignInAsAsync(account);
        return await browser.SubmitAsync(await browser.PageAsync("/patients"), new() { ["q"] = typed }, expected: 200);
    }
}
