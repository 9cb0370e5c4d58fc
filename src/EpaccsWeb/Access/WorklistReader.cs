using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Lists of people whose plans want something done, in the scope of the post; sorted and paged in the database.</summary>
public sealed class WorklistReader(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>People on one page.</summary>
    public const int PageSize = 25;

    /// <summary>People a list shows and counts at most, so that it costs the same whatever the size of the register.</summary>
    public const int Most = 500;

    /// <summary>Reviews that fall due within so many days are listed.</summary>
    private const int ReviewAhead = 14;

    /// <summary>One page of a list, the most pressing first unless another order was chosen.</summary>
    public async Task<WorklistPage> ReadAsync(Worklist list, WorklistView view, Actor actor, int page, CancellationToken cancel)
    {
        var scope = ScopeOf(actor);
        var slug = Slug.Of(list);
        var newestFirst = view.Sort is WorklistSort.Due && list is Worklist.Changed or Worklist.DeathsToComplete or Worklist.DeathsToReview;
        var byDue = view.Sort is WorklistSort.Due;
        var byBirth = view.Sort is WorklistSort.Born;
        var lines = await db.AskAsync<WorklistLine>(
            $"""
                select patient_id as "Id", nhs_number as "NhsNumber", family_name as "FamilyName", given_name as "GivenName", title as "Title",
                       date_of_birth as "DateOfBirth", due as "Due", what as "What", stands as "Stands",
                       died_on as "DiedOn", death_confirmed as "DeathConfirmed"
                from worklist_of({slug}, {Slug.Of(
                    view.Sort
                )}, {view.OurKeyWorker}, {scope.Sources}, {scope.Holds}, {scope.Soon}, {scope.TeamClosed},
                                 {scope.ChangedSince}, {scope.ChasedBefore}, {Most})
                order by case when {newestFirst} then due end desc, case when {byDue} and not {newestFirst} then due end nulls first,
                         case when {byBirth} then date_of_birth end, family_key collate "C", patient_id
                offset {(page - 1) * PageSize} limit {PageSize}
                """,
            cancel
        );
        await journal.WriteAsync(
            AuditEntry
                .By(actor, AuditAction.Listed, $"worklist {slug}: {lines.Count}", request.Id, scope.Now)
                .About(lines.Select(line => line.Id))
        );
        return WorklistPage.Of(lines, lines.Count == 0 ? 0 : lines[0].Stands);
    }

    /// <summary>How many people stand on each of the post's lists, all counted in one query; one more than the most means more.</summary>
    public async Task<IReadOnlyList<(Worklist List, int Count)>> CountsAsync(Actor actor, CancellationToken cancel)
    {
        var lists = Worklists.For(actor.Role);
        if (lists.Count == 0)
        {
            return [];
        }

        var scope = ScopeOf(actor);
        var wanted = lists.Select(list => Slug.Of(list)).ToArray();
        var counts = await db.AskAsync<WorklistCount>(
            $"""
            select wanted.list as "List", coalesce(cardinality(
                       worklist_members(wanted.list, 'due', false, {scope.Sources}, {scope.Holds}, {scope.Soon}, {scope.TeamClosed},
                                        {scope.ChangedSince}, {Most})), 0) as "Count"
            from unnest({wanted}) as wanted (list)
            """,
            cancel
        );
        return [.. lists.Select(list => (list, counts.Find(count => count.List == Slug.Of(list))?.Count ?? 0))];
    }

    private Scope ScopeOf(Actor actor)
    {
        var now = clock.GetUtcNow();
        var today = London.Day(now);
        db.Acting = RowContext.List(actor);
        return new(
            AccessRules.SourceSlugs(actor.Role),
            AccessRules.HoldsRecords(actor),
            now,
            today.AddDays(ReviewAhead),
            today.AddDays(-AccessRules.DaysAfterDeath),
            now.AddDays(-30),
            now - EndorsementRequest.ChasedAfter
        );
    }

    private sealed record Scope(
        string[] Sources,
        bool Holds,
        DateTimeOffset Now,
        DateOnly Soon,
        DateOnly TeamClosed,
        DateTimeOffset ChangedSince,
        DateTimeOffset ChasedBefore
    );

    private sealed record WorklistCount(string List, int Count);
}

/// <summary>In which order a list is read.</summary>
public enum WorklistSort
{
    Due,
    Name,
    Born,
}

/// <summary>How a list is looked at: its order, and whether only people whose key worker is ours are wanted.</summary>
public sealed record WorklistView(WorklistSort Sort, bool OurKeyWorker);

/// <summary>One person on a worklist.</summary>
public sealed record WorklistLine(
    Guid Id,
    string NhsNumber,
    string FamilyName,
    string GivenName,
    string? Title,
    DateOnly DateOfBirth,
    DateTimeOffset? Due,
    string? What,
    int Stands,
    DateOnly? DiedOn,
    bool DeathConfirmed
)
{
    /// <summary>A death was reported and nobody confirmed it: the person may be alive.</summary>
    public bool ReportedDead => DiedOn is not null && !DeathConfirmed;
}

/// <summary>One page of a worklist, and how many people it shows in all.</summary>
/// <param name="More">More people stand on it than it shows.</param>
public sealed record WorklistPage(IReadOnlyList<WorklistLine> Lines, int Count, bool More)
{
    /// <param name="stands">How many stand on it, counted to one more than it shows.</param>
    public static WorklistPage Of(IReadOnlyList<WorklistLine> lines, int stands) =>
        new(lines, Math.Min(stands, WorklistReader.Most), stands > WorklistReader.Most);

    /// <summary>"1 person", "12 people", "More than 500 people".</summary>
    public static string Words(int stands) =>
        stands > WorklistReader.Most ? $"More than {WorklistReader.Most} people"
        : stands == 1 ? "1 person"
        : $"{stands} people";
}
