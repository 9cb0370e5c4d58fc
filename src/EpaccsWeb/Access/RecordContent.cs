using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Notes;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Access;

/// <summary>What most pages of a record show. It travels with the facts that decide about access, and is handed over to a grant only.</summary>
public sealed class RecordContent(EpaccsDbContext db)
{
    private const int NotesOnCard = 3;

    private static string? frontWords;

    private Asked? ahead;
    private bool open;

    /// <summary>Asks for it together with the gate's question: one round trip for the whole page.</summary>
    internal void AskAhead(Questions questions, Guid patientId, Actor actor, RecordPart part)
    {
        questions.As(RowContext.Ahead(actor, patientId));
        var (fronts, versions) = Ask(questions, patientId);
        ahead = new(
            patientId,
            fronts,
            versions,
            part is RecordPart.Urgent ? questions.Add<BesideRow>(Beside(patientId)) : null,
            part is RecordPart.Overview ? questions.Add<WaitingRow>(Waiting(patientId, actor.UserId)) : null
        );
    }

    /// <summary>The gate has decided: what was asked ahead may be used, or is thrown away.</summary>
    internal void Decided(AccessDecision decision)
    {
        // Without its front row the database saw no way in a moment ago, and the rest is no answer either.
        open = decision is AccessDecision.Granted granted && granted.Grant.PatientId == ahead?.PatientId && ahead.Fronts.Count == 1;
        ahead = open ? ahead : null;
    }

    /// <summary>After a change everything is read again.</summary>
    internal void Forget() => ahead = null;

    /// <summary>Plan with its history, person and facts.</summary>
    internal async Task<Front> FrontAsync(Guid patientId, CancellationToken cancel)
    {
        if (open && ahead is { Fronts: [var known] } asked)
        {
            return known with { Plan = known.Plan.With(asked.Versions) };
        }

        var questions = new Questions(db);
        var (fronts, versions) = Ask(questions, patientId);
        await questions.AskAsync(cancel);
        // Between the gate and this the way in may have ended; the database then shows nothing of the record.
        var front = fronts.FirstOrDefault() ?? throw new AccessDeniedException("The record is no longer open to this post.");
        return front with { Plan = front.Plan.With(versions) };
    }

    /// <summary>
    /// Locks the plan by raising its version, so that two savers of one plan take turns, and reads what a change works on as it stands
    /// then; null when the record is no longer open. Needs a transaction.
    /// </summary>
    internal async Task<Locked?> LockAsync(Guid patientId, Guid userId, CancellationToken cancel)
    {
        // What a page read before the lock may be older than the plan's last change.
        Forget();
        var questions = new Questions(db);
        var raised = questions.Add<int>($"update plans set version = version + 1 where patient_id = {patientId} returning version");
        var (fronts, versions) = Ask(questions, patientId);
        var consents = EntityRows<Consent>.OfPerson(db, questions, patientId);
        var links = EntityRows<Relationship>.OfPerson(db, questions, patientId);
        var also = questions.Add<AlsoThere>(
            $"""
            select exists (select from deaths where patient_id = {patientId}) as "Deaths",
                   exists (select from drafts where patient_id = {patientId} and user_id = {userId}) as "Drafts",
                   exists (select from endorsement_requests where patient_id = {patientId} and closed_at is null) as "Requests",
                   exists (select from objections where patient_id = {patientId}) as "Objections"
            """
        );
        await questions.AskAsync(cancel);
        if (raised is not [var version] || fronts is not [var front])
        {
            return null;
        }

        front.Plan.Version = version;
        return new(front with { Plan = front.Plan.With(versions) }, consents, links, also[0]);
    }

    /// <summary>What stands beside the plan on the card.</summary>
    internal Task<List<BesideRow>> BesideAsync(Guid patientId, CancellationToken cancel) =>
        open && ahead is { BesideRows: { } rows } ? Task.FromResult(rows) : db.AskAsync<BesideRow>(Beside(patientId), cancel);

    /// <summary>What waits on the record for this user, and the latest note.</summary>
    internal Task<List<WaitingRow>> WaitingAsync(Guid patientId, Guid userId, CancellationToken cancel) =>
        open && ahead is { WaitingRows: { } rows } ? Task.FromResult(rows) : db.AskAsync<WaitingRow>(Waiting(patientId, userId), cancel);

