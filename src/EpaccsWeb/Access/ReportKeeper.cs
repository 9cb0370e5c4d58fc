using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>What is kept beside the reports: saved ones, agreements for an area, list sizes. Every change is audited with it.</summary>
public sealed class ReportKeeper(EpaccsDbContext db, RequestIdentity request, TimeProvider clock)
{
    public DateOnly Today => London.Day(clock.GetUtcNow());

    /// <summary>Own ones, and those that colleagues share.</summary>
    public Task<List<SavedReport>> SavedAsync(Actor actor, CancellationToken cancel) =>
        db
            .SavedReports.AsNoTracking()
            .Where(row => row.OrganisationId == actor.OrganisationId && (row.Shared || row.UserId == actor.UserId))
            .OrderBy(row => row.Name)
            .ThenBy(row => row.At)
            .ToListAsync(cancel);

    public Task SaveAsync(string name, string report, string filters, bool shared, Actor actor, CancellationToken cancel)
    {
        db.Add(
            new SavedReport
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                Name = name,
                Report = report,
                Filters = filters,
                UserId = actor.UserId,
                UserName = actor.Name,
                OrganisationId = actor.OrganisationId,
                Shared = shared,
                At = clock.GetUtcNow(),
            }
        );
        return CommitAsync(actor, $"saved report: {report}, {(shared ? "shared" : "own")}", cancel);
    }

    /// <summary>Only its maker takes a saved report away; false when there is none.</summary>
    public async Task<bool> DeleteAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        if (await db.SavedReports.SingleOrDefaultAsync(row => row.Id == id && row.UserId == actor.UserId, cancel) is not { } saved)
        {
            return false;
        }

        db.Remove(saved);
        await CommitAsync(actor, $"saved report deleted: {saved.Report}", cancel);
        return true;
    }

    /// <summary>Agreements with the organisation that holds each, newest first.</summary>
    public async Task<IReadOnlyList<(AreaAgreement Agreement, string Organisation)>> AgreementsAsync(CancellationToken cancel) =>
        [
            .. (
                await db
                    .AreaAgreements.Join(
                        db.Organisations,
                        row => row.OrganisationId,
                        organisation => organisation.Id,
                        (row, organisation) => new { row, organisation.Name }
                    )
                    .AsNoTracking()
                    .OrderByDescending(pair => pair.row.FromDay)
                    .ToListAsync(cancel)
            ).Select(pair => (pair.row, pair.Name)),
        ];

    public Task<List<Organisation>> CareBoardsAsync(CancellationToken cancel) =>
        db.Organisations.AsNoTracking().Where(row => row.Kind == OrganisationKind.CareBoard).OrderBy(row => row.Name).ToListAsync(cancel);

    /// <summary>Records an agreement; false when the organisation is no care board, or holds one that overlaps.</summary>
    public async Task<bool> AgreeAsync(string code, DateOnly from, DateOnly? to, string reference, Actor actor, CancellationToken cancel)
    {
        db.Acting = RowContext.Report(actor);
        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        var board = await db
            .Organisations.AsNoTracking()
            .SingleOrDefaultAsync(row => row.OdsCode == code && row.Kind == OrganisationKind.CareBoard, cancel);
        if (board is null)
        {
            return false;
        }

        await TakeTurnsAsync(board.Id, cancel);
        if (
            await db.AreaAgreements.AnyAsync(
                row => row.OrganisationId == board.Id && (row.ToDay == null || row.ToDay >= from) && (to == null || row.FromDay <= to),
                cancel
            )
        )
        {
            return false;
        }

        db.Add(
            new AreaAgreement
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                OrganisationId = board.Id,
                FromDay = from,
                ToDay = to,
                Reference = reference,
                RecordedBy = actor.NameAndRole,
                RecordedAt = clock.GetUtcNow(),
            }
        );
        await CommitAsync(actor, $"area agreement of {code} from {from:yyyy-MM-dd}", cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>
    /// Ends an agreement with yesterday, and with one that holds today every other that does, so that true counts stop at once.
    /// </summary>
    /// <returns>Null when it has ended or is unknown; else whether another one of its organisation holds, or will.</returns>
    public async Task<bool?> EndAgreementAsync(Guid id, Actor actor, CancellationToken cancel)
    {
        db.Acting = RowContext.Report(actor);
        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        if (await db.AreaAgreements.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel) is not { OrganisationId: var board })
        {
            return null;
        }

        await TakeTurnsAsync(board, cancel);
        var open = (await db.AreaAgreements.Where(row => row.OrganisationId == board).ToListAsync(cancel))
            .Where(row => row.ToDay is null || row.ToDay >= Today)
            .ToList();
        if (open.Find(row => row.Id == id) is not { } ended)
        {
            return null;
        }

        var over = open.Where(row => row == ended || (ended.HoldsOn(Today) && row.HoldsOn(Today))).ToList();
        foreach (var agreement in over)
        {
            (agreement.ToDay, agreement.EndedBy) = (Today.AddDays(-1), actor.NameAndRole);
        }

        await CommitAsync(actor, "area agreement ended", cancel);
        await transaction.CommitAsync(cancel);
        return open.Count > over.Count;
    }

    /// <summary>Practices whose list size the post may record: its own, or those of its area.</summary>
    public Task<List<Organisation>> PracticesAsync(Actor actor, CancellationToken cancel) =>
        db
            .Organisations.AsNoTracking()
            .Where(row => row.Kind == OrganisationKind.GeneralPractice)
            .Where(row => actor.Role == Role.Coordinator ? row.AreaId == actor.OrganisationId : row.Id == actor.OrganisationId)
            .OrderBy(row => row.Name)
            .ToListAsync(cancel);

    public async Task<bool> SizeAsync(string code, int people, DateOnly on, Actor actor, CancellationToken cancel)
    {
        if ((await PracticesAsync(actor, cancel)).Find(row => row.OdsCode == code) is not { } practice)
        {
            return false;
        }

        db.Add(
            new ListSize
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()),
                OrganisationId = practice.Id,
                People = people,
                CountedOn = on,
                RecordedBy = actor.NameAndRole,
                RecordedAt = clock.GetUtcNow(),
            }
        );
        await CommitAsync(actor, $"list size of {code}", cancel);
        return true;
    }

    /// <summary>Who records or ends an agreement of the same care board at this moment waits, and then sees what was done.</summary>
    private Task TakeTurnsAsync(Guid board, CancellationToken cancel) =>
        db.Database.SqlQuery<Guid>($"""select id as "Value" from organisations where id = {board} for no key update""").ToListAsync(cancel);

    private Task CommitAsync(Actor actor, string detail, CancellationToken cancel)
    {
        db.Acting = RowContext.Report(actor);
        db.Add(AuditEntry.By(actor, AuditAction.Changed, detail, request.Id, clock.GetUtcNow()));
        return db.SaveChangesAsync(cancel);
    }
}
