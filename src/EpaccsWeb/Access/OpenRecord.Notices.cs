using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Tells the organisations that care for the person what has changed, in the transaction of the change.</summary>
public sealed partial class OpenRecord
{
    private static readonly RelationshipSource[] Told =
    [
        RelationshipSource.Registration,
        RelationshipSource.Team,
        RelationshipSource.Residence,
        RelationshipSource.Referral,
    ];

    private async Task TellTeamAsync(Work work, CancellationToken cancel)
    {
        var changes = Changes().Distinct().ToList();
        if (changes.Count == 0)
        {
            return;
        }

        var links = db.Relationships.Local.Where(link => link.IsActive(Now) && Told.Contains(link.Source)).ToList();
        var shared = AccessRules.IsPositive(work.Facts.ConsentToShare);
        var holder = work.Plan.RecordingOrganisationId;
        var told = links.Select(link => link.OrganisationId).Append(holder).Where(id => shared || id == holder).ToHashSet();
        var by = $"{RoleNames.Of(Grant.Actor.Role)}, {Grant.Actor.OrganisationName}";
        foreach (var organisation in told)
        {
            var clinical = organisation == holder || links.Exists(link => link.OrganisationId == organisation && IsClinical(link.Source));
            foreach (var (what, cliniciansOnly) in changes.Where(change => clinical || !change.CliniciansOnly))
            {
                db.Add(
                    new Notice
                    {
                        Id = Guid.CreateVersion7(Now),
                        PatientId = PatientId,
                        OrganisationId = organisation,
                        PlanVersion = work.Plan.Version,
                        What = what,
                        At = Now,
                        AuthorId = Grant.Actor.UserId,
                        By = by,
                    }
                );
            }
        }

        await MailAtOnceAsync(told, cancel);
    }

    /// <summary>What this save changes, in words without an answer; and whether care homes and social care are not told of it.</summary>
    private IEnumerable<(string What, bool CliniciansOnly)> Changes()
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            switch (entry.Entity)
            {
                case SectionVersion { Kind: not VersionKind.Confirmed } row when SectionCatalogue.Find(row.Section) is { } section:
                    yield return ($"{section.Title}: {Slug.Of(row.Kind)}", section.Readers is SectionReaders.Clinicians);
                    break;
                case Consent consent:
                    yield return ($"Consent to {Slug.Of(consent.Purpose)}: changed", false);
                    break;
                case Death death:
                    yield return ($"Death: {Slug.Of(death.Kind)}", false);
                    break;
                case Ending ending:
                    yield return (ending.Kind is EndingKind.Reopened ? "Record: opened again" : "Record: ended", false);
                    break;
                case Relationship:
                    yield return ("Team: changed", false);
                    break;
            }
        }
    }

    /// <summary>A mail says that something waits in the inbox, and never about whom.</summary>
    private async Task MailAtOnceAsync(HashSet<Guid> told, CancellationToken cancel)
    {
        var addresses = await db
            .Organisations.Where(row =>
                told.Contains(row.Id)
                && row.Id != Grant.Actor.OrganisationId
                && row.NoticeMail == NoticeMail.AtOnce
                && row.NoticeAddress != null
            )
            .Select(row => row.NoticeAddress!)
            .ToListAsync(cancel);
        db.AddRange(addresses.Select(address => OutboxMail.To(address, Now)));
    }

    private static bool IsClinical(RelationshipSource source) => source is RelationshipSource.Registration or RelationshipSource.Team;
}
