using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Ui;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office.Organisations;

/// <summary>Reads organisations for administrators.</summary>
public sealed class OrganisationDirectory(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    public async Task<IReadOnlyList<OrganisationLine>> ListAsync(Actor actor, OrganisationKind? kind, CancellationToken cancel)
    {
        var today = London.Day(clock.GetUtcNow());
        var rows = await db
            .Organisations.Where(row =>
                actor.Role == Role.SystemAdministrator || row.Id == actor.OrganisationId || row.PartOfId == actor.OrganisationId
            )
            .Where(row => kind == null || row.Kind == kind)
            .OrderBy(row => row.Name)
            .ThenBy(row => row.OdsCode)
            .Select(row => new OrganisationLine(
                row,
                db.Posts.Count(post =>
                    post.OrganisationId == row.Id && post.StartsOn <= today && (post.EndsOn == null || post.EndsOn >= today)
                ),
                today
            ))
            .AsNoTracking()
            .ToListAsync(cancel);
        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Listed, $"organisations: {rows.Count}", request.Id, clock.GetUtcNow()));
        return rows;
    }

    /// <summary>One organisation with its history; null when it is out of reach.</summary>
    public async Task<OrganisationDetail?> FindAsync(Actor actor, Guid id, CancellationToken cancel)
    {
        var found = await db.Organisations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
        if (found is null || !actor.Reaches(found))
        {
            return null;
        }

        var others = await db
            .Organisations.Where(row => row.Id == found.SuccessorId || row.Id == found.PartOfId)
            .AsNoTracking()
            .ToListAsync(cancel);
        var staying = found.SuccessorId is null
            ? []
            : await db.Database.SqlQuery<int>($"select people_who_stay({id}) as \"Value\"").ToListAsync(cancel);
        var history = await db
            .AdminChanges.Where(row => row.OrganisationId == id && row.UserId == null)
            .OrderByDescending(row => row.At)
            .Take(100)
            .AsNoTracking()
            .ToListAsync(cancel);
        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Listed, $"organisation {id}", request.Id, clock.GetUtcNow()));
        return new(
            found,
            others.Find(row => row.Id == found.SuccessorId),
            others.Find(row => row.Id == found.PartOfId),
            history,
            London.Day(clock.GetUtcNow()),
            staying.Sum()
        );
    }

    /// <summary>Care boards, whose areas organisations lie in.</summary>
    public async Task<IReadOnlyList<Choice>> AreasAsync(CancellationToken cancel) =>
        await db
            .Organisations.Where(row => row.Kind == OrganisationKind.CareBoard)
            .OrderBy(row => row.Name)
            .Select(row => new Choice(row.Id.ToString(), $"{row.Name} ({row.OdsCode})", null, null))
            .ToListAsync(cancel);
}

/// <summary>One organisation in a list.</summary>
public sealed record OrganisationLine(Organisation Organisation, int Posts, DateOnly Today)
{
    public string State =>
        Organisation.ClosesOn is { } last
            ? last < Today
                ? $"closed after {London.Show(last)}"
                : $"closes after {London.Show(last)}"
            : Organisation.OpensOn > Today
                ? $"opens {London.Show(Organisation.OpensOn.Value)}"
                : "open";
}

/// <summary>One organisation as its administrator sees it.</summary>
/// <param name="Staying">How many of its people object to its successor, and so are not passed on.</param>
public sealed record OrganisationDetail(
    Organisation Organisation,
    Organisation? Successor,
    Organisation? PartOf,
    IReadOnlyList<AdminChange> History,
    DateOnly Today,
    int Staying
);
