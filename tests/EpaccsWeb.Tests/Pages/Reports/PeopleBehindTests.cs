using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace EpaccsWeb.Tests.Pages.Reports;

/// <summary>Behind a number a person is named to a post only whose gate opens the record, and the audit says to whom who was named.</summary>
public sealed class PeopleBehindTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Hospital = "Y90030";

    private DateOnly Today => London.Day(app.Clock.GetUtcNow());

    private string Address =>
        $"/reports/preferred-place-of-death/people?measure=deaths&from={Today.AddDays(-60):yyyy-MM-dd}&to={Today:yyyy-MM-dd}";

    [Fact]
    public async Task Whoever_is_named_has_a_record_that_the_gate_opens_and_the_others_are_only_counted()
    {
        var (recent, late) = (Today.AddDays(-5), Today.AddDays(-40));
        var me = (await app.ActorAsync("hospital")).UserId;
        Care Team(DateOnly? to = null) => new(Hospital, Today.AddDays(-90), to);
        static Care Of(Guid user, RelationshipSource source, DateOnly on) => new(Hospital, on.AddDays(-1), null, source, user);
        var team = Person(recent, Team());
        var ended = Person(recent, Team(Today.AddDays(-20)));
        var colleagues = Person(recent, Of(Guid.NewGuid(), RelationshipSource.CaringNow, recent));
        var mine = Person(recent, Of(me, RelationshipSource.CaringNow, recent));
        var closed = Person(late, Team());
        var emergency = Person(late, Team(), Of(me, RelationshipSource.BreakGlass, late));
        var held = Person(late, Team(Today.AddDays(-45))) with { RecordedBy = Hospital };
        var heldLately = Person(recent, Team(Today.AddDays(-45))) with { RecordedBy = Hospital };
        Dead[] people = [team, ended, colleagues, mine, closed, emergency, held, heldLately];
        await ReportPeople.AddAsync(app.Database, people);
        await ReportPeople.AgreeAsync(app.Database);
        var named = new Dictionary<string, HashSet<Guid>>();
        foreach (var account in new[] { "hospital", "gp", "coordinator" })
        {
            var page = await (await app.SignInAsAsync(account)).PageAsync($"{Address}&diagnosis-group=neurological");
            named[account] = [.. Named(page).Intersect(people.Select(person => person.Id!.Value))];
            var open = new HashSet<Guid>();
            foreach (var id in people.Select(person => person.Id!.Value))
            {
                _ = await OpensAsync(id, account) && open.Add(id);
            }

            Assert.True(open.SetEquals(named[account]), $"{account}: the gate opens {open.Count}, {named[account].Count} are named");
            Assert.Contains("more on this page", page.Text, StringComparison.Ordinal);
        }

        await app.Database.RunAsync("delete from area_agreements");
        Guid[] opening = [team.Id!.Value, mine.Id!.Value, emergency.Id!.Value, held.Id!.Value, heldLately.Id!.Value];
        Assert.Equal(opening.Order(), named["hospital"].Order());
        Assert.DoesNotContain(heldLately.Id.Value, named["gp"]);
    }

    [Fact]
    public async Task The_audit_says_whom_the_list_named_and_nobody_else()
    {
        var shown = Person(Today.AddDays(-3), new Care(Hospital, Today.AddDays(-30)));
        var counted = Person(Today.AddDays(-3), new Care(Hospital, Today.AddDays(-30), Today.AddDays(-10)));
        await ReportPeople.AddAsync(app.Database, [shown, counted]);

        var page = await (await app.SignInAsAsync("hospital")).PageAsync(Address);

        var audited = await app.Database.ValueAsync<Guid[]>(
            """
            select coalesce(people, '{}') from audit_entries
            where action = 'listed' and role = 'hospital-clinician' and detail like 'preferred-place-of-death people: deaths%'
            order by id desc limit 1
            """
        );
        Assert.Contains(shown.Id!.Value, audited);
        Assert.DoesNotContain(counted.Id!.Value, audited);
        Assert.Equal(Named(page).Order(), audited.Order());
    }

    [Fact]
    public async Task Filters_that_would_tell_where_a_restricted_person_is_name_them_to_the_team_only()
    {
        var hidden = Person(Today.AddDays(-2), new Care("Y90020", Today.AddDays(-30))) with { Restricted = true };
        await ReportPeople.AddAsync(app.Database, [hidden]);
        await ReportPeople.AgreeAsync(app.Database);
        var coordinator = await app.SignInAsAsync("coordinator");
        var all = Named(await coordinator.PageAsync(Address));
        var ofPractice = Named(await coordinator.PageAsync($"{Address}&organisation=Y90001"));
        var ofHospice = await coordinator.PageAsync($"{Address}&care-organisation=Y90020");
        await app.Database.RunAsync("delete from area_agreements");
        var gp = await app.SignInAsAsync("gp");
        var hospice = await app.SignInAsAsync("hospice");

        Assert.Contains(hidden.Id!.Value, all);
        Assert.DoesNotContain(hidden.Id.Value, ofPractice);
        Assert.DoesNotContain(hidden.Id.Value, Named(ofHospice));
        Assert.Contains("not named", ofHospice.Text, StringComparison.Ordinal);
        Assert.Contains(hidden.Id.Value, Named(await gp.PageAsync($"{Address}&organisation=Y90001")));
        Assert.Contains(hidden.Id.Value, Named(await hospice.PageAsync($"{Address}&organisation=Y90001")));
    }

    [Fact]
    public async Task Of_a_death_that_is_only_reported_nobody_reads_that_it_happened()
    {
        var (died, reported) = (Person(Today), Person(Today));
        await ReportPeople.AddAsync(app.Database, [died, reported]);
        await app.Database.RunAsync($"update counted_plans set death_confirmed = false where patient_id = '{reported.Id}'");

        var page = await (await app.SignInAsAsync("gp")).PageAsync($"{Address}&diagnosis-group=neurological");

        Assert.Contains(", died ", Line(died), StringComparison.Ordinal);
        Assert.Contains(", reported dead, unconfirmed, ", Line(reported), StringComparison.Ordinal);

        string Line(Dead person) =>
            string.Join(
                ' ',
                page.Document.QuerySelectorAll("main li")
                    .Single(line => line.QuerySelector($"a[href='/records/{person.Id}']") is not null)
                    .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            );
    }

    private static Dead Person(DateOnly on, params Care[] cares) =>
        Dead.Of(on, null, null) with
        {
            Id = Guid.NewGuid(),
            Diagnosis = DiagnosisGroup.Neurological,
            Cares = cares,
        };

    private static Guid[] Named(TestPage page) =>
        [
            .. page
                .Document.QuerySelectorAll("main a[href^='/records/']")
                .Select(link => Guid.Parse(link.GetAttribute("href")!["/records/".Length..])),
        ];

    /// <summary>What the gate would say of the record's first page.</summary>
    private async Task<bool> OpensAsync(Guid patient, string account)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var gate = scope.ServiceProvider.GetRequiredService<RecordGate>();
        var facts = await gate.FactsAsync(patient, await app.ActorAsync(account), TestContext.Current.CancellationToken);
        return RecordGate.Suppose(facts, new(RecordPart.Overview, Writes: false)) is AccessDecision.Granted;
    }
}
