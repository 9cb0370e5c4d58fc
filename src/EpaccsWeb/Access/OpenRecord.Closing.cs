using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>What becomes of a record when an organisation closes.</summary>
public sealed partial class OpenRecord
{
    /// <summary>Passes registration, residence, team and the record itself from a closed organisation to its successor. Both are told.</summary>
    /// <remarks>Refused when the person objects to the successor: then everything stays.</remarks>
    public Task<SaveOutcome> PassToSuccessorAsync(Organisation from, Organisation to, CancellationToken cancel) =>
        SaveAsync(
            async work =>
            {
                Grant.Require(PatientId, Permission.EditPerson);
                // Whoever holds a record reads it, so that none comes to hold one past an objection.
                if (await ObjectsToAsync(to.Id, cancel))
                {
                    throw new PlanRuleException([new("Organisation", "The person does not want to share with this organisation.")]);
                }

                if (work.Plan.RecordingOrganisationId == from.Id)
                {
                    db.Attach(work.Plan);
                    work.Plan.RecordingOrganisationId = to.Id;
                }

                var links = (await db.Relationships.ToListAsync(cancel)).Where(row => row.IsActive(Now) && row.UserId is null).ToList();
                foreach (var link in links.Where(row => row.OrganisationId == from.Id))
                {
                    link.Until(Now);
                    if (!links.Exists(row => row.OrganisationId == to.Id && row.Source == link.Source))
                    {
                        db.Add(Relationship.Start(PatientId, to.Id, link.Source, Grant.Actor, Now, keyWorker: link.KeyWorker));
                    }
                }

                TellWhoIsLeft(work, from, to);

                // The details of somebody who has died stay as they were on the day of death.
                if (work.Facts.DiedOn is null && work.Plan.Current<PersonDetails>() is { } details)
                {
                    Register(work, details, from, to);
                }
            },
            cancel
        );

    /// <summary>The team is told as of every change; the closed organisation is no part of it any more.</summary>
    private void TellWhoIsLeft(Work work, Organisation from, Organisation to) =>
        db.Add(Notice.Of(PatientId, from.Id, work.Plan.Version, $"Passed to {to.Name}: {from.Name} has closed", Grant.Actor, Now));

    private void Register(Work work, PersonDetails details, Organisation from, Organisation to)
    {
        var practice = work.Patient.GpPracticeId == from.Id;
        var home = work.Patient.CareHomeId == from.Id;
        if (practice || home)
        {
            var moved = details with
            {
                GpPracticeCode = practice ? to.OdsCode : details.GpPracticeCode,
                CareHomeCode = home ? to.OdsCode : details.CareHomeCode,
            };
            db.Add(work.Plan.Record(moved, work.Plan.NumberOf("person"), Grant, SectionContext.At(Now), reason: $"{from.Name} has closed"));
            work.Patient.Apply(moved, practice ? to.Id : work.Patient.GpPracticeId, home ? to.Id : work.Patient.CareHomeId);
        }
    }
}