    private (List<Front> Fronts, List<SectionVersion> Versions) Ask(Questions questions, Guid patientId)
    {
        var (patients, plans) = (EntityRows<Patient>.Width(db), EntityRows<Patient>.Width(db) + EntityRows<Plan>.Width(db));
        return (
            questions.Add(
                FrontWords(db),
                reader => new Front(
                    EntityRows<Plan>.Read(db, reader, patients),
                    EntityRows<Patient>.Read(db, reader),
                    EntityRows<PlanFacts>.Read(db, reader, plans)
                ),
                patientId
            ),
            EntityRows<SectionVersion>.OfPerson(db, questions, patientId)
        );
    }

    private static string FrontWords(EpaccsDbContext db) =>
        frontWords ??= $"""
            select {EntityRows<Patient>.Columns(db, "patient")}, {EntityRows<Plan>.Columns(db, "plan")},
                   {EntityRows<PlanFacts>.Columns(db, "facts")}
            from patients patient
            join plans plan on plan.patient_id = patient.id
            join plan_facts facts on facts.plan_id = plan.id
            where patient.id = $1
            """;

    /// <summary>A note that was corrected gives way to its correction.</summary>
    private static FormattableString Beside(Guid patientId) =>
        $"""
            select 'practice' as "Kind", practice.id as "Id", practice.name as "Words", practice.phone as "More",
                   null::timestamptz as "At", '' as "Role", '' as "Organisation"
            from patients patient join organisations practice on practice.id = patient.gp_practice_id
            where patient.id = {patientId}
            union all
            (select 'note', notes.id, notes.text, case when notes.corrects is not null then 'correction' end,
                    notes.at, notes.author_role, notes.author_organisation
             from notes
             where notes.patient_id = {patientId}
               and not exists (select from notes later where later.patient_id = {patientId} and later.corrects = notes.id)
             order by notes.at desc limit {NotesOnCard})
            union all
            select 'file', file.id, file.file_name, file.kind, file.at, file.author_role, file.author_organisation
            from attachments file where file.patient_id = {patientId} and file.kind = any({LegalKinds})
            union all
            select 'merged', merge.patient_id, '', null, merge.at, '', '' from record_merges merge
            where merge.survivor_id = {patientId} and merge.undone_at is null
            """;

    private static FormattableString Waiting(Guid patientId, Guid userId) =>
        $"""
            select 'draft' as "Kind", section as "Section", 0 as "Number", '' as "ToName", saved_at as "At", '' as "AskedBy"
            from drafts where patient_id = {patientId} and user_id = {userId}
            union all
            select 'asked', section, number, to_name, asked_at, asked_by
            from endorsement_requests where patient_id = {patientId} and closed_at is null
            union all
            (select 'note', notes.text, case when corrects is null then 0 else 1 end, author_role, at, author_organisation
             from notes where patient_id = {patientId} order by at desc limit 1)
            union all
            select 'merged', patient_id::text, 0, '', at, author_name from record_merges where survivor_id = {patientId} and undone_at is null
            """;

    private static readonly string[] LegalKinds = [.. DocumentReaders.Legal.Select(kind => Slug.Of(kind))];

    private sealed record Asked(
        Guid PatientId,
        List<Front> Fronts,
        List<SectionVersion> Versions,
        List<BesideRow>? BesideRows,
        List<WaitingRow>? WaitingRows
    );
}

/// <summary>What every page of a record shows or decides by.</summary>
internal sealed record Front(Plan Plan, Patient Patient, PlanFacts Facts);

/// <summary>What a change works on, read behind the plan's lock.</summary>
internal sealed record Locked(Front Front, List<Consent> Consents, List<Relationship> Links, AlsoThere Also);

/// <summary>What few records have: a change reads it only where it is.</summary>
internal sealed record AlsoThere(bool Deaths, bool Drafts, bool Requests, bool Objections);

internal sealed record BesideRow(string Kind, Guid Id, string Words, string? More, DateTimeOffset? At, string Role, string Organisation);

internal sealed record WaitingRow(string Kind, string Section, int Number, string ToName, DateTimeOffset At, string AskedBy);
