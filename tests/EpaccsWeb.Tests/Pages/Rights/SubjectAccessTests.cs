using System.Diagnostics;
using System.Text;
using System.Text.Json;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EpaccsWeb.Tests.Pages.Rights;

/// <summary>Copies of records: who takes requests down, who signs them off, and that a copy holds everything of one person and nothing of another.</summary>
public sealed class SubjectAccessTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_copy_holds_every_column_of_every_table_the_documents_and_the_access_log_within_a_minute()
    {
        var record = await app.StartRecordAsync(with: person => person with { FamilyName = "Copyperson" });
        var other = await app.StartRecordAsync(with: person => person with { FamilyName = "Strangername" });
        await app.FillAsync(record);
        var (office, gp) = (await app.SignInAsAsync("privacy"), await app.SignInAsAsync("gp"));
        await app.Database.RunAsync(
            $"insert into audit_entries (at, action, detail, request_id, urgent, people) values (now(), 'listed', 'home: 2', 'two-people', false, array['{record}', '{other}']::uuid[])"
        );
        var address = (await office.TakeDownAsync(await app.NumberAsync(record))).Location!;

        var clock = Stopwatch.StartNew();
        await gp.SignOffAsync(address);
        var files = await gp.CopyAsync(address);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"took {clock.Elapsed}");

        var page = Encoding.UTF8.GetString(files["record.html"]);
        await using var link = new NpgsqlConnection(app.Database.Owner);
        await link.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var (table, condition) in await app.PersonTablesAsync("left_out is null"))
        {
            Assert.True(files.ContainsKey($"data/{table}.json"), table);
            using var rows = JsonDocument.Parse(files[$"data/{table}.json"]);
            var first = rows.RootElement[0];
            foreach (var column in await FilledRecord.ColumnsAsync(link, table))
            {
                Assert.True(
                    first.TryGetProperty(column.Name, out _) != PersonTablesTests.Omitted.Contains($"{table}.{column.Name}"),
                    $"{table}.{column.Name}"
                );
            }

            await using var count = new NpgsqlCommand($"select count(*) from {table} where {condition}", link)
            {
                Parameters = { new() { Value = new[] { record } } },
            };
            // The signing itself and the fetching have added lines since.
            var there = (long)(await count.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
            Assert.True(
                table == "audit_entries" ? rows.RootElement.GetArrayLength() >= there - 3 : there == rows.RootElement.GetArrayLength(),
                table
            );
        }

        foreach (var canary in new[] { ("notes", "text"), ("drafts", "fields"), ("plan_feedback", "words"), ("care_tasks", "what") })
        {
            if (
                Encoding
                    .UTF8.GetString(files[$"data/{canary.Item1}.json"])
                    .Contains(FilledRecord.Canary(canary.Item1, canary.Item2), StringComparison.Ordinal)
            )
            {
                Assert.Contains(FilledRecord.Canary(canary.Item1, canary.Item2), page, StringComparison.Ordinal);
            }
        }

        Assert.Equal("%PDF"u8.ToArray(), files.Single(file => file.Key.StartsWith("documents/", StringComparison.Ordinal)).Value);
        Assert.Contains("Copyperson", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Who looked, and what they did", page, StringComparison.Ordinal);
        foreach (var (name, content) in files)
        {
            var text = Encoding.UTF8.GetString(content);
            Assert.False(
                text.Contains("Strangername", StringComparison.OrdinalIgnoreCase) || text.Contains($"{other}", StringComparison.Ordinal),
                name
            );
        }

        Assert.Equal(
            [
                "subject-access-asked privacy-officer",
                "subject-access-made general-practitioner",
                "subject-access-fetched general-practitioner",
            ],
            await LinesAsync(record)
        );
    }

    [Fact]
    public async Task The_page_of_a_copy_is_in_words_and_times_of_england_and_the_data_beside_it_stay_as_they_are()
    {
        ISectionAnswers[] written =
        [
            new Resuscitation
            {
                Decision = CprDecision.NotForCpr,
                // Summer time: nine in the morning in England.
                DecidedAt = new(2025, 6, 1, 8, 0, 0, TimeSpan.Zero),
                DecidedBy = "Dr Stated",
                Reason = "It would not work",
            },
            new PrognosisAndStage { Stage = GsfStage.D },
            new AccessToHome { KeySafe = "Porchcode" },
        ];
        var record = await app.StartRecordAsync(sections: written);
        var number = await app.NumberAsync(record);
        var shown = NhsNumber.Parse(number).Display;
        var (office, gp) = (await app.SignInAsAsync("privacy"), await app.SignInAsAsync("gp"));
        var address = (await office.TakeDownAsync(number)).Location!;
        foreach (var page in new[] { await office.PageAsync(address), await gp.PageAsync($"{address}/decide") })
        {
            Assert.Contains($"NHS number {shown}", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(number, page.Text, StringComparison.Ordinal);
        }

        await gp.SignOffAsync(address);
        var files = await gp.CopyAsync(address);

        var html = Encoding.UTF8.GetString(files["record.html"]);
        foreach (
            var words in new[]
            {
                $"NHS number {shown}",
                $"<dt>Decision</dt><dd>{CodeList.Term(CprDecision.NotForCpr)}</dd>",
                "<dt>Decided at</dt><dd>01-Jun-2025 09:00</dd>",
                "<dt>Effective at</dt><dd>01-Jun-2025 09:00</dd>",
                $"<dt>Stage</dt><dd>{CodeList.Term(GsfStage.D)}</dd>",
                "<dd>Porchcode</dd>",
                "<dt>Author role</dt><dd>General practitioner</dd>",
                $"<dt>NHS number</dt><dd>{shown}</dd>",
                "<dt>Section</dt><dd>Resuscitation</dd>",
                "<dt>Kind</dt><dd>Recorded</dd>",
                "<dt>Gender</dt><dd>Female</dd>",
                "<dt>Date of birth</dt><dd>17-May-1950</dd>",
            }
        )
        {
            Assert.Contains(words, html, StringComparison.Ordinal);
        }

        foreach (var raw in new[] { "not-for-cpr", "general-practitioner", "subject-access-", number, "those of UTC" })
        {
            Assert.DoesNotContain(raw, html, StringComparison.Ordinal);
        }

        Assert.DoesNotMatch(@"\d{4}-\d{2}-\d{2}[T<]", html);
        var data = Encoding.UTF8.GetString(files["data/section_versions.json"]);
        Assert.Contains("not-for-cpr", data, StringComparison.Ordinal);
        Assert.Contains(number, data, StringComparison.Ordinal);
        Assert.Contains("+00:00", data, StringComparison.Ordinal);
        var notes = Encoding.UTF8.GetString(files["README.txt"]);
        Assert.Contains($"NHS number {shown}", notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_clinician_keeps_back_is_in_no_file_and_the_copy_does_not_say_so()
    {
        var record = await app.StartRecordAsync();
        await app.FillAsync(record);
        var (office, gp) = (await app.SignInAsAsync("admin"), await app.SignInAsAsync("gp"));
        var address = (await office.TakeDownAsync(await app.NumberAsync(record), "Authorised")).Location!;
        var without = await gp.SubmitAsync(await gp.PageAsync($"{address}/decide"), new() { ["Form.Decision"] = "Release" }, 400);
        Assert.Equal(2, without.Errors.Count(error => error.StartsWith("Look for what", StringComparison.Ordinal)));
        await gp.SignOffAsync(address, ["notes", "no-such-part"], expected: 400);
        await gp.SignOffAsync(address, ["notes"], ground: "NotRelevant", expected: 400);

        await gp.SignOffAsync(address, ["notes", "attachments", "person"]);

        var files = await gp.CopyAsync(address);
        Assert.DoesNotContain("data/notes.json", files.Keys);
        Assert.DoesNotContain("data/attachments.json", files.Keys);
        Assert.DoesNotContain(files.Keys, name => name.StartsWith("documents/", StringComparison.Ordinal));
        var all = string.Join('\n', files.Values.Select(Encoding.UTF8.GetString));
        Assert.DoesNotContain("canary-notes-", all, StringComparison.Ordinal);
        Assert.DoesNotContain("neighbour", all, StringComparison.Ordinal);
        Assert.DoesNotContain("1 Invented Row", all, StringComparison.Ordinal);
        // The administrator sees that it is done, and neither what was kept back nor the copy.
        var page = await office.PageAsync(address);
        Assert.Contains("Ready to fetch", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("neighbour", page.Text, StringComparison.Ordinal);
        await office.PageAsync($"{address}/download", 403);
        Assert.Contains("neighbour", (await gp.PageAsync(address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_office_takes_down_and_only_a_senior_clinician_of_the_holder_signs()
    {
        var record = await app.StartRecordAsync();
        var address = (await (await app.SignInAsAsync("admin")).TakeDownAsync(await app.NumberAsync(record))).Location!;
        foreach (
            var (account, list, ask, one, decide, fetch) in new[]
            {
                ("gp", 200, 403, 200, 200, 404),
                ("gp2", 200, 403, 404, 404, 404),
                ("hospice", 200, 403, 404, 404, 404),
                ("privacy", 200, 200, 200, 403, 404),
                ("admin", 200, 200, 200, 403, 403),
                ("sysadmin", 403, 403, 403, 403, 403),
                ("nurse", 403, 403, 403, 403, 403),
                ("practice", 403, 403, 403, 403, 403),
                ("coordinator", 403, 403, 403, 403, 403),
                ("ooh", 403, 403, 403, 403, 403),
            }
        )
        {
            var browser = await app.SignInAsAsync(account);
            await browser.PageAsync("/subject-access", list);
            await browser.PageAsync("/subject-access/new", ask);
            await browser.PageAsync(address, one);
            await browser.PageAsync($"{address}/decide", decide);
            await browser.PageAsync($"{address}/download", fetch);
        }

        // An administrator asks of the records of the own organisation only, and is told alike of others and of none.
        var admin = await app.SignInAsAsync("admin");
        var elsewhere = await app.StartRecordAsync("gp2");
        var refused = await admin.TakeDownAsync(await app.NumberAsync(elsewhere), expected: 400);
        var none = await admin.TakeDownAsync(TestApp.NextNhsNumber(), expected: 400);
        Assert.Equal(refused.Errors, none.Errors);
        Assert.Equal(302, (await (await app.SignInAsAsync("privacy")).TakeDownAsync(await app.NumberAsync(elsewhere))).Status);
    }

    [Fact]
    public async Task Whoever_took_it_down_does_not_sign_it_in_another_post_and_the_database_refuses_it_too()
    {
        var record = await app.StartRecordAsync();
        var asker = await app.ActorAsync("gp");
        var post = Guid.NewGuid();
        await app.Database.RunAsync(
            $"insert into posts (id, user_id, organisation_id, role, senior, urgent, starts_on) values ('{post}', '{asker.UserId}', '{asker.OrganisationId}', 'organisation-administrator', false, false, current_date - 1)"
        );
        try
        {
            var gp = await app.SignInAsAsync("gp");
            await gp.SubmitAsync(await gp.PageAsync("/account/post"), new() { ["PostId"] = post.ToString() }, 302);
            var address = (await gp.TakeDownAsync(await app.NumberAsync(record))).Location!;
            await gp.SubmitAsync(await gp.PageAsync("/account/post"), new() { ["PostId"] = asker.PostId.ToString() }, 302);

            var page = await gp.PageAsync($"{address}/decide");
            Assert.Contains("another senior clinician has to decide", page.Text, StringComparison.Ordinal);
            await gp.SignOffAsync(address, expected: 409);
            var id = address.Split('/')[^1];
            Assert.Equal(0L, await app.Database.AsWebsiteAsync<long>(asker, "rights", null, $"select count(*) from subject_rows('{id}')"));
            Assert.Equal(
                0L,
                await app.Database.AsWebsiteAsync<long>(
                    asker,
                    "rights",
                    null,
                    $"with done as (update subject_requests set decided_at = now(), decided_by_id = '{asker.UserId}' where id = '{id}' returning 1) select count(*) from done"
                )
            );
        }
        finally
        {
            await app.Database.RunAsync($"delete from posts where id = '{post}'");
        }
    }

    [Fact]
    public async Task Before_it_is_signed_off_and_for_anybody_else_the_database_gives_no_row()
    {
        var record = await app.StartRecordAsync();
        var address = (await (await app.SignInAsAsync("privacy")).TakeDownAsync(await app.NumberAsync(record))).Location!;
        var id = address.Split('/')[^1];
        foreach (
            var (account, purpose, sees) in new[]
            {
                ("gp", "rights", true),
                ("gp", "list", false),
                ("gp2", "rights", false),
                ("hospice", "rights", false),
                ("nurse", "rights", false),
                ("privacy", "rights", false),
                ("admin", "rights", false),
            }
        )
        {
            var seen = await app.Database.AsWebsiteAsync<long>(
                await app.ActorAsync(account),
                purpose,
                null,
                $"select count(*) from subject_rows('{id}')"
            );
            Assert.Equal(sees, seen > 0);
        }

        await (await app.SignInAsAsync("gp")).SignOffAsync(address);
        Assert.Equal(
            0L,
            await app.Database.AsWebsiteAsync<long>(
                await app.ActorAsync("gp"),
                "rights",
                null,
                $"select count(*) from subject_rows('{id}')"
            )
        );
    }

    [Fact]
    public async Task After_a_death_the_other_law_holds_and_other_people_ask()
    {
        var record = await app.StartRecordAsync();
        var number = await app.NumberAsync(record);
        var (office, gp) = (await app.SignInAsAsync("privacy"), await app.SignInAsAsync("gp"));
        var early = await office.TakeDownAsync(number, "PersonalRepresentative", 400);
        Assert.Contains("No confirmed death is recorded", Assert.Single(early.Errors), StringComparison.Ordinal);
        var before = (await office.TakeDownAsync(number)).Location!;
        await app.Database.RunAsync($"update plan_facts set died_on = current_date, death_confirmed = true where patient_id = '{record}'");

        // Asked for in life, not answered before the death: it lapses.
        var lapsed = await gp.SignOffAsync(before, expected: 409);
        Assert.Contains("A death is recorded", lapsed.Text, StringComparison.Ordinal);
        await office.TakeDownAsync(number, "Person", 400);
        var address = (await office.TakeDownAsync(number, "Claimant")).Location!;
        Assert.Contains("Access to Health Records Act 1990", (await gp.PageAsync($"{address}/decide")).Text, StringComparison.Ordinal);
        await gp.SignOffAsync(address, expected: 400);
        await gp.SignOffAsync(address, ["person"], "NotRelevant", noWish: "true");

        var files = await office.CopyAsync(address);
        Assert.Contains("Access to Health Records Act 1990", Encoding.UTF8.GetString(files["README.txt"]), StringComparison.Ordinal);
        Assert.DoesNotContain("Information Commissioner", Encoding.UTF8.GetString(files["README.txt"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_has_a_reason_and_makes_nothing_and_a_double_click_is_one_request()
    {
        var record = await app.StartRecordAsync();
        var (office, gp) = (await app.SignInAsAsync("privacy"), await app.SignInAsAsync("gp"));
        var page = await office.PageAsync("/subject-access/new");
        Dictionary<string, string?> typed = new()
        {
            ["Form.Number"] = await app.NumberAsync(record),
            ["Form.Applicant"] = "Person",
            ["Form.Evidence"] = "Passport seen.",
        };
        var first = await office.SubmitAsync(page, typed, 302);
        var second = await office.SubmitAsync(page, typed, 302);
        Assert.Equal(first.Location, second.Location);

        await gp.SubmitAsync(
            await gp.PageAsync($"{first.Location}/decide"),
            new() { ["Form.Decision"] = "Refuse", ["Form.Because"] = "Nobody has shown who they are." },
            302
        );

        var read = await office.PageAsync(first.Location!);
        Assert.Contains("Nobody has shown who they are.", read.Text, StringComparison.Ordinal);
        await gp.PageAsync($"{first.Location}/download", 404);
        var late = await gp.PostAsync(
            $"{first.Location}/decide",
            [new("__RequestVerificationToken", read.ValueOf("__RequestVerificationToken") ?? "")],
            400
        );
        Assert.Equal(400, late.Status);
    }

    [Fact]
    public async Task No_name_or_number_is_in_the_audit_or_the_log()
    {
        var record = await app.StartRecordAsync(with: person => person with { FamilyName = "Secretname" });
        var number = await app.NumberAsync(record);
        var (office, gp) = (await app.SignInAsAsync("privacy"), await app.SignInAsAsync("gp"));
        var address = (await office.TakeDownAsync(number)).Location!;
        await gp.SignOffAsync(address);
        await gp.CopyAsync(address);

        Assert.DoesNotContain(number, address, StringComparison.Ordinal);
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where detail ilike '%secretname%' or detail like '%' || $1 || '%'",
                number
            )
        );
        Assert.DoesNotContain(
            app.Log.All,
            line => line.Contains("Secretname", StringComparison.OrdinalIgnoreCase) || line.Contains(number, StringComparison.Ordinal)
        );
    }

    private async Task<List<string>> LinesAsync(Guid record) =>
        [
            .. await app.Database.ValueAsync<string[]>(
                "select array_agg(action || ' ' || role order by id) from audit_entries where patient_id = $1 and action like 'subject-access-%' and action <> 'subject-access-seen'",
                record
            ),
        ];
}

/// <summary>Copies are given out for seven days; the clock of this class runs ahead.</summary>
public sealed class SubjectExpiryTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task After_seven_days_the_copy_is_gone_and_the_request_stays()
    {
        var record = await app.StartRecordAsync();
        var address = (await (await app.SignInAsAsync("privacy")).TakeDownAsync(await app.NumberAsync(record))).Location!;
        var id = Guid.Parse(address.Split('/')[^1]);
        await (await app.SignInAsAsync("gp")).SignOffAsync(address);
        var expiry = app.Services.GetRequiredService<SealedFileExpiry>();
        app.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(5));
        Assert.Equal(0, await expiry.ExpireAsync(TestContext.Current.CancellationToken));
        await (await app.SignInAsAsync("gp")).CopyAsync(address);

        app.Clock.Advance(TimeSpan.FromMinutes(6));
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync($"{address}/download", 404);
        Assert.Equal(1, await expiry.ExpireAsync(TestContext.Current.CancellationToken));

        Assert.Equal(0L, await app.Database.ValueAsync<long>("select count(*) from subject_copies where request_id = $1", id));
        Assert.Contains("Expired", (await gp.PageAsync(address)).Text, StringComparison.Ordinal);
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'subject-access-expired' and patient_id = $1",
                record
            )
        );
    }
}
