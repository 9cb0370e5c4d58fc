using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Notes;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Notes of visits and calls, and what became of the plan when it was needed.</summary>
public sealed partial class OpenRecord
{
    /// <summary>The latest notes, newest first.</summary>
    public Task<List<Note>> NotesAsync(int most, CancellationToken cancel) =>
        db.Notes.AsNoTracking().OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(most).ToListAsync(cancel);

    /// <summary>What the urgent card shows beside the plan.</summary>
    /// <param name="files">Whether this reader may open legal documents here.</param>
    public async Task<BesideTheCard> BesideTheCardAsync(bool files, CancellationToken cancel)
    {
        var rows = await content.BesideAsync(PatientId, cancel);
        var practice = rows.Find(row => row.Kind == "practice")!;
        return new(
            practice.Words,
            practice.More,
            [.. rows.Where(row => row.Kind == "note").OrderByDescending(row => row.At).Select(NoteOnCard.Of)],
            [
                .. rows.Where(row => files && row.Kind == "file")
                    .OrderByDescending(row => row.At)
                    .Select(row => new LegalFile(row.Id, Slug.Parse<DocumentClass>(row.More)!.Value, row.Words, row.At!.Value))
                    .Where(file => Grant.MayReadFile(file.Kind)),
            ],
            [
                .. rows.Where(row => row.Kind == "merged" && Grant.May(Permission.WholeRecord))
                    .Select(row => new MergedHere(row.Id, row.At!.Value)),
            ]
        )
        {
            HasLegal = rows.Exists(row => row.Kind == "file" && Grant.MayReadFile(Slug.Parse<DocumentClass>(row.More)!.Value)),
        };
    }

    /// <summary>What was said of the plan, newest first.</summary>
    public Task<List<PlanFeedback>> FeedbackAsync(int most, CancellationToken cancel) =>
        db.PlanFeedback.AsNoTracking().OrderByDescending(row => row.At).ThenByDescending(row => row.Id).Take(most).ToListAsync(cancel);

    /// <summary>Adds a note; the same form sent twice is one note.</summary>
    /// <param name="corrects">The note that it puts right, if it does.</param>
    public Task<SaveOutcome> AddNoteAsync(string text, Guid? corrects, Guid submitToken, CancellationToken cancel) =>
        SaveAsync(
            async _ =>
            {
                var saved = await db.Notes.AsNoTracking().SingleOrDefaultAsync(row => row.SubmitToken == submitToken, cancel);
                if (IsRepeat(saved, row => row.Text == text && row.Corrects == corrects, submitToken))
                {
                    return;
                }

                if (corrects is { } old && !await db.Notes.AnyAsync(row => row.Id == old, cancel))
                {
                    throw new PlanRuleException([new("Corrects", "The note to correct is not on this record.")]);
                }

                db.Add(Note.Write(text, corrects, Grant, Now, submitToken));
            },
            cancel
        );

    /// <summary>Tells the authors what became of the plan; the same form sent twice is told once.</summary>
    public Task<SaveOutcome> GiveFeedbackAsync(FeedbackAnswers answers, Guid submitToken, CancellationToken cancel) =>
        SaveAsync(
            async work =>
            {
                var saved = await db.PlanFeedback.AsNoTracking().SingleOrDefaultAsync(row => row.SubmitToken == submitToken, cancel);
                if (!IsRepeat(saved, row => row.Says(answers), submitToken))
                {
                    db.Add(PlanFeedback.Give(answers, work.Plan.ContentVersion(), Grant, Now, submitToken));
                }
            },
            cancel
        );
}

/// <summary>What the urgent card shows beside the plan: the practice to ring, the latest notes, the legal documents.</summary>
public sealed record BesideTheCard(
    string Practice,
    string? PracticePhone,
    IReadOnlyList<NoteOnCard> Notes,
    IReadOnlyList<LegalFile> Legal,
    IReadOnlyList<MergedHere> Merged
)
{
    /// <summary>There are legal documents that this reader's role may read, shown here or not.</summary>
    public bool HasLegal { get; init; }
}

/// <summary>One note as the card and the overview show it.</summary>
public sealed record NoteOnCard(string Text, DateTimeOffset At, Role Role, string Organisation, bool IsCorrection)
{
    internal static NoteOnCard Of(BesideRow row) =>
        new(row.Words, row.At!.Value, Slug.Parse<Role>(row.Role)!.Value, row.Organisation, row.More is not null);
}

/// <summary>A scan of what may bind.</summary>
public sealed record LegalFile(Guid Id, DocumentClass Kind, string FileName, DateTimeOffset At);
