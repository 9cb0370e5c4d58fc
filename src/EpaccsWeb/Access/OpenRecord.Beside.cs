using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>What lies beside the plan: drafts, requests for endorsement, marks, endings.</summary>
public sealed partial class OpenRecord
{
    /// <summary>Every entry about the end of the record, newest first.</summary>
    public Task<List<Ending>> EndingsAsync(CancellationToken cancel) =>
        db.Endings.AsNoTracking().OrderByDescending(row => row.Number).ToListAsync(cancel);

    /// <summary>What was done with the plan elsewhere, newest first.</summary>
    public Task<List<PlanMark>> MarksAsync(CancellationToken cancel) =>
        db.PlanMarks.AsNoTracking().OrderByDescending(row => row.At).ToListAsync(cancel);

    /// <summary>This post has asked to be shown where a restricted person is, since the visit or the emergency that it attends began.</summary>
    public async Task<bool> LocationWasShownAsync(CancellationToken cancel)
    {
        if (Grant is not { IsEmergency: true, Until: { } until, Actor: var me })
        {
            return false;
        }

        var began = until - (Grant.Route is RelationshipSource.CaringNow ? AccessRules.CaringNowLasts : AccessRules.BreakGlassLasts);
        return await db.PlanMarks.AnyAsync(
            row =>
                row.Kind == PlanMarkKind.LocationShown
                && row.AuthorId == me.UserId
                && row.AuthorRole == me.Role
                && row.AuthorOrganisation == me.OrganisationName
                && row.At >= began,
            cancel
        );
    }

