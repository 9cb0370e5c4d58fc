using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Identity.Office.Organisations;

/// <summary>Adds organisations and teams, changes what they are and want, and closes them.</summary>
public sealed class OrganisationDesk(OfficeWork work, OfficeRules rules)
{
    /// <summary>Adds an organisation, or a team of one.</summary>
    public async Task<(IReadOnlyList<SectionProblem> Problems, Guid Id)> AddAsync(
        Actor by,
        string code,
        OrganisationKind kind,
        string? partOfCode,
        OrganisationTerms terms,
        CancellationToken cancel
    )
    {
        var id = Guid.CreateVersion7(work.Now);
        var problems = await work.DoAsync(
            async () =>
            {
                RequireSystem(by);
                var partOf = partOfCode is null
                    ? null
                    : await work.Db.Organisations.SingleOrDefaultAsync(row => row.OdsCode == partOfCode, cancel);
                if (partOfCode is not null && partOf is not { PartOfId: null })
                {
                    throw new OfficeProblemException("PartOf", "There is no organisation with this code.");
                }

                if (OrganisationTerms.CodeProblem(code, kind, partOf) is { } problem)
                {
                    throw new OfficeProblemException("OdsCode", problem);
                }

                if (await work.Db.Organisations.AnyAsync(row => row.OdsCode == code, cancel))
                {
                    throw new OfficeProblemException("OdsCode", "An organisation with this code is here already.");
                }

                await CheckAreaAsync(terms, cancel);
                var organisation = new Organisation
                {
                    Id = id,
                    OdsCode = code,
                    Name = terms.Name,
                    Kind = kind,
                    PartOfId = partOf?.Id,
                    AreaId = terms.AreaId ?? partOf?.AreaId,
                    OpensOn = terms.OpensOn,
                };
                Apply(organisation, terms);
                work.Db.Add(organisation);
                work.Note(by, "organisation added", null, Words(organisation), new(OrganisationId: id));
            },
            cancel
        );
        return (problems, id);
    }

    /// <summary>Changes an organisation within reach; area and opening day by a system administrator only.</summary>
    public Task<IReadOnlyList<SectionProblem>> ChangeAsync(
        Actor by,
        Guid id,
        OrganisationTerms terms,
        string? seen,
        CancellationToken cancel
    ) =>
        work.DoAsync(
            async () =>
            {
                var organisation = await ReachedAsync(by, id, cancel);
                var before = Words(organisation);
                if (seen is not null && seen != before)
                {
                    throw new OfficeProblemException(
                        OfficeRules.Stale,
                        $"Somebody else has changed this organisation. You saw: {seen}. It is now: {before}. Look again, then save."
                    );
                }

                Apply(organisation, terms);
                if (by.IsSystem())
                {
                    await CheckAreaAsync(terms, cancel);
                    (organisation.Name, organisation.AreaId, organisation.OpensOn) = (terms.Name, terms.AreaId, terms.OpensOn);
                }

                if (Words(organisation) is var after && after != before)
                {
                    work.Note(by, "organisation changed", before, after, new(OrganisationId: id));
                }
            },
            cancel
        );

    /// <summary>Closes an organisation after its last day: posts end with it, and its people go to the successor.</summary>
    public Task<IReadOnlyList<SectionProblem>> CloseAsync(
        Actor by,
        Guid id,
        DateOnly lastDay,
        string? successorCode,
        string? reason,
        CancellationToken cancel
    ) =>
        work.DoAsync(
            async () =>
            {
                RequireSystem(by);
                var organisation = await ReachedAsync(by, id, cancel);
                var successor = await SuccessorAsync(organisation, successorCode, lastDay, cancel);
                if (lastDay < work.Today)
                {
                    throw new OfficeProblemException("LastDay", "The last day is in the past.");
                }

                if (string.IsNullOrWhiteSpace(reason))
                {
                    throw new OfficeProblemException("Reason", "Say why it closes; the reason is kept.");
                }

                var before = Words(organisation);
                (organisation.ClosesOn, organisation.SuccessorId, organisation.PeopleMovedAt) = (lastDay, successor?.Id, null);
                work.Note(
                    by,
                    "organisation closes",
                    before,
                    $"{Words(organisation)}, people go to {successor?.OdsCode ?? "nobody"}",
                    new(OrganisationId: id),
                    reason
                );
                var posts = await work
                    .Db.Posts.Where(post => post.OrganisationId == id && (post.EndsOn == null || post.EndsOn > lastDay))
                    .ToListAsync(cancel);
                foreach (var post in posts)
                {
                    await rules.KeepAnAdministratorAsync(null, post, organisation, lastDay, cancel);
                    var was = post.InWords(organisation.OdsCode);
                    post.EndsOn = lastDay;
                    work.Note(
                        by,
                        "post ends with its organisation",
                        was,
                        post.InWords(organisation.OdsCode),
                        new(post.UserId, post.Id, id)
                    );
                }
            },
            cancel
        );

