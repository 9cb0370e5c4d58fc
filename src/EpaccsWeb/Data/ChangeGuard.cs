using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Imports;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Merges;
using EpaccsWeb.Domain.Notes;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Training;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EpaccsWeb.Data;

/// <summary>Checks every changed row against the open record's grant, and writes the audit lines of the change.</summary>
public sealed class ChangeGuard(RequestIdentity request, TimeProvider clock) : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        throw new InvalidOperationException("Save asynchronously, so that the guard and the audit are part of it.");

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        if (eventData.Context is EpaccsDbContext db)
        {
            Check(db);
        }

        return base.SavingChangesAsync(eventData, result, cancellationToken);
    }

    private void Check(EpaccsDbContext db)
    {
        db.ChangeTracker.DetectChanges();
        foreach (var entry in db.ChangeTracker.Entries().Where(IsChanged).ToList())
        {
            if (WrittenOnce.Contains(entry.Entity.GetType()) && entry.State is not EntityState.Added)
            {
                throw new AccessDeniedException($"{entry.Metadata.ShortName()} is written once.");
            }

            if (entry.Entity is AuditEntry || PatientOf(entry.Entity) is not { } patientId)
            {
                continue;
            }

            if (entry.State is EntityState.Deleted && entry.Entity is not Draft)
            {
                throw new AccessDeniedException("Nothing about a person is deleted.");
            }

            if (db.Grant is not { } grant || grant.PatientId != patientId)
            {
                throw new AccessDeniedException($"{entry.Metadata.ShortName()} of a record that is not open.");
            }

            if (!IsTouched(entry) && Needed(entry.Entity) is { Length: > 0 } needed && !needed.Any(grant.May))
            {
                throw new AccessDeniedException($"The open record's grant does not cover {entry.Metadata.ShortName()}.");
            }

            if (!IsTouched(entry) && !IsOpenedOrClosed(entry) && Describe(entry.Entity) is { } detail)
            {
                var action = entry.Entity switch
                {
                    PlanMark { Kind: PlanMarkKind.LetterPrinted } => AuditAction.Printed,
                    PlanMark { Kind: PlanMarkKind.LocationShown } => AuditAction.LocationShown,
                    _ => AuditAction.Changed,
                };
                db.Add(AuditEntry.By(grant.Actor, action, detail, request.Id, clock.GetUtcNow(), patientId, grant.Route));
            }
        }
    }

    private static bool IsChanged(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted;

    /// <summary>A referral whose time starts again because its organisation works with the plan: it follows from another change.</summary>
    private bool IsTouched(EntityEntry entry) =>
        entry is { State: EntityState.Modified, Entity: Relationship { Source: RelationshipSource.Referral } link }
        && entry.Property(nameof(Relationship.EndsAt)).OriginalValue is var before
        && (before is null ? link.IsActive(clock.GetUtcNow()) : link.EndsAt > (DateTimeOffset)before);

    /// <summary>The plan's row follows an ending or a merge, which have lines of their own.</summary>
    private static bool IsOpenedOrClosed(EntityEntry entry) =>
        entry is { Entity: Plan, State: EntityState.Modified } && !entry.Property(nameof(Plan.RecordingOrganisationId)).IsModified;

    /// <summary>Rows that are never changed, by anybody; the database refuses it too.</summary>
    internal static IReadOnlyList<Type> WrittenOnce { get; } =
    [
        typeof(SectionVersion),
        typeof(Consent),
        typeof(Death),
        typeof(Ending),
        typeof(PlanMark),
        typeof(Attachment),
        typeof(Note),
        typeof(PlanFeedback),
        typeof(FormerNumber),
        typeof(PairJudgement),
        typeof(MeetingEntry),
        typeof(DeathReview),
        typeof(ImportEntry),
        typeof(AuditEntry),
        typeof(AdminChange),
        typeof(TrainingResult),
    ];

    private static Guid? PatientOf(object row) =>
        row switch
        {
            Patient patient => patient.Id,
            Plan plan => plan.PatientId,
            SectionVersion version => version.PatientId,
            PlanFacts facts => facts.PatientId,
            CountedPlan counted => counted.PatientId,
            Consent consent => consent.PatientId,
            Relationship relationship => relationship.PatientId,
            Objection objection => objection.PatientId,
            PracticeChange change => change.PatientId,
            Death death => death.PatientId,
            Ending ending => ending.PatientId,
            Draft draft => draft.PatientId,
            EndorsementRequest asked => asked.PatientId,
            Notice notice => notice.PatientId,
            PlanMark mark => mark.PatientId,
            Attachment file => file.PatientId,
            Note note => note.PatientId,
            PlanFeedback feedback => feedback.PatientId,
            FormerNumber former => former.PatientId,
            RecordMerge merge => merge.PatientId,
            PairJudgement pair => pair.PatientId,
            MeetingEntry said => said.PatientId,
            CareTask task => task.PatientId,
            DeathReview review => review.PatientId,
            ImportEntry entry => entry.PatientId,
            AuditEntry entry => entry.PatientId,
            _ => null,
        };

    /// <summary>Any one of these covers a change of the row; none for rows that only follow from another.</summary>
    private static Permission[] Needed(object row) =>
        row switch
        {
            Patient => [Permission.EditPerson, Permission.StartRecord],
            SectionVersion =>
            [
                Permission.EditSections,
                Permission.RecordCpr,
                Permission.EditPrognosis,
                Permission.EditPerson,
                Permission.Endorse,
            ],
            Consent => [Permission.ConsentAndTeam],
            Relationship => [Permission.ConsentAndTeam, Permission.EditPerson, Permission.BreakGlass],
            Objection => [Permission.ConsentAndTeam],
            PracticeChange => [Permission.EditPerson],
            Note or PlanFeedback => [Permission.Notes],
            Ending or RecordMerge or PairJudgement => [Permission.EndRecord],
            FormerNumber => [Permission.EditPerson],
            MeetingEntry or CareTask => [Permission.Meet],
            Death => [Permission.RecordDeath, Permission.ReportDeath],
            DeathReview => [Permission.RecordDeath],
            _ => [],
        };

    /// <summary>What the audit says of a change; null for rows that only follow from another.</summary>
    private static string? Describe(object row) =>
        row switch
        {
            SectionVersion version => $"{version.Section} {version.Number} {Domain.Terminology.Slug.Of(version.Kind)}",
            Consent consent => $"consent to {Domain.Terminology.Slug.Of(consent.Purpose)}: {Domain.Terminology.Slug.Of(consent.Status)}",
            Plan { Version: > 1 } => "recording organisation",
            Ending ending => $"ending {ending.Number} {Domain.Terminology.Slug.Of(ending.Kind)}",
            EndorsementRequest { ClosedAt: null } asked => $"{asked.Section} {asked.Number} endorsement asked",
            PlanMark mark => $"mark {Domain.Terminology.Slug.Of(mark.Kind)}",
            Notice { AcknowledgedAt: not null } => "notice taken note of",
            FormerNumber => "NHS number corrected",
            RecordMerge { Holds: true } => "merge: put together with another record",
            RecordMerge => "merge: taken back",
            PairJudgement pair => pair.Words,
            Note note => note.Corrects is null ? "note added" : "note corrected",
            PlanFeedback feedback => $"feedback {Domain.Terminology.Slug.Of(feedback.Kind)}",
            DeathReview review => $"after-death review {review.Number}",
            MeetingEntry => "meeting: spoken of",
            CareTask { Version: 1 } => "task: given",
            CareTask { Outcome: { } outcome } => $"task: {Domain.Terminology.Slug.Of(outcome)}",
            CareTask => "task: handed on or put off",
            Attachment => "attachment added",
            Objection objection => objection.Holds ? "objection raised" : "objection lifted",
            PracticeChange { Outcome: null } => "registration: new practice asked",
            PracticeChange { Outcome: { } outcome } => $"registration: {Domain.Terminology.Slug.Of(outcome)}",
            Death death => $"death {death.Number} {Domain.Terminology.Slug.Of(death.Kind)}",
            Relationship link => $"relationship {Domain.Terminology.Slug.Of(link.Source)} {(link.EndsAt is null ? "open" : "with an end")}",
            _ => null,
        };
}
