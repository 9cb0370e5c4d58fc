using EpaccsWeb.Data;
using EpaccsWeb.DemoData;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Tests.Support;

namespace EpaccsWeb.Tests.Demonstration;

/// <summary>What a newcomer finds of meetings, tasks and after-death reviews when the demonstration has just been loaded.</summary>
public sealed class DemoMeetingTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Counts = """
        select concat_ws('/', (select count(*) from meetings where closed_at is not null), (select count(*) from meeting_entries),
                         (select count(*) from care_tasks where closed_at is null), (select count(*) from care_tasks where outcome = 'done'),
                         (select count(*) from death_reviews))
        """;

    [Fact]
    public async Task The_last_meeting_has_minutes_with_a_decision_and_a_task_for_each_person()
    {
        var gp = await app.SignInAsAsync("gp");
        var link = (await gp.PageAsync("/meetings")).Document.QuerySelectorAll("main a[href$='/minutes']")[^1].GetAttribute("href")!;

        var minutes = await gp.PageAsync(link);

        foreach (
            var words in new[]
            {
                "Sam Whitlock, Valley Community Nursing",
                "JOHNSON, Brian (Mr)",
                "THOMAS, Huw (Mr)",
                "WILLIAMS, Grace (Miss)",
                "See Brian at home",
                "Dr Priya Nair, Riverside Surgery",
                "Done: Talked with Huw.",
                "Open",
            }
        )
        {
            Assert.Contains(words, minutes.Text, StringComparison.Ordinal);
        }

        Assert.Contains("Your tasks: 2 open", (await gp.PageAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("JOHNSON, Brian", (await gp.PageAsync("/tasks")).Text, StringComparison.Ordinal);
        var nurse = await app.SignInAsAsync("nurse");
        Assert.DoesNotContain("THOMAS, Huw", (await nurse.PageAsync("/tasks")).Text, StringComparison.Ordinal);
        Assert.Contains("THOMAS, Huw", (await nurse.PageAsync("/tasks?show=closed")).Text, StringComparison.Ordinal);
        Assert.Contains(
            "See Brian at home",
            (await nurse.PageAsync($"/records/{await app.PersonAsync("999 000 0026")}/meetings")).Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task The_next_meeting_knows_whom_the_last_one_spoke_of()
    {
        var gp = await app.SignInAsAsync("gp");
        var index = await gp.PageAsync("/meetings");
        var agenda = (await gp.SubmitAsync(index, new() { ["Form.Attendees"] = "Dr Nair" }, 302, "#start")).Location!;
        var patel = await app.PersonAsync("999 000 0018");
        var johnson = await app.PersonAsync("999 000 0026");

        Assert.Contains("Three-month rule", await WhyAsync(patel), StringComparison.Ordinal);
        Assert.Contains("Review overdue", await WhyAsync(johnson), StringComparison.Ordinal);
        Assert.DoesNotContain("Three-month rule", await WhyAsync(johnson), StringComparison.Ordinal);

        async Task<string> WhyAsync(Guid person) => (await gp.PageAsync($"/records/{person}{agenda}")).Text;
    }

    [Fact]
    public async Task Some_deaths_were_reviewed_and_the_others_wait()
    {
        var gp = await app.SignInAsAsync("gp");

        var review = await gp.PageAsync($"/records/{await app.PersonAsync("999 000 0042")}/death/review");

        foreach (var words in new[] { "Gwen rang for an ambulance", "Medicines for breathlessness", "Missed opportunity", "Review 1" })
        {
            Assert.Contains(words, review.Text, StringComparison.Ordinal);
        }

        var waiting = (await gp.PageAsync("/worklists/deaths-to-review")).Text;
        Assert.DoesNotContain("MORGAN", waiting, StringComparison.Ordinal);
        Assert.Contains("KELLY, Sean", waiting, StringComparison.Ordinal);
        var today = London.Day(app.Clock.GetUtcNow());
        var report = await gp.PageAsync($"/reports/preferred-place-of-death?from={today.AddDays(-365):yyyy-MM-dd}&to={today:yyyy-MM-dd}");
        Assert.Contains("Deaths with a review: 3", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_agrees_with_what_is_recorded_of_the_death() =>
        Assert.Equal(
            ["9990000042 no false t", "9990000107 yes true t", "9990000441 no false t"],
            await app.Database.ValueAsync<string[]>(
                """
                select array(select concat_ws(' ', nhs_number, review.right_place, first_met::text, review.at > death.at and review.at < now())
                             from death_reviews review join patients on patients.id = review.patient_id
                             join plan_facts facts on facts.patient_id = patients.id
                             join deaths death on death.patient_id = patients.id and death.number = review.death_number
                             join organisations practice on practice.id = gp_practice_id and practice.ods_code = 'Y90001'
                             order by nhs_number)
                """
            )
        );

    [Fact]
    public async Task The_websites_own_role_may_load_them_too()
    {
        await using var other = await TestDatabases.CreateAsync();
        await using var database = EpaccsDatabase.Of(other.Owner, other.App);
        Assert.Equal("1/3/2/1/3", await other.ValueAsync<string>(Counts));
        await database.EmptyDemonstrationAsync(TestContext.Current.CancellationToken);
        await database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.True(await DemoLoader.LoadIntoEmptyAsync(other.App, TestContext.Current.CancellationToken));

        Assert.Equal("1/3/2/1/3", await other.ValueAsync<string>(Counts));
    }
}