    public static string Words(Organisation row) =>
        string.Join(
            ", ",
            new[]
            {
                $"{row.Name} ({row.OdsCode})",
                RoleNames.Of(row.Kind),
                row.Phone,
                row.Town,
                row.ListSize is { } size ? $"list of {size}" : null,
                row.TakesAttachments ? "takes files" : "takes no files",
                row.Contributes ? null : "only reads the plans of others",
                row.NoticeAddress is { } address ? $"mail {Slug.Of(row.NoticeMail)} to {address}" : null,
                row.NotAskedFor.Count == 0 ? null : $"not asked for {string.Join(" ", row.NotAskedFor)}",
                row.AreaId is null ? "in no area" : $"area {row.AreaId}",
                row.OpensOn is { } first ? $"opens {London.Show(first)}" : null,
                row.ClosesOn is { } last ? $"closes {London.Show(last)}" : null,
            }.Where(part => part is not null)
        );

    private async Task<Organisation> ReachedAsync(Actor by, Guid id, CancellationToken cancel) =>
        await rules.OrganisationAsync(id, cancel) is { } found && by.Reaches(found)
            ? found
            : throw new OfficeProblemException(string.Empty, "There is no such organisation within your reach.");

    private async Task<Organisation?> SuccessorAsync(Organisation organisation, string? code, DateOnly lastDay, CancellationToken cancel)
    {
        if (code is null)
        {
            return organisation.Kind is OrganisationKind.GeneralPractice or OrganisationKind.CareHome
                ? throw new OfficeProblemException("Successor", "Enter the code of the organisation that takes the people over.")
                : null;
        }

        var successor = await work.Db.Organisations.SingleOrDefaultAsync(row => row.OdsCode == code, cancel);
        return successor is null || successor.Id == organisation.Id
                ? throw new OfficeProblemException("Successor", "There is no other organisation with this code.")
            : successor.Kind != organisation.Kind
                ? throw new OfficeProblemException("Successor", $"{successor.Name} is of another kind: {RoleNames.Of(successor.Kind)}.")
            : successor.ClosesOn <= lastDay ? throw new OfficeProblemException("Successor", $"{successor.Name} closes as well.")
            : successor;
    }

    private async Task CheckAreaAsync(OrganisationTerms terms, CancellationToken cancel)
    {
        if (
            terms.AreaId is { } area
            && !await work.Db.Organisations.AnyAsync(row => row.Id == area && row.Kind == OrganisationKind.CareBoard, cancel)
        )
        {
            throw new OfficeProblemException("Area", "Choose a care board from the list.");
        }
    }

    private static void Apply(Organisation organisation, OrganisationTerms terms)
    {
        if (terms.NoticeMail is not Domain.Notices.NoticeMail.None && terms.NoticeAddress is null)
        {
            throw new OfficeProblemException("NoticeAddress", "Enter the address that mail about notices goes to, or choose no mail.");
        }

        if (terms.NoticeAddress is { } address && LookAlikes.Problem(address) is { } problem)
        {
            throw new OfficeProblemException("NoticeAddress", problem);
        }

        (organisation.Phone, organisation.Town, organisation.ListSize) = (terms.Phone, terms.Town, terms.ListSize);
        (organisation.TakesAttachments, organisation.NoticeAddress, organisation.NoticeMail) = (
            terms.TakesAttachments,
            terms.NoticeAddress,
            terms.NoticeMail
        );
        organisation.Contributes = terms.Contributes;
        organisation.NotAskedFor =
        [
            .. terms.NotAskedFor.Where(key => SectionCatalogue.Find(key) is not null).Order(StringComparer.Ordinal),
        ];
    }

    private static void RequireSystem(Actor by)
    {
        if (!by.IsSystem())
        {
            throw new OfficeProblemException(string.Empty, "Only a system administrator adds or closes organisations.");
        }
    }
}
