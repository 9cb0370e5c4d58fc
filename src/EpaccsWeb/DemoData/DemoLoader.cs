using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.DemoData;

/// <summary>Loads the demo organisations, accounts and people.</summary>
public static class DemoLoader
{
    /// <summary>Invented people of the demonstration besides the fixed eight.</summary>
    public const int Others = 62;

    /// <summary>Gives some of everything rare among so few people; another seed would give other people.</summary>
    public const int Seed = 5951;

    private const double Deaths = 0.45;

    /// <summary>Any number that nothing else uses; two loaders take turns by it.</summary>
    private const string TakeTurns = "select pg_advisory_xact_lock(4994012345678)";

    /// <summary>NHS numbers have ten digits, and those of invented people are the last ones: the first entry of the index answers.</summary>
    private const string WhoIsHere = $"""
        select case
            when is_demonstration
                then case when exists (select from patients where nhs_number < '{DemoNumbers.LowestPrefix}') then 'others' end
            when exists (select from patients) or exists (select from users) or exists (select from organisations) then 'unmarked'
        end
        from service_state
        """;

    /// <summary>Loads the demonstration when the database holds nobody; false when it holds somebody already.</summary>
    public static async Task<bool> LoadIntoEmptyAsync(string connection, CancellationToken cancel)
    {
        await using var pool = EpaccsDatabase.Pool(connection);
        return await LoadIntoEmptyAsync(pool, TimeProvider.System, withAccounts: true, cancel);
    }

    /// <param name="withAccounts">Whether the demo accounts are kept too: in Development only.</param>
    public static async Task<bool> LoadIntoEmptyAsync(
        NpgsqlDataSource pool,
        TimeProvider clock,
        bool withAccounts,
        CancellationToken cancel
    )
    {
        await using var db = new EpaccsDbContext(new DbContextOptionsBuilder<EpaccsDbContext>().UseNpgsql(pool).Options)
        {
            Acting = RowContext.Of(SystemGrant.DemoData()),
        };
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await using (var wait = new NpgsqlCommand(TakeTurns, connection))
        {
            await wait.ExecuteNonQueryAsync(cancel);
        }

        var now = clock.GetUtcNow();
        var state = await db.ServiceState.SingleAsync(cancel);
        if (!await db.Users.AnyAsync(cancel) && !await db.Organisations.AnyAsync(cancel))
        {
            AddOrganisations(db, now, withAccounts);
            state.IsDemonstration = true;
            await db.SaveChangesAsync(cancel);
        }

        if (!state.IsDemonstration || await HasPatientsAsync(connection, cancel))
        {
            return false;
        }

        var cast = await DemoCast.ReadAsync(db, London.Day(now), cancel);
        var loader = new BulkLoader(connection, SystemGrant.DemoData(), "demo-people", clock);
        var meeting = new DemoMeeting(cast);
        db.Add(meeting.Held);
        await db.SaveChangesAsync(cancel);
        var reviews = new DemoReviews(cast);
        await loader.LoadBatchAsync([.. People(cast).Select(meeting.SpeakOf).Select(reviews.Review)], cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Why nobody invented may be loaded here: there is somebody who was not invented. Null when they may.</summary>
    public static async Task<string?> RefusalAsync(NpgsqlDataSource pool, CancellationToken cancel)
    {
        await using var batch = pool.CreateBatch();
        batch.BatchCommands.Add(RowContext.Of(SystemGrant.DemoData()).Command(DateTimeOffset.UnixEpoch, "demo-data"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(WhoIsHere));
        return await batch.ExecuteScalarAsync(cancel) switch
        {
            "unmarked" => "This database holds other people. Demo people are only loaded into an empty database or a demonstration.",
            "others" =>
                "This demonstration holds other people: NHS numbers of invented people begin with 998 or 999, and somebody's does not.",
            _ => null,
        };
    }

    /// <summary>The fixed eight, then others spread over everything that lists and reports ask about.</summary>
    public static IEnumerable<LoadedRecord> People(DemoCast cast)
    {
        var eight = DemoFixedPeople.All(cast);
        var others = DemoNumbers
            .All()
            .Skip(eight.Count)
            .Take(Others)
            .Select(number =>
                DemoInvention.Of(cast, DemoDraw.For(number, Seed), number, DemoNumbers.IdOf(number.Digits), Deaths, detail: 1)
            );
        return eight.Concat(others);
    }

    private static async Task<bool> HasPatientsAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select exists (select from patients)", connection);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    private static void AddOrganisations(EpaccsDbContext db, DateTimeOffset now, bool withAccounts)
    {
        var area = Guid.CreateVersion7(now);
        var organisations = DemoAccounts.Organisations.ToDictionary(
            row => row.OdsCode,
            row => new Organisation
            {
                Id = row.OdsCode == DemoAccounts.AreaCode ? area : Guid.CreateVersion7(now),
                OdsCode = row.OdsCode,
                Name = row.Name,
                Kind = row.Kind,
                Phone = row.Phone,
                AreaId = area,
            }
        );
        db.AddRange(organisations.Values);
        if (withAccounts)
        {
            AddAccounts(db, organisations, now);
        }
    }

    private static void AddAccounts(EpaccsDbContext db, Dictionary<string, Organisation> organisations, DateTimeOffset now)
    {
        // One hash serves every demo account: hashing is slow by design and the passphrase is public anyway.
        var hash = new PasswordHasher<User>().HashPassword(new User { DisplayName = "demo" }, DemoAccounts.Passphrase);
        foreach (var account in DemoAccounts.All)
        {
            var user = new User
            {
                Id = Guid.CreateVersion7(now),
                DisplayName = account.DisplayName,
                UserName = account.Email,
                NormalizedUserName = account.Email.ToUpperInvariant(),
                Email = account.Email,
                NormalizedEmail = account.Email.ToUpperInvariant(),
                Skeleton = LookAlikes.SkeletonOf(account.Email),
                EmailConfirmed = true,
                LockoutEnabled = true,
                SecurityStamp = Guid.NewGuid().ToString("N"),
                PasswordHash = hash,
            };
            db.Add(user);
            db.Add(
                new Post
                {
                    Id = Guid.CreateVersion7(now),
                    UserId = user.Id,
                    OrganisationId = organisations[account.OdsCode].Id,
                    Role = account.Role,
                    Senior = account.Senior,
                    Urgent = account.Urgent,
                    StartsOn = London.Day(now).AddYears(-3),
                }
            );
        }
    }
}
