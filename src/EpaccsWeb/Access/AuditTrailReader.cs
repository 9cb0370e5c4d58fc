using System.Globalization;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The privacy officer's door to the trail of everybody. Looking through it is itself a line in it.</summary>
public sealed class AuditTrailReader(EpaccsDbContext db, AuditJournal journal, RequestIdentity request, TimeProvider clock)
{
    /// <summary>Lines on one page.</summary>
    public const int PageSize = 50;

    /// <summary>Most lines in one file; a longer answer is asked to be narrowed.</summary>
    public const int MostInFile = 50_000;

    public DateOnly Today => London.Day(clock.GetUtcNow());

    /// <summary>One page of the trail, newest first.</summary>
    public async Task<TrailPage> ReadAsync(TrailFilter filter, int page, Actor actor, CancellationToken cancel)
    {
        Require(actor);
        db.Acting = RowContext.Trail(actor);
        var count = await CountAsync(filter, cancel);
        var lines = await Lines(filter, (page - 1) * PageSize, PageSize).ToListAsync(cancel);
        await WriteAsync(actor, AuditAction.AuditViewed, filter, $"{lines.Count} of {count} lines");
        return new(lines, count);
    }

    /// <summary>Everything the filter asks for, to be taken away as a file; null when that is too much for one.</summary>
    public async Task<IReadOnlyList<TrailLine>?> ExportAsync(TrailFilter filter, Actor actor, CancellationToken cancel)
    {
        Require(actor);
        db.Acting = RowContext.Trail(actor);
        if (await CountAsync(filter, cancel) > MostInFile)
        {
            return null;
        }

        var lines = await Lines(filter, 0, MostInFile).ToListAsync(cancel);
        await WriteAsync(actor, AuditAction.Exported, filter, $"{lines.Count} rows");
        return lines;
    }

    /// <summary>Whom an NHS number belongs to; audited by the page that then shows it.</summary>
    public async Task<Guid?> PersonAsync(NhsNumber number, Actor actor, CancellationToken cancel)
    {
        Require(actor);
        db.Acting = RowContext.Trail(actor);
        var found = await db
            .Database.SqlQuery<Guid>($"""select id as "Value" from patients where nhs_number = {number.Digits}""")
            .ToListAsync(cancel);
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>The NHS number of a person whose trail is looked at.</summary>
    public async Task<string?> NumberAsync(Guid personId, Actor actor, CancellationToken cancel)
    {
        Require(actor);
        db.Acting = RowContext.Trail(actor);
        var found = await db
            .Database.SqlQuery<string>($"""select nhs_number as "Value" from patients where id = {personId}""")
            .ToListAsync(cancel);
        return found.Count == 0 ? null : NhsNumber.Parse(found[0]).Display;
    }

    /// <summary>Accounts by their exact e-mail address or name; more than one when a name is shared.</summary>
    public async Task<IReadOnlyList<TrailUser>> UsersAsync(string typed, CancellationToken cancel) =>
        await db
            .Users.Where(user =>
                EF.Functions.ILike(user.NormalizedEmail!, Like.Exactly(typed)) || EF.Functions.ILike(user.DisplayName, Like.Exactly(typed))
            )
            .OrderBy(user => user.DisplayName)
            .Select(user => new TrailUser(user.Id, user.DisplayName, user.Enabled))
            .Take(2)
            .ToListAsync(cancel);

    public Task<TrailUser?> UserAsync(Guid id, CancellationToken cancel) =>
        db
            .Users.Where(user => user.Id == id)
            .Select(user => new TrailUser(user.Id, user.DisplayName, user.Enabled))
            .SingleOrDefaultAsync(cancel);

    public async Task<IReadOnlyList<TrailOrganisation>> OrganisationsAsync(CancellationToken cancel) =>
        await db
            .Organisations.OrderBy(row => row.Name)
            .Select(row => new TrailOrganisation(row.Id, row.OdsCode, row.Name))
            .ToListAsync(cancel);

    private static void Require(Actor actor)
    {
        if (!actor.Has(Permission.Audit))
        {
            throw new AccessDeniedException("This post does not read the audit.");
        }
    }

    private Task WriteAsync(Actor actor, AuditAction action, TrailFilter filter, string outcome) =>
        journal.WriteAsync(
            AuditEntry.By(actor, action, $"audit {filter.Summary}: {outcome}", request.Id, clock.GetUtcNow(), filter.PersonId)
        );

    private Task<int> CountAsync(TrailFilter filter, CancellationToken cancel)
    {
        var (from, to) = filter.Moments;
        return db
            .Database.SqlQuery<int>(
                $"""
                select count(*)::int as "Value" from audit_entries entry
                where entry.at >= {from} and entry.at < {to}
                  and ({filter.PersonId}::uuid is null or entry.patient_id = {filter.PersonId} or {filter.PersonId} = any(entry.people))
                  and ({filter.UserId}::uuid is null or entry.user_id = {filter.UserId})
                  and ({filter.OrganisationId}::uuid is null or entry.organisation_id = {filter.OrganisationId})
                  and ({Slug.Of(filter.Action)}::text is null or entry.action = {Slug.Of(filter.Action)})
                """
            )
            .SingleAsync(cancel);
    }

    private IQueryable<TrailLine> Lines(TrailFilter filter, int skip, int take)
    {
        var (from, to) = filter.Moments;
        return db.Database.SqlQuery<TrailLine>(
            $"""
            select entry.id as "Id", entry.at as "At", entry.action as "Action", entry.detail as "Detail", entry.patient_id as "PersonId",
                   patient.nhs_number as "NhsNumber", entry.user_id as "UserId", person.display_name as "Who", entry.role as "Role",
                   organisation.name as "Organisation", organisation.ods_code as "OdsCode", entry.route as "Route",
                   coalesce(cardinality(entry.people), 0) as "People", entry.request_id as "RequestId", entry.post_id as "PostId"
            from (
                select * from audit_entries entry
                where entry.at >= {from} and entry.at < {to}
                  and ({filter.PersonId}::uuid is null or entry.patient_id = {filter.PersonId} or {filter.PersonId} = any(entry.people))
                  and ({filter.UserId}::uuid is null or entry.user_id = {filter.UserId})
                  and ({filter.OrganisationId}::uuid is null or entry.organisation_id = {filter.OrganisationId})
                  and ({Slug.Of(filter.Action)}::text is null or entry.action = {Slug.Of(filter.Action)})
                order by entry.at desc, entry.id desc offset {skip} limit {take}
            ) as entry
            left join patients patient on patient.id = entry.patient_id
            left join users person on person.id = entry.user_id
            left join organisations organisation on organisation.id = entry.organisation_id
            order by entry.at desc, entry.id desc
            """
        );
    }
}

/// <summary>What part of the trail is asked for. Names nobody but by keys, so it may stand in an address.</summary>
public sealed record TrailFilter(Guid? PersonId, Guid? UserId, Guid? OrganisationId, AuditAction? Action, DateOnly From, DateOnly To)
{
    /// <summary>From the first moment of the first day to that of the day after the last.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Moments =>
        (London.Moment(From, TimeOnly.MinValue), London.Moment(To.AddDays(1), TimeOnly.MinValue));

