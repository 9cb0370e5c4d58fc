using System.Collections.Concurrent;
using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EpaccsWeb.Tests.Data;

/// <summary>Two people work on one record at the same moments, over the real database: what is stored is what they were told.</summary>
public sealed class RandomHistoryTests(TestApp app) : IClassFixture<TestApp>
{
    private const int Walks = 30;
    private const int Rounds = 8;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => app.Clock.GetUtcNow();

    [Fact]
    public async Task What_was_acknowledged_is_stored_once_and_what_was_refused_is_not()
    {
        Actor[] actors = [await app.ActorAsync("gp"), await app.ActorAsync("hospice")];
        var outcomes = new ConcurrentBag<string>();
        for (var seed = 1; seed <= Walks; seed++)
        {
            var patient = await app.StartRecordAsync();
            await ActAsync(actors[0], patient, RecordPart.Team, record => record.AddToTeamAsync(actors[1].OrganisationId, false, Cancel));
            var draws = new Random(seed);
            var told = new ConcurrentDictionary<string, string>();
            var denied = new bool[actors.Length];
            for (var round = 0; round < Rounds; round++)
            {
                var numbers = new[] { draws.Next(6000), draws.Next(6000) };
                await Task.WhenAll(
                    actors.Select(
                        async (actor, at) =>
                        {
                            var canary = $"walk {seed} step {round} of {actor.Name}";
                            var outcome = await StepAsync(actor, patient, numbers[at], denied[at], canary);
                            denied[at] = outcome is "denied";
                            outcomes.Add(outcome);
                            told[canary] = outcome;
                        }
                    )
                );
            }

            await CheckAsync(patient, told, seed);
        }

        // A walk in which nothing is saved, or nobody ever collides, would prove nothing.
        foreach (
            var (outcome, least) in new[]
            {
                ("saved text", 50),
                (nameof(SaveOutcome.Saved), 50),
                (nameof(SaveOutcome.Conflict), 30),
                ("denied", 10),
            }
        )
        {
            var count = outcomes.Count(one => one == outcome);
            Assert.True(count >= least, string.Join(", ", outcomes.CountBy(one => one)));
        }
    }

    private async Task CheckAsync(Guid patient, ConcurrentDictionary<string, string> told, int seed)
    {
        var stored = await StoredRecord.ReadAsync(app.Services.GetRequiredService<NpgsqlDataSource>(), patient);
        foreach (var (canary, outcome) in told)
        {
            var copies = stored.Plan.Sections.Count(row =>
                row.Answers is { } answers && SectionAnswersJson.Write(answers).Contains($"\"{canary}\"", StringComparison.Ordinal)
            );
            copies += stored.Deaths.Count(row => row.Answers.ToldBy == canary);
            Assert.True(
                outcome is nameof(SaveOutcome.Saved) ? copies <= 1
                    : outcome is "saved text" ? copies == 1
                    : copies == 0,
                $"{canary}: {outcome}, {copies} stored"
            );
        }

        foreach (var section in stored.Plan.Sections.Where(row => row.Kind is VersionKind.Recorded).GroupBy(row => row.Section))
        {
            Assert.Equal(Enumerable.Range(1, section.Count()), section.Select(row => row.Number));
        }

        Assert.Equal(Enumerable.Range(1, stored.Deaths.Count), stored.Deaths.Select(row => row.Number).Order());
        var rebuilt = new PlanFacts { PlanId = stored.Plan.Id, PatientId = patient }.Compute(
            stored.Plan,
            stored.Patient,
            stored.Consents,
            stored.Deaths,
            stored.Relationships
        );
        Assert.Equivalent(rebuilt, stored.Facts, strict: true);
        var audited = await app.Database.ValueAsync<long>(
            """
            select count(*) from section_versions version where patient_id = $1 and section <> 'person' and exists (
                select from audit_entries line where line.patient_id = version.patient_id and line.action = 'changed'
                and line.detail = version.section || ' ' || version.number || ' ' || version.kind and line.user_id = version.author_id)
            """,
            patient
        );
        Assert.True(audited == stored.Plan.Sections.Count(row => row.Section != "person"), $"walk {seed}: a change without its audit line");
    }

