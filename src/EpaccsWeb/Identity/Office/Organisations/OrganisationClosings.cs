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

    /// <summary>
    /// Moves everybody of every organisation whose last day has passed, but for those who object to the successor; these follow once
    /// they take that back. Returns how many records moved.
    /// </summary>
    public async Task<int> MoveAllAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = London.Day(now);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
        var closed = await db
            .Organisations.Where(row => row.ClosesOn < today && row.SuccessorId != null)
            .Join(db.Organisations, row => row.SuccessorId, to => to.Id, (row, to) => new { From = row, To = to })
            .AsNoTracking()
            .ToListAsync(cancel);
        var waiting = (
            await db
                .Database.SqlQuery<ToPass>(
                    $"""select organisation_id as "OrganisationId", patient_id as "PatientId" from people_to_pass({now})"""
                )
                .ToListAsync(cancel)
        ).ToLookup(row => row.OrganisationId, row => row.PatientId);
        var all = 0;
        foreach (var pair in closed.Where(pair => pair.From.PeopleMovedAt is null || waiting.Contains(pair.From.Id)))
        {
            var (moved, left) = (0, 0);
            foreach (var patientId in waiting[pair.From.Id])
            {
                if (await MoveAsync(patientId, pair.From, pair.To, cancel))
                {
                    moved++;
                }
                else
                {
                    left++;
                }
            }

            all += moved;
            if (left == 0)
            {
                await DoneAsync(pair.From, pair.To, moved, cancel);
            }
            else
            {
                // Such as of somebody who has objected in the same moment: the next round looks again.
                log.LogWarning("{Left} records of closed organisation {Code} were not moved yet", left, pair.From.OdsCode);
            }
        }

        return all;
    }

    private async Task<bool> MoveAsync(Guid patientId, Organisation from, Organisation to, CancellationToken cancel)
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
        return await scope.ServiceProvider.GetRequiredService<OpenRecord>().PassToSuccessorAsync(from, to, cancel) is SaveOutcome.Saved;
    }

    private async Task DoneAsync(Organisation from, Organisation to, int count, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<OfficeWork>();
        await work.DoAsync(
            async () =>
            {
                var row = await work.Db.Organisations.SingleAsync(one => one.Id == from.Id, cancel);
                row.PeopleMovedAt ??= work.Now;
                var staying = await work.Db.Database.SqlQuery<int>($"select people_who_stay({from.Id}) as \"Value\"").ToListAsync(cancel);
                var stays = staying[0] > 0 ? $"; {staying[0]} not passed on, by objection" : string.Empty;
                work.Note(
                    null,
                    "people moved to the successor",
                    from.OdsCode,
                    $"{count} to {to.OdsCode}{stays}",
                    new(OrganisationId: from.Id)
                );
            },
            cancel
        );
    }

    private sealed record ToPass(Guid OrganisationId, Guid PatientId);
}
