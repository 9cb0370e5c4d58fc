using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Notes;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Tells the organisations that care for the person what has changed, in the transaction of the change.</summary>
public sealed partial class OpenRecord
{
    /// <summary>Tells whoever may know of the change; gives back whom. Relationships and objections have been read.</summary>
    /// <param name="knowAlready">Organisations that hear of it in another way.</param>
    private async Task<HashSet<Guid>> TellTeamAsync(
        Plan plan,
        PlanFacts facts,
        IReadOnlyList<(string What, bool CliniciansOnly)> changes,
        IReadOnlyCollection<Guid> knowAlready,
        CancellationToken cancel
    )
    {
        if (changes.Count == 0)
        {
            return [];
        }

        // A practice that the person has left is told that the record has passed.
        var left = db
            .PracticeChanges.Local.Where(row => row.Outcome is PracticeChangeOutcome.Confirmed && row.ClosedAt == Now)
            .Select(row => row.FromId);
        var team = new ToldTeam(
            PatientId,
            plan.RecordingOrganisationId,
            AccessRules.IsPositive(facts.ConsentToShare),
            [
                .. db
                    .Relationships.Local.Where(link => link.IsActive(Now) && ToldTeam.Sources.Contains(link.Source))
                    .Select(link => (link.OrganisationId, link.Source)),
            ],
            [.. db.Objections.Local.Where(row => row.Holds).Select(row => row.OrganisationId)]
        );
        var told = team.Organisations.Concat(left.Where(team.Hears)).Except(knowAlready).ToHashSet();
        db.AddRange(team.Notices(told, changes, plan.Version, Grant.Actor, Now));
        await MailAtOnceAsync(told, cancel);
        return told;
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
                case Objection:
                    yield return ("Consent to share with an organisation: changed", false);
                    break;
                case PracticeChange { Outcome: null }:
                    yield return ("Registration: the new practice is asked to confirm", false);
                    break;
                case PracticeChange { Outcome: PracticeChangeOutcome.Confirmed }:
                    yield return (Notice.RegistrationPassed, false);
                    break;
                case PracticeChange { Outcome: { } outcome }:
                    yield return ($"Registration: change {Slug.Of(outcome)}", false);
                    break;
                case Death death:
                    yield return ToldTeam.Of(death);
                    break;
                case Ending ending:
                    yield return (ending.Kind is EndingKind.Reopened ? "Record: opened again" : "Record: ended", false);
                    break;
                case Relationship { Source: RelationshipSource.Referral } link
                    when entry.State is EntityState.Modified && link.IsActive(Now):
                    break;
                case Note note:
                    yield return (note.Corrects is null ? InboxReader.NewNote : "Note: corrected", false);
                    break;
                case PlanFeedback feedback:
                    yield return (feedback.What, false);
                    break;
                case DeathReview:
                    yield return (InboxReader.Reviewed, false);
                    break;
                case CareTask { ClosingWords: CareTask.PersonDied } when entry.State is EntityState.Modified:
                    yield return ToldTeam.TasksClosed;
                    break;
                case MeetingEntry:
                    yield return (InboxReader.SpokenOf, true);
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
        var addresses = await NoticeAddresses.OfAsync(db, told, Grant.Actor.OrganisationId, cancel);
        db.AddRange(addresses.Select(address => OutboxMail.To(address, Now)));
    }
}