    private async Task<string> StepAsync(Actor actor, Guid patient, int number, bool denied, string canary)
    {
        var (which, how) = (number / 12 % 30, number / 360);

        // Whoever met a shut gate tries to undo the death or to reopen, so that a walk does not end early.
        var what = denied ? 10 + (number % 2) : number % 12;
        var stale = how % 5 == 0;
        switch (what)
        {
            case <= 6:
                var answers = Answers(which, how, canary);
                var section = SectionCatalogue.Of(answers).Key;
                var saved = await ActAsync(
                    actor,
                    patient,
                    RecordPart.Plan,
                    async record =>
                    {
                        var based = (await record.PlanAsync(Cancel)).NumberOf(section);
                        return await record.SaveSectionAsync(answers, stale ? based + 7 : based, Guid.NewGuid(), Cancel);
                    },
                    section
                );
                Assert.False(stale && saved is nameof(SaveOutcome.Saved), $"{canary}: saved over a version it was not shown");
                return saved is nameof(SaveOutcome.Saved) ? "saved text" : saved;
            case 7:
                return await OnARowAsync(actor, patient, which, (record, row) => record.EndorseAsync(row.Section, row.Number, Cancel));
            case 8:
                return await OnARowAsync(actor, patient, which, (record, row) => record.ConfirmAsync(row.Section, row.Number, Cancel));
            case 9:
                return await OnARowAsync(
                    actor,
                    patient,
                    which,
                    (record, row) => record.RevokeAsync(row.Section, row.Number, "asked to", Cancel)
                );
            case 10:
                return await ActAsync(
                    actor,
                    patient,
                    RecordPart.Death,
                    async record =>
                    {
                        var deaths = await record.DeathsAsync(Cancel);
                        var undo = deaths is [{ Kind: not Domain.Deaths.DeathEntryKind.Undone }, ..] ? "alive" : null;
                        return await record.SaveDeathAsync(
                            new() { DiedOn = London.Day(Now), ToldBy = canary },
                            undo,
                            deaths.Count,
                            Guid.NewGuid(),
                            Cancel
                        );
                    }
                );
            default:
                return await ActAsync(
                    actor,
                    patient,
                    RecordPart.Ending,
                    async record =>
                    {
                        var ended = (await record.PlanAsync(Cancel)).EndedAs is not null;
                        var entries = await record.EndingsAsync(Cancel);
                        var kind = ended ? EndingKind.Reopened : (EndingKind)(how % 5);
                        return await record.EndAsync(kind, canary, entries.Count, Guid.NewGuid(), Cancel);
                    }
                );
        }
    }

    private Task<string> OnARowAsync(Actor actor, Guid patient, int which, Func<OpenRecord, SectionVersion, Task<SaveOutcome>> act) =>
        ActAsync(
            actor,
            patient,
            RecordPart.Overview,
            async record =>
            {
                var rows = (await record.PlanAsync(Cancel))
                    .Sections.Where(row => row.Kind is VersionKind.Recorded && row.Section != "person")
                    .ToList();
                return rows.Count == 0 ? new SaveOutcome.Conflict(0) : await act(record, rows[which % rows.Count]);
            }
        );

    /// <summary>One request of one person: the gate, then the change.</summary>
    private async Task<string> ActAsync(
        Actor actor,
        Guid patient,
        RecordPart part,
        Func<OpenRecord, Task<SaveOutcome>> act,
        string? section = null
    )
    {
        await using var scope = app.Services.CreateAsyncScope();
        var gate = scope.ServiceProvider.GetRequiredService<RecordGate>();
        if (await gate.EnterAsync(patient, actor, new AccessRequest(part, Writes: true, section), Cancel) is not AccessDecision.Granted)
        {
            return "denied";
        }

        try
        {
            return (await act(scope.ServiceProvider.GetRequiredService<OpenRecord>())).GetType().Name;
        }
        catch (AccessDeniedException)
        {
            return "denied";
        }
    }

    private ISectionAnswers Answers(int which, int how, string canary) =>
        (which % 4) switch
        {
            0 => new Resuscitation
            {
                Decision = (CprDecision)(how % 2),
                // To the minute, as it is typed.
                DecidedAt = London.Moment(London.Day(Now), new TimeOnly(how % 2, which)).AddDays(-1 - (which % 3)),
                DecidedBy = "Dr A",
                Reason = canary,
                DiscussedWithPerson = Discussion.Yes,
            },
            1 => new PreferredPlaces
            {
                ExpressedOn = London.Day(Now).AddDays(-how),
                Death = new() { First = new() { Place = (Place)(how % 6) } },
                Notes = canary,
            },
            2 => new AccessToHome { KeySafe = canary },
            _ => new Diagnoses { Primary = canary, Group = (DiagnosisGroup)(how % 6) },
        };
}
