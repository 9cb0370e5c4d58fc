using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Scale;

/// <summary>What was found by measuring to cost most when it creeps in. Sign-in guesses have GuessingTests, round trips RoundTripTests.</summary>
public sealed class TrapTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task An_NHS_number_is_asked_for_in_the_type_of_its_column_everywhere()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var asked = scope
            .ServiceProvider.GetRequiredService<EpaccsDbContext>()
            .Model.FindEntityType(typeof(Patient))!
            .FindProperty(nameof(Patient.NhsNumber))!
            .GetColumnType();
        var column = await app.Database.ValueAsync<string>(
            "select data_type::text from information_schema.columns where table_name = 'patients' and column_name = 'nhs_number'"
        );
        var finder = await app.Database.ValueAsync<string>(
            "select pg_get_function_identity_arguments(oid) from pg_proc where proname = 'find_people'"
        );

        Assert.Equal(("text", "text"), (asked, column));
        Assert.Contains("asked_nhs text", finder, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_lines_of_a_burst_share_their_commits_and_each_is_there()
    {
        var gp = await app.ActorAsync("gp");
        var journal = app.Services.GetRequiredService<AuditJournal>();
        var now = app.Clock.GetUtcNow();

        await Task.WhenAll(
            Enumerable
                .Range(0, 200)
                .Select(number => journal.WriteAsync(AuditEntry.By(gp, AuditAction.Listed, $"burst {number}", "burst", now)))
        );

        Assert.Equal(200L, await app.Database.ValueAsync<long>("select count(*) from audit_entries where request_id = 'burst'"));
        Assert.InRange(
            await app.Database.ValueAsync<long>("select count(distinct xmin::text) from audit_entries where request_id = 'burst'"),
            1,
            100
        );
    }

    [Fact]
    public async Task Whether_a_session_and_its_post_still_hold_is_not_asked_at_every_request()
    {
        using var first = new SqlCount(app.Database);
        var gp = await app.SignInAsAsync("gp");
        Assert.Contains(first.Commands, sql => sql.Contains("posts", StringComparison.Ordinal));
        var asked = true;
        for (var attempt = 0; attempt < 5 && asked; attempt++)
        {
            await gp.PageAsync("/patients");
            using var count = new SqlCount(app.Database);
            await gp.PageAsync("/patients");
            asked = count.Commands.Any(sql =>
                sql.Contains("users", StringComparison.Ordinal) || sql.Contains("posts", StringComparison.Ordinal)
            );
        }

        Assert.False(asked);
    }

    [Fact]
    public async Task Of_racing_saves_one_stands_and_the_others_see_both_texts_and_none_fails()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        var pages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => gp.PageAsync($"/records/{patient}/plan/about-me")));

        var answers = await Task.WhenAll(
            pages.Select(
                (page, at) => gp.SubmitAsync(page, new() { ["Form.MostImportantToMe"] = $"Text {at}" }, expected: null, form: "#section")
            )
        );

        Assert.Single(answers, answer => answer.Status == 302);
        Assert.All(answers.Where(answer => answer.Status != 302), answer => Assert.Equal(409, answer.Status));
        Assert.Equal(
            1L,
            await app.Database.ValueAsync<long>(
                "select count(*) from section_versions where patient_id = $1 and section = 'about-me'",
                patient
            )
        );
    }
}
