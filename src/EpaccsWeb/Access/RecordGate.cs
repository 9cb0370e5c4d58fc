using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The only way into a record: looks up the facts, asks the rules, audits, and opens the context.</summary>
public sealed class RecordGate(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
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

        var facts = await FactsAsync(patientId, actor, cancel);
#pragma warning disable RS0030 // the one place that may ask the rules
        var decision = AccessRules.Decide(facts, asked);
#pragma warning restore RS0030

        // A change is audited with the change itself; a view or a refusal here, before the first byte of the answer.
        if (decision is not AccessDecision.Granted || !asked.Writes)
        {
            await journal.WriteAsync(Line(facts, asked, decision));
        }

        if (decision is AccessDecision.Granted { Grant: var grant })
        {
            db.Open(grant);
        }

        decided = (patientId, decision);
        return decision;
    }

    /// <summary>Everything the rules need about one person and one post, in one query.</summary>
    public async Task<AccessFacts> FactsAsync(Guid patientId, Actor actor, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var today = London.Day(now);
        var row = await db
            .Database.SqlQuery<FactsRow>(
                $"""
                select
                    exists (select from posts post join users person on person.id = post.user_id
                            where post.id = {actor.PostId} and person.id = {actor.UserId} and person.enabled
                              and post.role = {Slug.Of(actor.Role)} and post.senior = {actor.Senior} and post.urgent = {actor.Urgent}
                              and post.starts_on <= {today} and (post.ends_on is null or post.ends_on >= {today})) as "PostInForce",
                    plan.id is not null as "RecordExists",
                    coalesce(plan.ended_in_error, false) as "EndedInError",
                    plan.ended_as is not null as "Ended",
                    coalesce(plan.recording_organisation_id, '00000000-0000-0000-0000-000000000000') as "RecordingOrganisationId",
                    facts.consent_to_share as "ConsentToShare",
                    facts.died_on as "DiedOn",
                    coalesce(facts.death_confirmed, false) as "DeathConfirmed",
                    array(select link.source from relationships link
                          where link.patient_id = {patientId} and link.organisation_id = {actor.OrganisationId}
                            and (link.user_id is null or link.user_id = {actor.UserId})
                            and link.started_at <= {now} and (link.ends_at is null or link.ends_at > {now})) as "Sources",
                    exists (select from relationships link
                            where link.patient_id = {patientId} and link.organisation_id = {actor.OrganisationId} and link.key_worker
                              and (link.ends_at is null or link.ends_at > {now})) as "KeyWorker",
                    exists (select from organisations practice
                            where practice.id = patient.gp_practice_id and practice.area_id = {actor.OrganisationId}) as "InArea"
                from (select 1) as one
                left join patients patient on patient.id = {patientId}
                left join plans plan on plan.patient_id = patient.id
                left join plan_facts facts on facts.plan_id = plan.id
                """
            )
            .SingleAsync(cancel);

        var sources = row.Sources.Select(source => Slug.Parse<RelationshipSource>(source)!.Value).ToHashSet();
        if (row.InArea)
        {
            sources.Add(RelationshipSource.Area);
        }

        return new AccessFacts
        {
            PatientId = patientId,
            Actor = actor,
            PostInForce = row.PostInForce,
            RecordExists = row.RecordExists,
            EndedInError = row.EndedInError,
            Ended = row.Ended,
            RecordingOrganisationId = row.RecordingOrganisationId,
            ConsentToShare = Slug.Parse<ConsentStatus>(row.ConsentToShare),
            DiedOn = row.DiedOn,
            DeathConfirmed = row.DeathConfirmed,
            Today = today,
            Relationships = sources,
            KeyWorker = row.KeyWorker,
        };
    }

    private AuditEntry Line(AccessFacts facts, AccessRequest asked, AccessDecision decision)
    {
        var part = asked.Section is null ? Slug.Of(asked.Part) : $"{Slug.Of(asked.Part)} {asked.Section}";
        return decision switch
        {
            AccessDecision.Granted granted => Entry(asked.Seen, part, granted.Grant.Route),
            AccessDecision.Unknown unknown => Entry(AuditAction.Refused, $"{part}: {Slug.Of(unknown.Reason)}", null),
            AccessDecision.Forbidden forbidden => Entry(AuditAction.Refused, $"{part}: {Slug.Of(forbidden.Reason)}", null),
            _ => Entry(AuditAction.Refused, $"{part}: {Slug.Of(RefusalReason.NoRelationship)}", null),
        };

        AuditEntry Entry(AuditAction action, string detail, RelationshipSource? route) =>
            AuditEntry.By(facts.Actor, action, detail, request.Id, clock.GetUtcNow(), facts.PatientId, route);
    }

    private sealed record FactsRow(
        bool PostInForce,
        bool RecordExists,
        bool EndedInError,
        bool Ended,
        Guid RecordingOrganisationId,
        string? ConsentToShare,
        DateOnly? DiedOn,
        bool DeathConfirmed,
        string[] Sources,
        bool KeyWorker,
        bool InArea
    );
}
