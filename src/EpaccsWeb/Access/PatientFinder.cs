using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The second door: finds people by what was typed and gives back cards only, in the scope of the post.</summary>
/// <remarks>The database function find_people matches and applies scope, withdrawal, ending and restriction: see the Finder migration.</remarks>
public sealed class PatientFinder(EpaccsDbContext db, AuditJournal journal, SearchLimit limit, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Most cards in one answer.</summary>
    public const int Most = 20;

    /// <summary>Said to whoever searches too often.</summary>
    public const string TooOften = "You have searched very often in the last minute. Wait a minute, then try again.";

    /// <summary>False once this account has searched too often; that is audited, and nothing is looked up.</summary>
    public async Task<bool> MaySearchAsync(Actor actor)
    {
        if (limit.Allows(actor))
        {
            return true;
        }

        await journal.WriteAsync(AuditEntry.By(actor, AuditAction.Refused, "search: too often", request.Id, clock.GetUtcNow()));
        return false;
    }

    /// <summary>People found, exact matches first. Strangers only by NHS number, or by name with date of birth.</summary>
    public async Task<FinderAnswer> FindAsync(FinderQuery query, Actor actor, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var names = query.Names.ToArray();
        var sources = AccessRules.SourceSlugs(actor.Role);
        var holds = AccessRules.HoldsRecords(actor);
        var clinical = PermissionTable.IsClinical(actor.Role);
        var coordinator = actor.Role is Role.Coordinator;
        var cards = query.IsEmpty
            ? []
            : await db.AskAsync<PersonCard>(
                $"""
                select id as "Id", nhs_number as "NhsNumber", family_name as "FamilyName", given_name as "GivenName", title as "Title",
                       date_of_birth as "DateOfBirth", died as "Died", near as "Near"
                from find_people({actor.OrganisationId}, {actor.UserId}, {sources}, {holds}, {clinical}, {coordinator}, {now},
                                 {query.NhsNumber}::text, {query.Born}::date, {query.Postcode}::text, {names}, {Most})
                """,
                cancel
            );

        await journal.WriteAsync(
            AuditEntry
                .By(actor, AuditAction.Searched, $"{query.Kinds}: {Math.Min(cards.Count, Most)} found", request.Id, now)
                .About(cards.Take(Most).Select(card => card.Id))
        );
        return new([.. cards.Take(Most)], cards.Count > Most, query.NhsNumber);
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
/// <param name="Asked">The NHS number that was looked for, if one was.</param>
public sealed record FinderAnswer(IReadOnlyList<PersonCard> Cards, bool More, string? Asked)
{
    /// <summary>The number that was typed is not the person's any more, or stood on a record that was put together with this one.</summary>
    public bool ByFormerNumber(PersonCard card) => Asked is not null && card.NhsNumber != Asked;
}
