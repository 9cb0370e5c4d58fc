using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The people behind a number, for posts that see it as it is.</summary>
public sealed partial class ReportReader
{
    /// <summary>People on one page of the list.</summary>
    public const int PageSize = 25;

    /// <summary>The part in the care that tells where a restricted person is, as <see cref="AccessGrant.SeesLocation"/> has it.</summary>
    private static readonly RelationshipSource[] OfTheTeam =
    [
        RelationshipSource.Registration,
        RelationshipSource.Referral,
        RelationshipSource.Team,
        RelationshipSource.Residence,
    ];

    /// <summary>One page of the people; null when the post sees no true counts, or may not ask for the organisation.</summary>
    /// <remarks>Names stand here only of those whose record the post can still open; the others are counted.</remarks>
    public async Task<PeopleBehind?> PeopleAsync(ReportQuery query, Quantity counted, Actor actor, int page, CancellationToken cancel)
    {
        if (await scope.SightAsync(actor, export: false, cancel) is ReportSight.Hidden)
        {
            await scope.WriteAsync(actor, AuditAction.Refused, $"{PlaceOfDeath} people: no true counts");
            return null;
        }

        if (!await scope.MayAskAsync(PlaceOfDeath, query.Organisation, actor, cancel))
        {
            return null;
        }

        var sql = new ReportSql();
        var from = From(sql, query, actor);
        var seen =
            counted == Counted.SeenByUrgentCare ? $"c.patient_id in ({SeenByUrgentCare(sql, query)})"
            : CountedReviews.Bits.TryGetValue(counted, out var bit) ? $"({ReviewedAs}) & {bit} <> 0"
            : $"c.counts_as & {Counted.Bits.GetValueOrDefault(counted)} <> 0";
        var text = $"""
            select c.patient_id as "Id", c.nhs_number as "NhsNumber", c.family_name as "FamilyName", c.given_name as "GivenName",
                   c.title as "Title", c.born as "DateOfBirth", c.died_on as "DiedOn",
                   c.death_confirmed as "DeathConfirmed",
                   {Opens(sql, query, actor)} as "Opens",
                   count(*) over ()::int as "All"
            from {from.Replace("plans_to_count c", "people_behind c", StringComparison.Ordinal)} and c.started_on <= c.died_on and {seen}
            order by "Opens" desc, "DiedOn" desc, "Id"
            offset {sql.Value((page - 1) * PageSize)} limit {PageSize}
            """;
        var rows = await db.Database.SqlQuery<PersonBehind>(sql.Of(text)).ToListAsync(cancel);
        var named = rows.FindAll(row => row.Opens);
        await scope.WriteAsync(
            actor,
            AuditAction.Listed,
            $"{PlaceOfDeath} people: {counted}, {query.Summary}: {named.Count}",
            named.Select(person => person.Id)
        );
        return new(named, rows.Count - named.Count, rows.Count == 0 ? 0 : rows[0].All);
    }

    /// <summary>Whether the gate opens the record to the post, in SQL over a row "c" of people_behind: by <see cref="AccessRules"/>.</summary>
    /// <remarks>
    /// Consent and objections are asked where people are counted. A list of one organisation's people tells where they are: of a
    /// restricted person that is for the team.
    /// </remarks>
    private string Opens(ReportSql sql, ReportQuery query, Actor actor)
    {
        var own = $"c.recording_organisation_id = {sql.Value(actor.OrganisationId)}";
        var held = AccessRules.HoldsRecords(actor) ? own : "false";
        var fitting = AccessRules.SourcesFor(actor.Role);
        var way = fitting.Contains(RelationshipSource.Area) ? "c.in_area" : Any(fitting);
        var late = Any(fitting.Intersect([RelationshipSource.BreakGlass]));
        var still = $"({own} or not c.death_confirmed or c.died_on >= {sql.Value(Today.AddDays(-AccessRules.DaysAfterDeath))})";
        var located = query is { Organisation: null, CareOrganisation: null }
            ? "true"
            : $"(not c.restricted or {held} or {Any(fitting.Intersect(OfTheTeam))})";
        return $"(c.ended_as is null and ({held} or ({way} and {still}) or {late}) and {located})";

        string Any(IEnumerable<RelationshipSource> sources) =>
            sources.Select(source => Slug.Of(source)).ToArray() is { Length: > 0 } slugs ? $"c.ways_in && {sql.Value(slugs)}" : "false";
    }
}

/// <summary>One person behind a number.</summary>
public sealed record PersonBehind(
    Guid Id,
    string NhsNumber,
    string FamilyName,
    string GivenName,
    string? Title,
    DateOnly DateOfBirth,
    DateOnly DiedOn,
    bool DeathConfirmed,
    bool Opens,
    int All
);

/// <summary>One page of people, how many on it are closed to the post, and how many there are in all.</summary>
public sealed record PeopleBehind(IReadOnlyList<PersonBehind> People, int Closed, int Count);