    public string Summary =>
        string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd}..{To:yyyy-MM-dd}")
        + (PersonId is null ? string.Empty : " of a person")
        + (UserId is { } user ? $" of user {user}" : string.Empty)
        + (OrganisationId is null ? string.Empty : " of an organisation")
        + (Action is { } action ? $" {Slug.Of(action)}" : string.Empty);
}

/// <summary>One line with the names that a reader needs.</summary>
public sealed record TrailLine(
    long Id,
    DateTimeOffset At,
    string Action,
    string Detail,
    Guid? PersonId,
    string? NhsNumber,
    Guid? UserId,
    string? Who,
    string? Role,
    string? Organisation,
    string? OdsCode,
    string? Route,
    int People,
    string RequestId,
    Guid? PostId
)
{
    /// <summary>"Dr Priya Nair, General practitioner, Riverside Surgery".</summary>
    public string By =>
        string.Join(
            ", ",
            new[] { Who ?? "The system", Slug.Parse<Role>(Role) is { } role ? RoleNames.Of(role) : Role, Organisation }.Where(word =>
                word is not null
            )
        );

    public AuditPurpose Purpose => AuditMeaning.PurposeOf(Action, Detail, Role, Route, PersonId is not null);

    public AuditOutcome Outcome => AuditMeaning.OutcomeOf(Action);

    /// <summary>On which ground, for lines about one person.</summary>
    public string? Ground => PersonId is null || Action == "refused" ? null : AuditWords.Ground(Slug.Parse<RelationshipSource>(Route));
}

/// <summary>One page of the trail, and how many lines there are in all.</summary>
public sealed record TrailPage(IReadOnlyList<TrailLine> Lines, int Count);

public sealed record TrailUser(Guid Id, string Name, bool Enabled);

public sealed record TrailOrganisation(Guid Id, string OdsCode, string Name);
