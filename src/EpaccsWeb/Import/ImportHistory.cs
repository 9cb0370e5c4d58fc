using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Imports;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Import;

/// <summary>Past imports of an organisation's posts, the latest first; counted and paged in the database, and about nobody.</summary>
public sealed class ImportHistory(EpaccsDbContext db)
{
    /// <summary>Imports on one page.</summary>
    public const int PageSize = 20;

    public async Task<(IReadOnlyList<PastImport> Rows, int Stands)> ReadAsync(Actor actor, int page, CancellationToken cancel)
    {
        var own = db.PastImports.AsNoTracking().Where(row => row.OrganisationId == actor.OrganisationId);
        var rows = await own.OrderByDescending(row => row.At)
            .ThenBy(row => row.Id)
            .Skip((page - 1) * PageSize)
            .Take(PageSize)
            .ToListAsync(cancel);
        return (rows, await own.CountAsync(cancel));
    }

    /// <summary>One of them; null when it is no import of this organisation.</summary>
    public Task<PastImport?> FindAsync(Guid id, Actor actor, CancellationToken cancel) =>
        db.PastImports.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.OrganisationId == actor.OrganisationId, cancel);
}
