using EpaccsWeb.Access.ReadOnly;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Access;

/// <summary>The only way into a record: looks up the facts, asks the rules, audits, and opens the context.</summary>
public sealed class RecordGate(
    EpaccsDbContext db,
    RecordContent content,
    AuditJournal journal,
    ServingMode mode,
    EmergencyPasses passes,
    RequestIdentity request,
    TimeProvider clock
)
{
    private (Guid PatientId, AccessDecision Decision)? decided;

    /// <summary>Decides once per request; asked again it gives the same answer without a second audit line.</summary>
    public async Task<AccessDecision> EnterAsync(Guid patientId, Actor actor, AccessRequest asked, CancellationToken cancel)
    {
        if (decided is { } earlier)
        {
            return earlier.PatientId == patientId
                ? earlier.Decision
                : throw new InvalidOperationException("Another person's record was asked for in this request.");
        }

        var facts = await FactsAsync(patientId, actor, cancel, asked.Writes ? null : asked.Part);
        var decision = await FollowAsync(facts, Decide(facts, asked), cancel);

        // A change is audited with the change itself; a view or a refusal here, before the first byte of the answer. Leading on shows nothing.
        if (decision is AccessDecision.Moved ? asked.Writes : decision is not AccessDecision.Granted || !asked.Writes)
        {
            await journal.WriteAsync(Line(facts, asked, decision));
        }

        content.Decided(decision);
        if (decision is AccessDecision.Granted { Grant: var grant })
        {
            db.Open(
                grant,
                grant.IsEmergency && PassFor(patientId, actor) is not null ? RowContext.ReadOnlyEmergency(grant) : RowContext.Record(grant)
            );
        }

        decided = (patientId, decision);
        return decision;
    }

    /// <summary>Where links of a record lead that was put together with another one; null when the post may not know of both.</summary>
    public async Task<Guid?> SuccessorAsync(Guid patientId, Actor actor, CancellationToken cancel)
    {
        var facts = await FactsAsync(patientId, actor, cancel);
        return
            Decide(facts, new(RecordPart.Urgent, Writes: false)) is AccessDecision.Moved moved
            && await FollowAsync(facts, moved, cancel) is AccessDecision.Moved to
            ? to.Survivor
            : null;
    }

    /// <summary>A merged record is read, and leads on, only with a way to the record that goes on; its own organisation reads it always.</summary>
    private async Task<AccessDecision> FollowAsync(AccessFacts facts, AccessDecision decision, CancellationToken cancel)
    {
        var reads = decision is AccessDecision.Granted { Grant.MergedInto: not null };
        if ((!reads && decision is not AccessDecision.Moved) || (reads && facts.Actor.OrganisationId == facts.RecordingOrganisationId))
        {
            return decision;
        }

        var next = facts;
        while (next.MergedInto is { } survivor)
        {
            next = await FactsAsync(survivor, facts.Actor, cancel);
        }

        var opens = Decide(next, new(RecordPart.Overview, Writes: false)) is AccessDecision.Granted;
        return reads && !opens || !AccessRules.MayKnowOf(next) ? new AccessDecision.Unknown(RefusalReason.Merged)
            : reads ? decision
            : new AccessDecision.Moved(next.PatientId);
    }

    /// <summary>Everything the rules need about one person and one post, in one query.</summary>
    /// <param name="ahead">The page whose content travels with it; <see cref="RecordContent"/> keeps it closed until the decision.</param>
    public async Task<AccessFacts> FactsAsync(Guid patientId, Actor actor, CancellationToken cancel, RecordPart? ahead = null)
    {
        var now = clock.GetUtcNow();
        var today = London.Day(now);
        var questions = new Questions(db);
        if (ahead is { } part)
        {
            content.AskAhead(questions, patientId, actor, part);
            questions.AlsoForTheGate(patientId);
        }
        else
        {
            questions.As(RowContext.Gate(actor, patientId));
        }

        var rows = questions.Add<FactsRow>(
            $"""
            select
                exists (select from posts post join users person on person.id = post.user_id
                        where post.id = {actor.PostId} and person.id = asking.who and person.enabled
                          and post.role = {Slug.Of(actor.Role)} and post.senior = {actor.Senior} and post.urgent = {actor.Urgent}
                          and post.starts_on <= asking.day and (post.ends_on is null or post.ends_on >= asking.day)) as "PostInForce",
                plan.id is not null as "RecordExists",
                coalesce(plan.ended_in_error, false) as "EndedInError",
                plan.ended_as is not null as "Ended",
                (select merge.survivor_id from record_merges merge
                 where merge.patient_id = asking.about and merge.undone_at is null) as "MergedInto",
                coalesce(plan.recording_organisation_id, '00000000-0000-0000-0000-000000000000') as "RecordingOrganisationId",
                facts.consent_to_share as "ConsentToShare",
                exists (select from objections objection
                        where objection.patient_id = asking.about and objection.organisation_id = asking.post_at
                          and objection.lifted_at is null) as "Objected",
                coalesce(patient.restricted, false) as "Restricted",
                facts.died_on as "DiedOn",
                coalesce(facts.death_confirmed, false) as "DeathConfirmed",
                coalesce(links.sources, array[]::varchar[]) as "Sources",
                coalesce(links.key_worker, false) as "KeyWorker",
                coalesce(links.caring_until, links.own_until) as "EmergencyUntil",
                exists (select from organisations mine where mine.id = asking.post_at and not mine.contributes) as "OnlyReads",
                exists (select from practice_changes asked
                        where asked.patient_id = asking.about and asked.to_id = asking.post_at and asked.closed_at is null) as "AskedToConfirm",
                exists (select from organisations practice
                        where practice.id = patient.gp_practice_id and practice.area_id = asking.post_at) as "InArea"
            from (select {patientId}::uuid as about, {actor.UserId}::uuid as who, {actor.OrganisationId}::uuid as post_at,
                         {now}::timestamptz as at, {today}::date as day) as asking
            left join patients patient on patient.id = asking.about
            left join plans plan on plan.patient_id = patient.id
            left join plan_facts facts on facts.plan_id = plan.id
            cross join lateral (
                select array_agg(link.source) filter (where link.started_at <= asking.at and (link.user_id is null or own)) as sources,
                       bool_or(link.key_worker) as key_worker,
                       max(link.ends_at) filter (where link.started_at <= asking.at and own and link.source = 'caring-now') as caring_until,
                       max(link.ends_at) filter (where link.started_at <= asking.at and own) as own_until
                from relationships link, lateral (select link.user_id = asking.who as own) as whose
                where link.patient_id = asking.about and link.organisation_id = asking.post_at
                  and (link.ends_at is null or link.ends_at > asking.at)) as links
            """
        );
        await questions.AskAsync(cancel);
        var row = rows[0];

        var sources = row.Sources.Select(source => Slug.Parse<RelationshipSource>(source)!.Value).ToHashSet();
        if (row.InArea)
        {
            sources.Add(RelationshipSource.Area);
        }

        var pass = PassFor(patientId, actor);
        if (pass is { Finished: true })
        {
            sources.Remove(RelationshipSource.CaringNow);
        }
        else if (pass is not null)
        {
            sources.Add(pass.Source);
        }

        return new AccessFacts
        {
            PatientId = patientId,
            Actor = actor,
            PostInForce = row.PostInForce,
            RecordExists = row.RecordExists,
            EndedInError = row.EndedInError,
            Ended = row.Ended,
            MergedInto = row.MergedInto,
            RecordingOrganisationId = row.RecordingOrganisationId,
            ConsentToShare = Slug.Parse<ConsentStatus>(row.ConsentToShare),
            Objected = row.Objected,
            DiedOn = row.DiedOn,
            DeathConfirmed = row.DeathConfirmed,
            Today = today,
            Relationships = sources,
            Restricted = row.Restricted,
            KeyWorker = row.KeyWorker,
            EmergencyUntil = row.EmergencyUntil ?? pass?.Until,
            OnlyReads = row.OnlyReads,
            AskedToConfirm = row.AskedToConfirm,
        };
    }

    /// <summary>What the rules would decide of these facts, for an explanation; it opens nothing.</summary>
    public static AccessDecision Suppose(AccessFacts facts, AccessRequest asked) => Decide(facts, asked);

#pragma warning disable RS0030 // the one place that may ask the rules
    private static AccessDecision Decide(AccessFacts facts, AccessRequest asked) => AccessRules.Decide(facts, asked);
#pragma warning restore RS0030

    /// <summary>A way in that could not be written down; it counts only as long as nothing can.</summary>
    private EmergencyPass? PassFor(Guid patientId, Actor actor) => mode.Spell is null ? null : passes.For(patientId, actor);

    private AuditEntry Line(AccessFacts facts, AccessRequest asked, AccessDecision decision)
    {
        var part = asked.Section is null ? Slug.Of(asked.Part) : $"{Slug.Of(asked.Part)} {asked.Section}";
        return decision switch
        {
            AccessDecision.Granted { Grant: var grant } => Entry(asked.Seen, Seen(grant), grant.Route),
            AccessDecision.Unknown unknown => Entry(AuditAction.Refused, $"{part}: {Slug.Of(unknown.Reason)}", null),
            AccessDecision.Moved => Entry(AuditAction.Refused, $"{part}: {Slug.Of(RefusalReason.Merged)}", null),
            AccessDecision.Forbidden forbidden => Entry(AuditAction.Refused, $"{part}: {Slug.Of(forbidden.Reason)}", null),
            _ => Entry(AuditAction.Refused, $"{part}: {Slug.Of(RefusalReason.NoRelationship)}", null),
        };

        string Seen(AccessGrant grant) => asked.Part is RecordPart.Overview ? $"{part}: {SectionsSeen.By(grant, facts.Restricted)}" : part;

        AuditEntry Entry(AuditAction action, string detail, RelationshipSource? route) =>
            AuditEntry.By(facts.Actor, action, detail, request.Id, clock.GetUtcNow(), facts.PatientId, route);
    }

    private sealed record FactsRow(
        bool PostInForce,
        bool RecordExists,
        bool EndedInError,
        bool Ended,
        Guid? MergedInto,
        Guid RecordingOrganisationId,
        string? ConsentToShare,
        bool Objected,
        DateOnly? DiedOn,
        bool DeathConfirmed,
        string[] Sources,
        bool Restricted,
        bool KeyWorker,
        DateTimeOffset? EmergencyUntil,
        bool OnlyReads,
        bool AskedToConfirm,
        bool InArea
    );
}
