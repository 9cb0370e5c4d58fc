using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Records that may be of one and the same person, both in the scope of the post; looked for, sorted and paged in the database.</summary>
public sealed class DuplicateReader(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Pairs on one page.</summary>
    public const int PageSize = 25;

    /// <summary>One page, the likeliest first.</summary>
    public async Task<IReadOnlyList<LikelyPair>> ReadAsync(Actor actor, int page, CancellationToken cancel)
    {
        var sources = AccessRules.SourceSlugs(actor.Role);
        var holds = AccessRules.HoldsRecords(actor);
        var now = clock.GetUtcNow();
        var teamClosed = London.Day(now).AddDays(-AccessRules.DaysAfterDeath);
        db.Acting = RowContext.List(actor);
        var pairs = await db
            .Database.SqlQuery<LikelyPair>(
                $"""
                select one_id as "OneId", one_number as "OneNumber", one_family as "OneFamily", one_given as "OneGiven", one_born as "OneBorn",
                       other_id as "OtherId", other_number as "OtherNumber", other_family as "OtherFamily", other_given as "OtherGiven",
                       other_born as "OtherBorn", names as "Names", births as "Births", same_postcode as "SamePostcode",
                       count(*) over ()::int as "Stands"
                from possible_duplicates({sources}, {holds}, {actor.Role is Role.Coordinator}, {teamClosed}, {now})
                order by score desc, one_family, one_given, one_id, other_id
                offset {(page - 1) * PageSize} limit {PageSize}
                """
            )
            .ToListAsync(cancel);
        await journal.WriteAsync(
            AuditEntry
                .By(actor, AuditAction.Listed, $"worklist possible-duplicates: {pairs.Count}", request.Id, now)
                .About(pairs.SelectMany(pair => new[] { pair.OneId, pair.OtherId }))
        );
        return pairs;
    }
}

/// <summary>Two records, and what speaks for their being of one person.</summary>
/// <param name="Names">same, swapped, similar or given.</param>
/// <param name="Births">same, swapped or near.</param>
/// <param name="Stands">How many pairs there are in all.</param>
public sealed record LikelyPair(
    Guid OneId,
    string OneNumber,
    string OneFamily,
    string OneGiven,
    DateOnly OneBorn,
    Guid OtherId,
    string OtherNumber,
    string OtherFamily,
    string OtherGiven,
    DateOnly OtherBorn,
    string Names,
    string Births,
    bool SamePostcode,
    int Stands
)
{
    /// <summary>What they have in common, in words.</summary>
    public string Why =>
        string.Join(
            ", ",
            new[]
            {
                Names switch
                {
                    "same" => "same name",
                    "swapped" => "family and given name changed places",
                    "given" => "same given name",
                    _ => "similar name",
                },
                Births switch
                {
                    "same" => "same date of birth",
                    "swapped" => "day and month of birth changed places",
                    _ => "date of birth differs in one part",
                },
                SamePostcode ? "same postcode" : null,
            }.OfType<string>()
        );
}
