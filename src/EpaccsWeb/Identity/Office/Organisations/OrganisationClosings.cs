using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office.Organisations;

/// <summary>Moves the people of a closed organisation to its successor, one record at a time; stopped, it goes on where it was.</summary>
public sealed class OrganisationClosings(IServiceScopeFactory scopes, TimeProvider clock, ILogger<OrganisationClosings> log)
    : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await MoveAllAsync(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogWarning("The people of a closed organisation could not all be moved: {Kind}", failure.GetType().Name);
            }
        }
    }

    /// <summary>Moves everybody of every organisation whose last day has passed; returns how many records moved.</summary>
    public async Task<int> MoveAllAsync(CancellationToken cancel)
    {
        var today = London.Day(clock.GetUtcNow());
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        var closed = await db
            .Organisations.Where(row => row.ClosesOn < today && row.SuccessorId != null && row.PeopleMovedAt == null)
            .Join(db.Organisations, row => row.SuccessorId, to => to.Id, (row, to) => new { From = row, To = to })
            .AsNoTracking()
            .ToListAsync(cancel);
        var moved = 0;
        foreach (var pair in closed)
        {
            var people = await db
                .Database.SqlQuery<Guid>($"select patient_id as \"Value\" from people_of_organisation({pair.From.Id}) as patient_id")
                .ToListAsync(cancel);
            foreach (var patientId in people)
            {
                await MoveAsync(patientId, pair.From, pair.To, cancel);
            }

            moved += people.Count;
            await DoneAsync(pair.From, pair.To, people.Count, cancel);
        }

        return moved;
    }

    private async Task MoveAsync(Guid patientId, Organisation from, Organisation to, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var actor = new Actor(
            Guid.Empty,
            "EpaccsWeb, by itself",
            Guid.Empty,
            Role.SystemAdministrator,
            from.Id,
            from.Name,
            Senior: false,
            Urgent: false
        );
#pragma warning disable RS0030 // the one place that passes records on
        var grant = AccessRules.ForClosing(patientId, actor);
#pragma warning restore RS0030
        scope.ServiceProvider.GetRequiredService<EpaccsDbContext>().Open(grant, RowContext.Closing(grant));
        var outcome = await scope.ServiceProvider.GetRequiredService<OpenRecord>().PassToSuccessorAsync(from, to, cancel);
        if (outcome is not SaveOutcome.Saved)
        {
            throw new InvalidOperationException($"Record {patientId} was not moved.");
        }
    }

    private async Task DoneAsync(Organisation from, Organisation to, int count, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<OfficeWork>();
        await work.DoAsync(
            async () =>
            {
                var row = await work.Db.Organisations.SingleAsync(one => one.Id == from.Id, cancel);
                row.PeopleMovedAt = work.Now;
                work.Note(null, "people moved to the successor", from.OdsCode, $"{count} to {to.OdsCode}", new(OrganisationId: from.Id));
            },
            cancel
        );
    }
}
