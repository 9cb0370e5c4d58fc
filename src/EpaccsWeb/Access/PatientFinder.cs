using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The second door: finds people by what was typed and gives back cards only, in the scope of the post.</summary>
public sealed class PatientFinder(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Most cards in one answer.</summary>
    public const int Most = 20;

    /// <summary>People found, exact matches first. Strangers only by NHS number, or by name with date of birth.</summary>
    public async Task<FinderAnswer> FindAsync(FinderQuery query, Actor actor, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var names = query.Names.ToArray();
        var sources = AccessRules.SourceSlugs(actor.Role);
        var holds = AccessRules.HoldsRecords(actor);
        var everyShared = PermissionTable.IsClinical(actor.Role);
        var stranger = query.NhsNumber is not null || (query.Born is not null && names.Any(name => name.Length > 1));
        var cards = query.IsEmpty
            ? []
            : await db
                .Database.SqlQuery<PersonCard>(
                    $"""
                    select person."Id", person."NhsNumber", person."FamilyName", person."GivenName", person."Title",
                           person."DateOfBirth", person."Died", person."Near"
                    from (
                        select patient.id as "Id", patient.nhs_number as "NhsNumber", patient.family_name as "FamilyName",
                               patient.given_name as "GivenName", patient.title as "Title", patient.date_of_birth as "DateOfBirth",
                               facts.death_confirmed as "Died", patient.family_key, patient.given_key,
                               not (select coalesce(bool_and(starts_with(patient.family_key, name) or starts_with(patient.given_key, name)), true)
                                    from unnest({names}) as name) as "Near",
                               ({holds} and plan.recording_organisation_id = {actor.OrganisationId}) as own,
                               exists (select from relationships link
                                       where link.patient_id = patient.id and link.organisation_id = {actor.OrganisationId} and link.source = any({sources})
                                         and (link.user_id is null or link.user_id = {actor.UserId})
                                         and link.started_at <= {now} and (link.ends_at is null or link.ends_at > {now})) as related,
                               exists (select from organisations practice
                                       where practice.id = patient.gp_practice_id and practice.area_id = {actor.OrganisationId}) as in_area
                        from patients patient
                        join plans plan on plan.patient_id = patient.id and plan.ended_as is null
                        join plan_facts facts on facts.plan_id = plan.id
                        where ({query.NhsNumber}::text is null or patient.nhs_number = {query.NhsNumber})
                          and ({query.Born}::date is null or patient.date_of_birth = {query.Born})
                          and ({query.Postcode}::text is null or (patient.postcode_key = {query.Postcode} and not patient.restricted))
                          and (select coalesce(bool_and(starts_with(patient.family_key, name) or starts_with(patient.given_key, name)
                                        or similarity(patient.family_key, name) > 0.4 or similarity(patient.given_key, name) > 0.4), true)
                               from unnest({names}) as name)
                          and (plan.recording_organisation_id = {actor.OrganisationId}
                               or facts.consent_to_share in ('given', 'best-interests', 'lpa', 'deputy'))
                    ) as person
                    where case when {everyShared} then person.related or person.own or {stranger}
                               when {actor.Role == Role.Coordinator} then person.in_area
                               else person.related or person.own end
                    order by person."Near", person.family_key collate "C", person.given_key collate "C", person."DateOfBirth", person."Id"
                    limit {Most + 1}
                    """
                )
                .ToListAsync(cancel);

        await journal.WriteAsync(
            AuditEntry.By(actor, AuditAction.Searched, $"{query.Kinds}: {Math.Min(cards.Count, Most)} found", request.Id, now)
        );
        return new([.. cards.Take(Most)], cards.Count > Most);
    }
}

/// <summary>All that the finder tells of a person.</summary>
public sealed record PersonCard(
    Guid Id,
    string NhsNumber,
    string FamilyName,
    string GivenName,
    string? Title,
    DateOnly DateOfBirth,
    bool Died,
    bool Near
);

/// <summary>The cards, and whether there were more than one page.</summary>
public sealed record FinderAnswer(IReadOnlyList<PersonCard> Cards, bool More);
