using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>"Do not share with …": the organisations that the person objects to.</summary>
public sealed partial class OpenRecord
{
    /// <summary>Every objection with its organisation, those that hold first.</summary>
    public async Task<List<ObjectedTo>> ObjectionsAsync(CancellationToken cancel) =>
        [
            .. (
                await db
                    .Objections.Join(
                        db.Organisations,
                        row => row.OrganisationId,
                        organisation => organisation.Id,
                        (row, organisation) => new ObjectedTo(row, organisation.Name)
                    )
                    .AsNoTracking()
                    .ToListAsync(cancel)
            )
                .OrderByDescending(row => row.Objection.Holds)
                .ThenByDescending(row => row.Objection.RaisedAt),
        ];

    /// <summary>Denies the record to an organisation from the next request on; recording it twice changes nothing.</summary>
    public Task<SaveOutcome> ObjectAsync(Guid organisationId, string? words, CancellationToken cancel) =>
        SaveAsync(
            async work =>
            {
                Grant.Require(PatientId, Permission.ConsentAndTeam);
                if (!await db.Organisations.AnyAsync(row => row.Id == organisationId, cancel))
                {
                    throw new PlanRuleException([new("Organisation", "Choose an organisation from the list.")]);
                }

                if (organisationId == work.Plan.RecordingOrganisationId)
                {
                    throw new PlanRuleException([
                        new("Organisation", "This organisation holds the record, so it goes on seeing it. Choose another one."),
                    ]);
                }

                if (!await ObjectsToAsync(organisationId, cancel))
                {
                    db.Add(Objection.Raise(organisationId, words, Grant, Now));
                }
            },
            cancel
        );

    /// <summary>The person shares with the organisation again.</summary>
    public Task<SaveOutcome> LiftObjectionAsync(Guid objectionId, CancellationToken cancel) =>
        SaveAsync(
            async _ =>
            {
                Grant.Require(PatientId, Permission.ConsentAndTeam);
                var objection =
                    await db.Objections.SingleOrDefaultAsync(row => row.Id == objectionId, cancel)
                    ?? throw new PlanRuleException([new("Organisation", "That objection is not on this record.")]);
                objection.Lift(Grant, Now);
            },
            cancel
        );

    private Task<bool> ObjectsToAsync(Guid organisationId, CancellationToken cancel) =>
        db.Objections.AnyAsync(row => row.OrganisationId == organisationId && row.LiftedAt == null, cancel);
}

/// <summary>An objection, and the organisation it is about.</summary>
public sealed record ObjectedTo(Objection Objection, string Organisation);