    /// <summary>Says that something was done with the plan as it stands; the same form sent twice is one mark.</summary>
    /// <param name="seen">The version that was looked at, when someone may have saved since; null is the present one.</param>
    public Task<SaveOutcome> MarkAsync(PlanMarkKind kind, string? words, Guid submitToken, CancellationToken cancel, int? seen = null) =>
        SaveAsync(
            async work =>
            {
                Grant.Require(PatientId, Permission.EditSections);
                var present = work.Plan.Version - 1;
                var version = Math.Clamp(seen ?? present, 0, present);
                var saved = await db.PlanMarks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == submitToken, cancel);
                if (
                    !IsRepeat(
                        saved,
                        row => row.Kind == kind && row.Words == words && (seen is null || row.PlanVersion == version),
                        submitToken
                    )
                )
                {
                    db.Add(PlanMark.Of(kind, version, words, Grant, Now, submitToken));
                }
            },
            cancel
        );

    /// <summary>One's own unsaved work on a section's form, if there is any.</summary>
    public Task<Draft?> DraftAsync(string section, CancellationToken cancel)
    {
        var me = Grant.Actor.UserId;
        return db.Drafts.AsNoTracking().SingleOrDefaultAsync(row => row.UserId == me && row.Section == section, cancel);
    }

    /// <summary>Sections in which one has unsaved work, and requests for endorsement that wait, and the latest note, in one query.</summary>
    public async Task<Waiting> WaitingAsync(CancellationToken cancel)
    {
        var rows = await content.WaitingAsync(PatientId, Grant.Actor.UserId, cancel);
        return new(
            [.. rows.Where(row => row.Kind == "draft").Select(row => row.Section)],
            [
                .. rows.Where(row => row.Kind == "asked")
                    .OrderBy(row => row.At)
                    .Select(row => new WaitingRequest(row.Section, row.Number, row.ToName, row.At, row.AskedBy)),
            ],
            rows.Where(row => row.Kind == "note")
                .Select(row => new NoteOnCard(row.Section, row.At, Slug.Parse<Role>(row.ToName)!.Value, row.AskedBy, row.Number > 0))
                .FirstOrDefault(),
            [
                .. rows.Where(row => row.Kind == "merged" && Grant.May(Permission.WholeRecord))
                    .Select(row => new MergedHere(Guid.Parse(row.Section), row.At)),
            ]
        );
    }

    /// <summary>Keeps what was typed, for the same person only. It changes nothing of the plan.</summary>
    public async Task KeepDraftAsync(string section, Dictionary<string, string[]> fields, CancellationToken cancel)
    {
        var me = Grant.Actor;
        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        var draft = await DraftInTurnAsync(section, cancel);
        if (draft is null)
        {
            db.Add(
                new Draft
                {
                    Id = Guid.CreateVersion7(Now),
                    PatientId = PatientId,
                    UserId = me.UserId,
                    PostId = me.PostId,
                    Section = section,
                    Fields = fields,
                    SavedAt = Now,
                }
            );
        }
        else
        {
            (draft.Fields, draft.SavedAt) = (fields, Now);
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Throws one's own unsaved work on a section away.</summary>
    public async Task DropDraftAsync(string section, CancellationToken cancel)
    {
        await using var transaction = await db.BeginUnlessBegunAsync(cancel);
        await ThrowDraftAwayAsync(section, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Senior clinicians of the team and the practice who may be asked to endorse.</summary>
    public Task<List<Endorser>> EndorsersAsync(CancellationToken cancel) =>
        db.AskAsync<Endorser>(
            $"""
            select post.id as "PostId", person.display_name as "Name", organisation.name as "Organisation"
            from posts post
            join users person on person.id = post.user_id and person.enabled
            join organisations organisation on organisation.id = post.organisation_id
            where post.senior and post.starts_on <= {Today} and (post.ends_on is null or post.ends_on >= {Today})
              and exists (select from relationships link
                          where link.patient_id = {PatientId} and link.organisation_id = post.organisation_id
                            and link.source in ('registration', 'team') and (link.ends_at is null or link.ends_at > {Now}))
            order by organisation.name, person.display_name
            """,
            cancel
        );

    /// <summary>Asks a senior clinician to endorse a version; asked again, the earlier request stays.</summary>
    public async Task<SaveOutcome> AskForEndorsementAsync(string section, int number, Guid postId, CancellationToken cancel)
    {
        var endorser = (await EndorsersAsync(cancel)).Find(one => one.PostId == postId);
        return await SaveAsync(
            async work =>
            {
                Grant.Require(PatientId, Permission.RecordCpr);
                if (endorser is null)
                {
                    throw new PlanRuleException([new("Endorser", "Choose a senior clinician from the list.")]);
                }

                var row = Existing(work.Plan, section, number);
                var waits = await db.EndorsementRequests.AnyAsync(
                    asked => asked.Section == section && asked.Number == number && asked.ToPostId == postId && asked.ClosedAt == null,
                    cancel
                );
                if (!waits && work.Plan.EndorsementOf(row) is null)
                {
                    db.Add(EndorsementRequest.To(row, postId, endorser.Name, Grant, Now));
                }
            },
            cancel
        );
    }

    /// <summary>A request is done once its version is endorsed, revoked or no longer shown.</summary>
    private async Task CloseAnsweredRequestsAsync(Plan current, CancellationToken cancel)
    {
        foreach (var asked in await db.EndorsementRequests.Where(row => row.ClosedAt == null).ToListAsync(cancel))
        {
            var state = DecisionState.Of(current, asked.Section);
            if (!state.Shown.Any(row => row.Number == asked.Number && current.EndorsementOf(row) is null))
            {
                asked.ClosedAt = Now;
            }
        }
    }

    private async Task ThrowDraftAwayAsync(string section, CancellationToken cancel)
    {
        if (await DraftInTurnAsync(section, cancel) is { } draft)
        {
            db.Remove(draft);
        }
    }

    /// <summary>
    /// One's own draft as it stands now: whoever else writes it, such as the script of the same page, waits until this transaction ends.
    /// A row that is not there yet cannot be locked, so they take turns by its name.
    /// </summary>
    private async Task<Draft?> DraftInTurnAsync(string section, CancellationToken cancel)
    {
        var me = Grant.Actor.UserId;
        var name = $"draft {PatientId} {me} {section}";
        await db
            .Database.SqlQuery<string>($"select coalesce(pg_advisory_xact_lock(hashtextextended({name}, 0))::text, '') as \"Value\"")
            .ToListAsync(cancel);
        return await db.Drafts.SingleOrDefaultAsync(row => row.UserId == me && row.Section == section, cancel);
    }
}

/// <summary>A senior clinician who may be asked to endorse.</summary>
public sealed record Endorser(Guid PostId, string Name, string Organisation);

/// <summary>What waits on a record: one's own drafts, and requests for endorsement; with the latest note.</summary>
public sealed record Waiting(
    IReadOnlyList<string> Drafts,
    IReadOnlyList<WaitingRequest> Requests,
    NoteOnCard? LastNote,
    IReadOnlyList<MergedHere> Merged
);

/// <summary>A record that was put together with the open one, and since when.</summary>
public sealed record MergedHere(Guid Id, DateTimeOffset At);

/// <summary>A request for endorsement that was not answered yet.</summary>
public sealed record WaitingRequest(string Section, int Number, string ToName, DateTimeOffset AskedAt, string AskedBy);
