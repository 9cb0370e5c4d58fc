using EpaccsWeb.Access;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Import;

/// <summary>Tells the teams of people whose death an import recorded in a record that there was, or its undo took back, as a save on the record would.</summary>
internal sealed class DeathTelling(EpaccsDbContext db, DateTimeOffset now)
{
    private readonly Dictionary<Guid, (Death Death, Actor Author)> entries = [];

    /// <summary>Notes an entry that is written in this batch.</summary>
    public void Note(Death death, Actor author) => entries[death.PatientId] = (death, author);

    /// <summary>Adds the notices, once everything else of the batch is stored.</summary>
    /// <param name="tasksClosed">People whose tasks the batch has closed.</param>
    public async Task TellAsync(IReadOnlyCollection<Guid> tasksClosed, CancellationToken cancel)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var mailed = new HashSet<Guid>();
        foreach (var links in (await LinksAsync([.. entries.Keys], cancel)).GroupBy(link => link.PatientId))
        {
            var (death, author) = entries[links.Key];
            var plan = links.First();
            var team = new ToldTeam(
                links.Key,
                plan.Holder,
                AccessRules.IsPositive(Slug.Parse<ConsentStatus>(plan.Share)),
                [.. links.Where(link => link.Source is not null).Select(link => (link.OrganisationId!.Value, Source(link)))],
                [.. plan.Objected]
            );
            List<(string What, bool CliniciansOnly)> changes = [ToldTeam.Of(death)];
            if (tasksClosed.Contains(links.Key))
            {
                changes.Add(ToldTeam.TasksClosed);
            }

            var told = team.Organisations.ToList();
            db.AddRange(team.Notices(told, changes, plan.Version, author, now));
            mailed.UnionWith(told.Where(id => id != author.OrganisationId));
        }

        var addresses = await NoticeAddresses.OfAsync(db, mailed, Guid.Empty, cancel);
        db.AddRange(addresses.Select(address => OutboxMail.To(address, now)));
        await db.SaveChangesAsync(cancel);
        entries.Clear();
    }

    private static RelationshipSource Source(ToldLink link) => Slug.Parse<RelationshipSource>(link.Source)!.Value;

    private Task<List<ToldLink>> LinksAsync(Guid[] people, CancellationToken cancel)
    {
        var sources = ToldTeam.Sources.Select(source => Slug.Of(source)).ToArray();
        return db
            .Database.SqlQuery<ToldLink>(
                $"""
                select plan.patient_id as "PatientId", plan.version as "Version", plan.recording_organisation_id as "Holder",
                       facts.consent_to_share as "Share", link.organisation_id as "OrganisationId", link.source as "Source",
                       array(select organisation_id from objections
                             where objections.patient_id = plan.patient_id and lifted_at is null) as "Objected"
                from plans plan join plan_facts facts on facts.plan_id = plan.id
                left join relationships link on link.patient_id = plan.patient_id and link.source = any ({sources})
                     and link.started_at <= {now} and (link.ends_at is null or link.ends_at > {now})
                where plan.patient_id = any ({people})
                """
            )
            .ToListAsync(cancel);
    }
}

/// <summary>One relationship by which an organisation hears of changes, with what decides whether it does.</summary>
internal sealed record ToldLink(
    Guid PatientId,
    int Version,
    Guid Holder,
    string? Share,
    Guid? OrganisationId,
    string? Source,
    Guid[] Objected
);
