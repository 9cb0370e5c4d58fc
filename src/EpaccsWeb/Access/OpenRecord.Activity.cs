using EpaccsWeb.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Who has looked at the open record and what they did.</summary>
public sealed partial class OpenRecord
{
    /// <summary>Newest first, one page at a time, of all kinds or of one.</summary>
    public async Task<ActivityPage> ActivityAsync(ActivityKind? kind, int page, int size, CancellationToken cancel)
    {
        var query = db.AuditEntries.AsNoTracking();
        if (kind is { } one)
        {
            var actions = ActivityKinds.ActionsOf(one);
            query = query.Where(line => actions.Contains(line.Action));
        }

        var count = await query.CountAsync(cancel);
        var lines = await query
            .OrderByDescending(line => line.At)
            .ThenByDescending(line => line.Id)
            .Skip((page - 1) * size)
            .Take(size)
            .GroupJoin(db.Users, line => line.UserId, user => user.Id, (line, users) => new { line, users })
            .SelectMany(row => row.users.DefaultIfEmpty(), (row, user) => new { row.line, Name = user == null ? null : user.DisplayName })
            .GroupJoin(
                db.Organisations,
                row => row.line.OrganisationId,
                organisation => organisation.Id,
                (row, organisations) =>
                    new
                    {
                        row.line,
                        row.Name,
                        organisations,
                    }
            )
            .SelectMany(
                row => row.organisations.DefaultIfEmpty(),
                (row, organisation) => new ActivityLine(row.line, row.Name, organisation == null ? null : organisation.Name)
            )
            .ToListAsync(cancel);
        // Joining does not keep the order.
        return new([.. lines.OrderByDescending(line => line.Entry.At).ThenByDescending(line => line.Entry.Id)], count);
    }
}

/// <summary>One line of a record's activity with the names a reader needs.</summary>
public sealed record ActivityLine(AuditEntry Entry, string? Who, string? Organisation);

/// <summary>One page of activity, and how much there is in all.</summary>
public sealed record ActivityPage(IReadOnlyList<ActivityLine> Lines, int Count);
