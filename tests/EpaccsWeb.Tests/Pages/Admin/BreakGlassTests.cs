using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Pages.Admin;

/// <summary>Every emergency access is judged once, flagged where it should be, and taken away only by a privacy officer.</summary>
public sealed partial class BreakGlassTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task A_use_waits_until_a_verdict_is_given_and_then_has_it_for_good()
    {
        var use = await BreakAsync("gp2");
        var privacy = await app.SignInAsAsync("privacy");
        var queue = await privacy.PageAsync("/admin/break-glass");
        Assert.Contains($"/admin/break-glass/{use}", queue.Html, StringComparison.Ordinal);
        Assert.Contains("To be judged", queue.Text, StringComparison.Ordinal);
        var form = await privacy.PageAsync($"/admin/break-glass/{use}");

        var wordless = await privacy.SubmitAsync(form, new() { ["Form.Verdict"] = "NotAppropriate" }, expected: 400);
        Assert.Equal(["Say what was not appropriate."], wordless.Errors);
        await privacy.SubmitAsync(form, new() { ["Form.Verdict"] = "NotAppropriate", ["Form.Words"] = "Not their patient" }, expected: 302);
        await privacy.SubmitAsync(form, new() { ["Form.Verdict"] = "Appropriate" }, expected: 409);

        Assert.DoesNotContain(use.ToString(), (await privacy.PageAsync("/admin/break-glass")).Html, StringComparison.Ordinal);
        Assert.Contains("Not their patient", (await privacy.PageAsync("/admin/break-glass?list=judged")).Text, StringComparison.Ordinal);
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from audit_entries where action = 'break-glass-reviewed' and detail = 'not-appropriate'"
            )
        );
    }

    [Fact]
    public async Task A_verdict_is_overdue_after_two_working_days()
    {
        // A Friday evening: Monday is the first working day, Tuesday the second.
        Assert.Equal(new DateOnly(2026, 11, 24), BreakGlassReview.DueOn(new DateTimeOffset(2026, 11, 20, 22, 0, 0, TimeSpan.Zero)));
        var use = await BreakAsync("gp2");
        await app.Database.RunAsync($"update relationships set started_at = started_at - interval '9 days' where id = '{use}'");
        var privacy = await app.SignInAsAsync("privacy");

        Assert.Contains("Overdue", (await privacy.PageAsync("/admin/break-glass")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_third_unreviewed_use_words_are_needed_and_the_alert_names_nobody()
    {
        var nurse = await app.ActorAsync("nurse");
        await BreakAsync("nurse");
        Assert.False((await StandingAsync(nurse)).WordsRequired);
        await BreakAsync("nurse");
        Assert.True((await StandingAsync(nurse)).WordsRequired);

        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        await scope.ServiceProvider.GetRequiredService<BreakGlassReviews>().AlertAsync(db, TestContext.Current.CancellationToken);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var mail = await db
            .OutboxMails.AsNoTracking()
            .Where(row => row.ToAddress == "privacy@demo.epaccs.example")
            .OrderByDescending(row => row.MadeAt)
            .FirstAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain(nurse.Name, mail.Subject + mail.Body, StringComparison.Ordinal);
        Assert.Contains("Reference: ", mail.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_privacy_officer_suspends_and_says_why()
    {
        var hospital = await app.ActorAsync("hospital");
        var address = $"/admin/audit/users/{hospital.UserId}";
        await (await app.SignInAsAsync("sysadmin")).PageAsync(address, expected: 403);
        var privacy = await app.SignInAsAsync("privacy");
        var page = await privacy.PageAsync(address);

        Assert.Equal(["Say why."], (await privacy.SubmitAsync(page, [], expected: 400)).Errors);
        await privacy.SubmitAsync(page, new() { ["Form.Reason"] = "Looked at neighbours" }, expected: 302);
        Assert.True((await StandingAsync(hospital)).Suspended);
        Assert.Contains("Looked at neighbours", (await privacy.PageAsync(address)).Text, StringComparison.Ordinal);
        await privacy.SubmitAsync(await privacy.PageAsync(address), new() { ["Form.Reason"] = "Explained" }, expected: 302);

        Assert.False((await StandingAsync(hospital)).Suspended);
    }

    [Fact]
    public async Task Two_who_suspend_or_one_form_sent_twice_do_not_end_with_allowed_again()
    {
        var hospice = await app.ActorAsync("hospice");
        var address = $"/admin/audit/users/{hospice.UserId}";
        var privacy = await app.SignInAsAsync("privacy");
        var (first, second) = (await privacy.PageAsync(address), await privacy.PageAsync(address));
        await privacy.SubmitAsync(first, new() { ["Form.Reason"] = "Looked at neighbours" }, expected: 302);

        var late = await privacy.SubmitAsync(second, new() { ["Form.Reason"] = "Looked at a colleague" }, expected: 409);
        await privacy.SubmitAsync(first, new() { ["Form.Reason"] = "Looked at neighbours" }, expected: 409);

        Assert.StartsWith("Emergency access is suspended already", Assert.Single(late.Errors), StringComparison.Ordinal);
        Assert.Equal("Looked at a colleague", late.ValueOf("Form.Reason"));
        Assert.Contains("Looked at neighbours", late.Text, StringComparison.Ordinal);
        Assert.Contains("Allow emergency access again", late.Text, StringComparison.Ordinal);
        Assert.True((await StandingAsync(hospice)).Suspended);

        // The page that came with the refusal says what it would do now, and does that.
        await privacy.SubmitAsync(late, new() { ["Form.Reason"] = "Explained" }, expected: 302);
        var again = await privacy.SubmitAsync(late, new() { ["Form.Reason"] = "Explained" }, expected: 409);
        Assert.StartsWith("Emergency access is allowed already", Assert.Single(again.Errors), StringComparison.Ordinal);
        Assert.False((await StandingAsync(hospice)).Suspended);
        Assert.Equal(2L, await DecisionsAsync(hospice));
        await privacy.SubmitAsync(again, new() { ["Form.Reason"] = "Unsaid", ["Form.Suspends"] = null }, expected: 400);
    }

    [Fact]
    public async Task Of_several_who_suspend_at_the_same_moment_one_does()
    {
        var worker = await app.ActorAsync("socialcare");
        var privacy = await app.SignInAsAsync("privacy");
        var page = await privacy.PageAsync($"/admin/audit/users/{worker.UserId}");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => privacy.SubmitAsync(page, new() { ["Form.Reason"] = "Looked at neighbours" }))
        );

        Assert.Equal((1, 7), (answers.Count(answer => answer.Status == 302), answers.Count(answer => answer.Status == 409)));
        Assert.Equal(1L, await DecisionsAsync(worker));
        Assert.True((await StandingAsync(worker)).Suspended);
    }

    [Fact]
    public async Task Caring_now_for_a_person_of_the_same_name_or_too_often_is_flagged()
    {
        var ooh = await app.ActorAsync("ooh");
        var surname = ooh.Name.Split(' ')[^1];
        var same = await app.StartRecordAsync(with: person => person with { FamilyName = surname, GivenName = "Relative" });
        var other = await app.StartRecordAsync();
        var browser = await app.SignInAsAsync("ooh");
        foreach (var patient in new[] { same, other })
        {
            await browser.SubmitAsync(await browser.PageAsync($"/emergency/{patient}"), [], expected: 302, form: "#caring");
        }

        var privacy = await app.SignInAsAsync("privacy");
        var flagged = await privacy.PageAsync("/admin/break-glass?list=flagged");
        Assert.Contains("Same surname", flagged.Text, StringComparison.Ordinal);
        Assert.Contains("Caring now, flagged: 1", flagged.Text, StringComparison.Ordinal);

        await app.Database.RunAsync(
            $"""
            insert into relationships (id, patient_id, source, organisation_id, user_id, started_at, ends_at, started_by, key_worker)
            select gen_random_uuid(), '{other}', 'caring-now', '{ooh.OrganisationId}', '{ooh.UserId}', now() + n * interval '1 second', now() + interval '1 day', 'x', false
            from generate_series(1, 25) as n
            """
        );
        Assert.Contains(
            "More than 20 in a shift",
            (await privacy.PageAsync("/admin/break-glass?list=flagged")).Text,
            StringComparison.Ordinal
        );
    }

    /// <summary>Two thousand within an hour: all but the first twenty are flagged, and the list is read page by page.</summary>
    [Fact]
    public async Task Two_thousand_in_an_hour_are_flagged_and_listed_in_pages()
    {
        var crew = await app.ActorAsync("ambulance");
        var patient = await app.StartRecordAsync();
        var before = await FlaggedAsync();
        await app.Database.RunAsync(
            $"""
            insert into relationships (id, patient_id, source, organisation_id, user_id, started_at, ends_at, started_by, key_worker)
            select gen_random_uuid(), '{patient}', 'caring-now', '{crew.OrganisationId}', '{crew.UserId}',
                   now() - interval '1 hour' + n * interval '1.8 seconds', now() + interval '1 day', 'x', false
            from generate_series(1, 2000) as n
            """
        );

        Assert.Equal(before + 1980, await FlaggedAsync());
        var privacy = await app.SignInAsAsync("privacy");
        var page = await privacy.PageAsync("/admin/break-glass?list=flagged");
        Assert.InRange(page.Document.QuerySelectorAll("main a[href*='/admin/break-glass/']").Length, 1, 50);

        async Task<int> FlaggedAsync()
        {
            var text = (await (await app.SignInAsAsync("privacy")).PageAsync("/admin/break-glass?list=flagged")).Text;
            return int.Parse(FlaggedCount().Match(text).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"Caring now, flagged: (\d+)")]
    private static partial System.Text.RegularExpressions.Regex FlaggedCount();

    private async Task<Guid> BreakAsync(string account)
    {
        var patient = await app.StartRecordAsync(account == "gp2" ? "gp" : "gp2", with: account == "gp2" ? null : Elsewhere);
        var browser = await app.SignInAsAsync(account);
        await browser.SubmitAsync(
            await browser.PageAsync($"/emergency/{patient}"),
            new() { ["Form.Reason"] = "Emergency", ["Form.Words"] = "Called to the house" },
            expected: 302,
            form: "#break-glass"
        );
        return await app.Database.ValueAsync<Guid>(
            "select id from relationships where patient_id = $1 and source = 'break-glass'",
            patient
        );
    }

    private static Domain.Plans.Sections.PersonDetails Elsewhere(Domain.Plans.Sections.PersonDetails person) =>
        person with
        {
            GpPracticeCode = "Y90002",
        };

    private Task<long> DecisionsAsync(Actor actor) =>
        app.Database.ValueAsync<long>("select count(*) from break_glass_suspensions where user_id = $1", actor.UserId);

    private async Task<BreakGlassStanding> StandingAsync(Actor actor)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<BreakGlassReviews>()
            .StandingAsync(actor.UserId, TestContext.Current.CancellationToken);
    }
}
