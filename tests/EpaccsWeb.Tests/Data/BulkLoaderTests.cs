using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Tests.Support;
using Npgsql;

namespace EpaccsWeb.Tests.Data;

/// <summary>Whole records written by COPY are the same rows that the website would have written.</summary>
public sealed class BulkLoaderTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);
    private static readonly Guid Practice = Guid.NewGuid();
    private static readonly Guid Home = Guid.NewGuid();
    private static readonly Guid Nursing = Guid.NewGuid();
    private static readonly Actor Gp = new(
        Guid.NewGuid(),
        "Dr Test",
        Guid.NewGuid(),
        Role.GeneralPractitioner,
        Practice,
        "Test Surgery",
        Senior: true,
        Urgent: false
    );

    private TestDatabase database = null!;
    private NpgsqlDataSource pool = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabases.CreateAsync();
        pool = EpaccsDatabase.Pool(database.App);
        await using var db = StoredRecord.Context(pool);
        db.AddRange(
            new Organisation
            {
                Id = Practice,
                OdsCode = "Y90901",
                Name = "Test Surgery",
                Kind = OrganisationKind.GeneralPractice,
            },
            new Organisation
            {
                Id = Home,
                OdsCode = "Y90960",
                Name = "Test Home",
                Kind = OrganisationKind.CareHome,
            },
            new Organisation
            {
                Id = Nursing,
                OdsCode = "Y90910",
                Name = "Test Nursing",
                Kind = OrganisationKind.CommunityNursing,
            }
        );
        await db.SaveChangesAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await pool.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_loaded_record_reads_back_whole_and_its_facts_can_be_rebuilt()
    {
        var full = Full("9997000013");
        var bare = Bare("9997000021");

        Assert.Equal(2, await LoadAsync(full, bare));

        var read = await StoredRecord.ReadAsync(pool, full.PatientId);
        read.AssertRebuilt();
        (await StoredRecord.ReadAsync(pool, bare.PatientId)).AssertRebuilt();
        Assert.Equal(full.Person, read.Plan.Current<PersonDetails>());
        Assert.Equal(full.Sections[0].Answers, read.Plan.Row("preferred-places", 1)!.Answers);
        Assert.Equal(full.Sections[1].Answers, read.Plan.Current<PreferredPlaces>());
        Assert.Equal(full.Sections[2].Answers, read.Plan.Current<Resuscitation>());
        Assert.Equal([1, 2, 3, 4, 5, 6], read.Plan.Sections.Select(row => row.PlanVersion));
        Assert.True(read.Plan.CurrentRow("allergies")!.Imported);
        Assert.Equal(Start.AddDays(-20), read.Plan.CurrentRow("allergies")!.EffectiveAt);
        Assert.Equal("Dr Test", read.Plan.EndorsementOf(read.Plan.CurrentRow("resuscitation")!)!.AuthorName);
        Assert.Equal((CprDecision.NotForCpr, true), (read.Facts.Cpr, read.Facts.CprEndorsed));
        Assert.Equal((false, true, VarianceReason.NoBed), (read.Facts.FirstMet, read.Facts.FirstOrSecondMet, read.Facts.Variance));
        Assert.Equal(full.Death!.Answers, read.Deaths.Single().Answers);
        Assert.Equal(ConsentStatus.Withdrawn, read.Facts.ConsentToShare);
        Assert.Equal(
            [(ConsentPurpose.Record, 1), (ConsentPurpose.Share, 1), (ConsentPurpose.Share, 2)],
            read.Consents.Select(row => (row.Purpose, row.Number))
        );
        Assert.Equal(
            [
                (RelationshipSource.Registration, Practice, false),
                (RelationshipSource.Team, Nursing, true),
                (RelationshipSource.Residence, Home, false),
            ],
            read.Relationships.Select(row => (row.Source, row.OrganisationId, row.KeyWorker)).Order()
        );
    }

    [Fact]
    public async Task A_batch_is_one_audit_line_with_its_count_and_none_of_the_people()
    {
        await LoadAsync(Bare("9997000013"), Bare("9997000021"), Bare("9997000048"));

        Assert.Equal(
            "imported/register import: 3 records/test-run",
            await database.ValueAsync<string>(
                "select concat_ws('/', action, detail, patient_id, request_id) from audit_entries where request_id = 'test-run'"
            )
        );
        Assert.Equal(1L, await database.ValueAsync<long>("select count(*) from audit_entries where request_id = 'test-run'"));
    }

    [Fact]
    public async Task Nothing_is_kept_unless_the_caller_commits()
    {
        await Assert.ThrowsAsync<PostgresException>(() => LoadAsync(Bare("9997000013"), Bare("9997000013")));

        Assert.Equal(
            0L,
            await database.ValueAsync<long>(
                "select (select count(*) from patients where family_name like 'O’Neil-%') + (select count(*) from audit_entries where request_id = 'test-run')"
            )
        );
    }

    private static LoadedRecord Bare(string nhsNumber) =>
        new()
        {
            PatientId = Guid.NewGuid(),
            Person = new PersonDetails
            {
                NhsNumber = nhsNumber,
                FamilyName = "O’Neil-Łukasz",
                GivenName = "Zoë",
                DateOfBirth = new(1940, 2, 29),
                GpPracticeCode = "Y90901",
            },
            StartedBy = Gp,
            StartedAt = Start,
            RecordingOrganisationId = Practice,
            GpPracticeId = Practice,
        };

    private static LoadedRecord Full(string nhsNumber)
    {
        var home = new PlacePreference { Place = Place.OwnHome, IsUsualResidence = true };
        var hospice = new PlacePreference { Place = Place.Hospice, Name = "St Test's" };
        var consent = new ConsentAnswers(ConsentStatus.Given, new(2026, 3, 1), Capacity.HasCapacity, null, null, null);
        return Bare(nhsNumber) with
        {
            CareHomeId = Home,
            Sections =
            [
                new(
                    new PreferredPlaces
                    {
                        ExpressedOn = new(2026, 3, 1),
                        Death = new() { Finding = PlaceFinding.Undecided },
                    },
                    Gp,
                    Start
                ),
                new(
                    new PreferredPlaces
                    {
                        ExpressedOn = new(2026, 4, 1),
                        Death = new() { First = hospice, Second = home },
                    },
                    Gp,
                    Start.AddDays(31)
                ),
                new(
                    new Resuscitation
                    {
                        Decision = CprDecision.NotForCpr,
                        DecidedAt = Start.AddHours(1),
                        DecidedBy = "Dr Test",
                        PersonAware = true,
                    },
                    Gp,
                    Start.AddHours(2),
                    Endorsed: new(Gp, Start.AddHours(3))
                ),
                new(new Allergies { Status = AllergyStatus.NoneKnown }, Gp, Start, Imported: true, EffectiveAt: Start.AddDays(-20)),
            ],
            Consents =
            [
                new(ConsentPurpose.Record, consent, Gp, Start),
                new(ConsentPurpose.Share, consent, Gp, Start),
                new(ConsentPurpose.Share, consent with { Status = ConsentStatus.Withdrawn, Notes = "“No longer”" }, Gp, Start.AddDays(5)),
            ],
            Death = new(
                new DeathAnswers
                {
                    DiedOn = new(2026, 5, 1),
                    Status = DeathStatus.Formal,
                    ActualPlace = Place.NursingHome,
                    Variance = VarianceReason.NoBed,
                },
                Gp,
                Start.AddDays(62)
            ),
            Team = [new(Nursing, KeyWorker: true)],
        };
    }

    private async Task<int> LoadAsync(params LoadedRecord[] records)
    {
        await using var connection = await pool.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        var loader = new BulkLoader(connection, SystemGrant.RegisterImport(null), "test-run", TimeProvider.System);
        var count = await loader.LoadAsync(records.ToAsyncEnumerable(), Cancel);
        await transaction.CommitAsync(Cancel);
        return count;
    }
}
