using EpaccsWeb.Data;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office;

/// <summary>Once a day disables accounts that nobody has signed in with for 90 days. They were listed two weeks before.</summary>
public sealed class DormantAccounts(IServiceScopeFactory scopes, TimeProvider clock, ILogger<DormantAccounts> log) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(15);

    private DateOnly done;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Between);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var today = London.Day(clock.GetUtcNow());
            if (done == today)
            {
                continue;
            }

            try
            {
                var count = await DisableAsync(stoppingToken);
                done = today;
                log.LogInformation("Dormant accounts disabled: {Count}", count);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogWarning("Dormant accounts could not be disabled: {Kind}", failure.GetType().Name);
            }
        }
    }

    /// <summary>Disables every dormant account but the last system administrator's; each is audited. Safe on two nodes.</summary>
    public async Task<int> DisableAsync(CancellationToken cancel)
    {
        List<Guid> dormant;
        DateTimeOffset before;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<EpaccsDbContext>();
            before = clock.GetUtcNow().AddDays(-await OfficeSetting.DormantDays.ReadAsync(db, cancel));
            dormant = await db
                .Users.Where(user => user.Enabled && (user.LastSignInAt ?? user.ActiveSince) <= before)
                .OrderBy(user => user.Id)
                .Select(user => user.Id)
                .ToListAsync(cancel);
        }

        var count = 0;
        foreach (var id in dormant)
        {
            await using var scope = scopes.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<OfficeWork>();
            var desk = scope.ServiceProvider.GetRequiredService<AccountDesk>();
            var problems = await work.DoAsync(
                async () =>
                {
                    var user = await work.Db.Users.SingleAsync(row => row.Id == id, cancel);
                    if ((user.LastSignInAt ?? user.ActiveSince) > before)
                    {
                        throw new OfficeProblemException(string.Empty, "Somebody signed in meanwhile.");
                    }

                    await desk.DisableNowAsync(null, user, "dormant: nobody signed in for too long", cancel);
                },
                cancel
            );
            count += problems.Count == 0 ? 1 : 0;
        }

        return count;
    }
}
