using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The palliative meetings of an organisation: started, attended, closed. It names nobody who is cared for.</summary>
public sealed class MeetingDesk(EpaccsDbContext db, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Meetings on one page.</summary>
    public const int PageSize = 20;

    public DateOnly Today => London.Day(clock.GetUtcNow());

    /// <summary>The organisation's meetings, newest first, and how many there are.</summary>
    public async Task<(IReadOnlyList<Meeting> Meetings, int Count)> ListAsync(Actor actor, int page, CancellationToken cancel)
    {
        var own = db.Meetings.AsNoTracking().Where(row => row.OrganisationId == actor.OrganisationId);
        var meetings = await own.OrderByDescending(row => row.StartedAt).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        return (meetings, await own.CountAsync(cancel));
    }

    /// <summary>One of the organisation's meetings; null for any other.</summary>
    public Task<Meeting?> FindAsync(Guid id, Actor actor, CancellationToken cancel) =>
        db.Meetings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.OrganisationId == actor.OrganisationId, cancel);

    /// <summary>Starts a meeting; null while another of the organisation is open.</summary>
    public async Task<Meeting?> StartAsync(DateOnly heldOn, string attendees, Actor actor, CancellationToken cancel)
    {
        var meeting = Meeting.Start(heldOn, attendees, actor, clock.GetUtcNow());
        db.Add(meeting);
        try
        {
            await CommitAsync(actor, "meeting: started", cancel);
            return meeting;
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            db.ChangeTracker.Clear();
            return null;
        }
    }

    /// <summary>Says who was there; false when the meeting is not open to this post any more, or says other than was seen.</summary>
    /// <param name="seen">What stood there when the page was made.</param>
    public Task<bool> AttendAsync(Guid id, string attendees, string? seen, Actor actor, CancellationToken cancel) =>
        ChangeAsync(id, meeting => meeting.SayWhoIsThere(attendees, seen), "meeting: attendees", actor, cancel);

    /// <summary>Closes the meeting; false when it is closed already or another organisation's.</summary>
    public Task<bool> CloseAsync(Guid id, Actor actor, CancellationToken cancel) =>
        ChangeAsync(id, meeting => meeting.Close(actor, clock.GetUtcNow()), "meeting: closed", actor, cancel);

    private async Task<bool> ChangeAsync(Guid id, Func<Meeting, bool> change, string detail, Actor actor, CancellationToken cancel)
    {
        db.Acting = RowContext.List(actor);
        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        var meeting = await db
            .Meetings.FromSql($"select * from meetings where id = {id} and organisation_id = {actor.OrganisationId} for update")
            .SingleOrDefaultAsync(cancel);
        if (meeting is null || !change(meeting))
        {
            return false;
        }

        await CommitAsync(actor, detail, cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    private Task CommitAsync(Actor actor, string detail, CancellationToken cancel)
    {
        db.Acting = RowContext.List(actor);
        db.Add(AuditEntry.By(actor, AuditAction.Changed, detail, request.Id, clock.GetUtcNow()));
        return db.SaveChangesAsync(cancel);
    }
}
