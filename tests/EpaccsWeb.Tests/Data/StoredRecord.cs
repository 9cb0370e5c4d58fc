using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Tests.Data;

/// <summary>Everything of one record as EF reads it back under a grant.</summary>
internal sealed record StoredRecord(
    Patient Patient,
    Plan Plan,
    PlanFacts Facts,
    List<Consent> Consents,
    List<Death> Deaths,
    List<Relationship> Relationships
)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<StoredRecord> ReadAsync(NpgsqlDataSource pool, Guid patientId)
    {
        await using var db = Context(pool);
        var reader = new Actor(
            Guid.NewGuid(),
            "Reader",
            Guid.NewGuid(),
            Role.GeneralPractitioner,
            Guid.NewGuid(),
            "Test",
            Senior: true,
            Urgent: false
        );
        db.Open(AccessRules.ForNewRecord(patientId, reader), RowContext.Of(SystemGrant.DemoData()));
        var plan = await db.Plans.AsNoTracking().SingleAsync(Cancel);
        plan.With(await db.SectionVersions.AsNoTracking().ToListAsync(Cancel));
        return new(
            await db.Patients.AsNoTracking().SingleAsync(Cancel),
            plan,
            await db.PlanFacts.AsNoTracking().SingleAsync(Cancel),
            await db.Consents.AsNoTracking().OrderBy(row => row.Purpose).ThenBy(row => row.Number).ToListAsync(Cancel),
            await db.Deaths.AsNoTracking().ToListAsync(Cancel),
            await db.Relationships.AsNoTracking().ToListAsync(Cancel)
        );
    }

    public static EpaccsDbContext Context(NpgsqlDataSource pool) =>
        new(new DbContextOptionsBuilder<EpaccsDbContext>().UseNpgsql(pool).Options);

    /// <summary>The keys of people, by what follows "from patients".</summary>
    public static async Task<List<Guid>> FindAsync(TestDatabase database, string tail) =>
        [.. await database.ValueAsync<Guid[]>($"select array(select id from patients {tail})")];

    /// <summary>The stored facts are what the versions say, and the patient is what the person details say.</summary>
    public void AssertRebuilt()
    {
        var rebuilt = new PlanFacts { PlanId = Plan.Id, PatientId = Patient.Id }.Compute(Plan, Patient, Consents, Deaths, Relationships);
        Assert.Equivalent(rebuilt, Facts, strict: true);
        var person = Plan.Current<PersonDetails>();
        Assert.NotNull(person);
        Assert.Equivalent(new Patient { Id = Patient.Id }.Apply(person, Patient.GpPracticeId, Patient.CareHomeId), Patient, strict: true);
        Assert.Equal(Enumerable.Range(1, Plan.Version), Plan.Sections.Select(row => row.PlanVersion));
    }

    /// <summary>Every answer keeps the rules that held when it was written, and nothing was written ahead of time.</summary>
    public void AssertFollowsTheRules()
    {
        var now = TimeProvider.System.GetUtcNow();
        foreach (var row in Plan.Sections.Where(row => row.Answers is not null))
        {
            var born = row.Answers is PersonDetails ? null : (DateOnly?)Patient.DateOfBirth;
            Assert.Empty(
                row.Answers!.Problems(SectionContext.At(row.At, born))
                    .Select(problem => $"{Patient.NhsNumber} {row.Section} {problem.Sentence}")
            );
            Assert.InRange(row.At, Plan.StartedAt, now);
        }

        foreach (var row in Consents)
        {
            var answers = new ConsentAnswers(row.Status, row.On, row.Capacity, row.WhoWasConsulted, row.DecidedBy, row.Notes);
            Assert.Empty(answers.Problems(SectionContext.At(row.At, Patient.DateOfBirth)).Select(problem => problem.Sentence));
        }

        foreach (var row in Deaths)
        {
            var wish = PlanFacts.WishOn(Plan, row.Answers.DiedOn);
            Assert.Empty(
                row.Answers.Problems(SectionContext.At(row.At, Patient.DateOfBirth), wish, Patient.CareHomeId is not null)
                    .Select(problem => $"{Patient.NhsNumber} {problem.Sentence}")
            );
            Assert.All(
                Plan.Sections,
                version => Assert.True(London.Day(version.At) <= row.Answers.DiedOn || London.Day(Plan.StartedAt) > row.Answers.DiedOn)
            );
        }
    }
}
