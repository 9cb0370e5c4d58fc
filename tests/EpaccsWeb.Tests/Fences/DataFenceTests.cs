using System.Reflection;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EpaccsWeb.Tests.Fences;

/// <summary>Tries to get round the context's filter, the change guard and the database's own fences.</summary>
public sealed class DataFenceTests(TestApp app) : IClassFixture<TestApp>
{
    [Fact]
    public async Task Without_an_open_record_every_table_of_a_person_is_empty()
    {
        await app.StartRecordAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();

        foreach (var entity in db.Model.GetEntityTypes().Where(FilteredByRecord))
        {
            var count = typeof(DataFenceTests)
                .GetMethod(nameof(CountAsync), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(entity.ClrType);
            Assert.Equal((entity.ClrType.Name, 0), (entity.ClrType.Name, await (Task<int>)count.Invoke(null, [db])!));
        }

        Assert.Empty(
            await db.SectionVersions.FromSql($"select * from section_versions").ToListAsync(TestContext.Current.CancellationToken)
        );
    }

    private static bool FilteredByRecord(IEntityType entity) =>
        entity.FindDeclaredQueryFilter(EpaccsDbContext.OpenRecordFilter) is not null;

    private static Task<int> CountAsync<T>(EpaccsDbContext db)
        where T : class => db.Set<T>().CountAsync(TestContext.Current.CancellationToken);

    [Fact]
    public void Every_row_that_belongs_to_a_person_carries_the_filter()
    {
        using var scope = app.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();

        var bare = db
            .Model.GetEntityTypes()
            .Where(entity => entity.FindProperty("PatientId") is not null || entity.ClrType.Name == "Patient")
            .Where(entity => !FilteredByRecord(entity))
            .Select(entity => entity.Name);

        Assert.Empty(bare);
    }

    [Theory]
    [InlineData("update section_versions set reason = 'x'")]
    [InlineData("delete from section_versions")]
    [InlineData("truncate section_versions")]
    [InlineData("update consents set notes = 'x'")]
    [InlineData("delete from consents")]
    [InlineData("update deaths set reason = 'x'")]
    [InlineData("update audit_entries set detail = 'x'")]
    [InlineData("delete from audit_entries")]
    [InlineData("truncate audit_entries")]
    public async Task What_is_written_once_cannot_be_changed_even_by_the_owner(string sql)
    {
        await app.StartRecordAsync();
        await app.Database.RunAsync(
            "insert into deaths (id, patient_id, number, kind, at, author_id, author_name, post_id, author_role, author_organisation, died_on) select gen_random_uuid(), id, 1 + (select coalesce(max(number), 0) from deaths), 'reported', now(), gen_random_uuid(), 'x', gen_random_uuid(), 'call-handler', 'x', current_date from patients limit 1"
        );

        var refused = await Assert.ThrowsAsync<PostgresException>(() => app.Database.RunAsync(sql));

        Assert.Contains("written once", refused.MessageText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_websites_role_owns_nothing_and_has_no_right_to_change_history()
    {
        Assert.Equal(
            0L,
            await app.Database.ValueAsync<long>(
                "select count(*) from pg_class join pg_roles on pg_roles.oid = relowner where rolname = 'epaccs_app'"
            )
        );
        await using var scope = app.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>().Model;
        foreach (
            var table in ChangeGuard.WrittenOnce.Select(type => model.FindEntityType(type)!.GetTableName()!).Append("audit_entries_202611")
        )
        {
            foreach (var right in new[] { "update", "delete", "truncate" })
            {
                Assert.False(
                    await app.Database.ValueAsync<bool>($"select has_table_privilege('epaccs_app', '{table}', '{right}')"),
                    $"{right} on {table}"
                );
            }
        }
    }

    [Fact]
    public async Task Whatever_the_guard_calls_written_once_the_database_refuses_to_change()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var model = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>().Model;
        foreach (var table in ChangeGuard.WrittenOnce.Select(type => model.FindEntityType(type)!.GetTableName()!))
        {
            Assert.True(
                await app.Database.ValueAsync<bool>(
                    """
                    select exists (select from pg_trigger rule join pg_proc action on action.oid = rule.tgfoid
                                   where rule.tgrelid = $1::regclass and action.prosrc like '%written once%')
                    """,
                    table
                ),
                table
            );
        }
    }

    [Fact]
    public async Task Nothing_of_a_person_is_saved_without_their_open_record()
    {
        var patient = await app.StartRecordAsync();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        db.Add(
            new Relationship
            {
                Id = Guid.NewGuid(),
                PatientId = patient,
                OrganisationId = (await app.ActorAsync("gp2")).OrganisationId,
                Source = RelationshipSource.Team,
                StartedAt = DateTimeOffset.UnixEpoch,
                StartedBy = "nobody",
            }
        );

        await Assert.ThrowsAsync<AccessDeniedException>(() => db.SaveChangesAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Synchronous_saves_are_refused()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        db.Add(
            new AuditEntry
            {
                At = DateTimeOffset.UnixEpoch,
                Action = AuditAction.View,
                Detail = "x",
                RequestId = "x",
            }
        );

#pragma warning disable S6966 // the synchronous save is what is tried
        Assert.Throws<InvalidOperationException>(() => db.SaveChanges());
#pragma warning restore S6966
    }

    [Fact]
    public async Task Two_requests_in_a_row_share_nothing()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        await gp.PageAsync($"/records/{patient}");
        var stranger = await app.SignInAsAsync("gp2");
        await stranger.PageAsync($"/records/{patient}", expected: 403);

        // Whatever connection the next request is given, nothing of the two that had it before is left on it.
        var pool = app.Services.GetRequiredService<NpgsqlDataSource>();
        for (var look = 0; look < 10; look++)
        {
            await using var command = pool.CreateCommand(
                "select (select count(*) from patients) || coalesce(acting('patient'), '') || coalesce(acting('user'), '')"
            );
            Assert.Equal("0", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Facts_rebuilt_from_the_versions_equal_the_stored_facts()
    {
        var patient = await app.StartRecordAsync();
        var gp = await app.SignInAsAsync("gp");
        await gp.SubmitAsync(
            await gp.PageAsync($"/records/{patient}/plan/preferred-places"),
            new()
            {
                ["Form.ExpressedOn.Day"] = "1",
                ["Form.ExpressedOn.Month"] = "2",
                ["Form.ExpressedOn.Year"] = "2026",
                ["Form.Death.First.Place"] = "OwnHome",
                ["Form.Death.Second.Place"] = "Hospice",
            },
            expected: 302
        );
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        db.Open(AccessRules.ForNewRecord(patient, await app.ActorAsync("gp")));
        var cancel = TestContext.Current.CancellationToken;
        var plan = (await db.Plans.AsNoTracking().SingleAsync(cancel)).With(await db.SectionVersions.AsNoTracking().ToListAsync(cancel));

        var rebuilt = new PlanFacts { PlanId = plan.Id, PatientId = patient }.Compute(
            plan,
            await db.Patients.SingleAsync(cancel),
            await db.Consents.ToListAsync(cancel),
            await db.Deaths.ToListAsync(cancel),
            await db.Relationships.ToListAsync(cancel)
        );

        Assert.Equivalent(await db.PlanFacts.SingleAsync(cancel), rebuilt, strict: true);
        Assert.Equal(Domain.Terminology.Place.OwnHome, rebuilt.PpdFirst);
    }
}
