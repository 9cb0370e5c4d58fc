using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>What a record is started with: the minimum set of the standard and both consents.</summary>
public sealed record NewRecord(
    PersonDetails Person,
    ConsentAnswers ToRecord,
    ConsentAnswers ToShare,
    IReadOnlyList<ISectionAnswers> Sections
);

/// <summary>What became of starting a record.</summary>
public abstract record StartOutcome
{
    private StartOutcome() { }

    public sealed record Started(Guid PatientId) : StartOutcome;

    public sealed record Refused(IReadOnlyList<SectionProblem> Problems) : StartOutcome;

    /// <summary>A record exists that this post may open.</summary>
    public sealed record AlreadyHere(Guid PatientId) : StartOutcome;

    /// <summary>The person may not be known of; the same words whatever the cause.</summary>
    public sealed record Blocked(string Sentence) : StartOutcome;
}

/// <summary>Starts a record for a person who has none.</summary>
public sealed class RecordStarter(EpaccsDbContext db, RecordGate gate, BlockedStarts blocked, RequestIdentity request, TimeProvider clock)
{
    /// <summary>The form sent twice gives the same record.</summary>
    public async Task<StartOutcome> StartAsync(NewRecord started, Actor actor, Guid submitToken, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var context = SectionContext.At(now, started.Person.DateOfBirth);
        var problems = started
            .Person.Problems(context)
            .Select(problem => problem with { Field = $"{nameof(NewRecord.Person)}.{problem.Field}" })
            .Concat(started.ToRecord.Problems(context).Select(problem => problem with { Field = $"ToRecord.{problem.Field}" }))
            .Concat(started.ToShare.Problems(context).Select(problem => problem with { Field = $"ToShare.{problem.Field}" }))
            .Concat(
                started.Sections.SelectMany(section =>
                    section.Problems(context).Select(problem => problem with { Field = $"{section.GetType().Name}.{problem.Field}" })
                )
            )
            .ToList();
        if (ConsentAnswers.WhyNotStart(started.ToRecord.Status) is { } why)
        {
            problems.Add(new("ToRecord.Status", why));
        }

        var where = await Whereabouts.FindAsync(db, started.Person, cancel);
        problems.AddRange(where.Problems.Select(problem => problem with { Field = $"{nameof(NewRecord.Person)}.{problem.Field}" }));
        if (problems.Count > 0)
        {
            return new StartOutcome.Refused(problems);
        }

        if (await blocked.HasAskedTooOftenAsync(actor, cancel))
        {
            return new StartOutcome.Blocked(await blocked.BlockAsync(actor, null));
        }

        if (await ExistingAsync(started.Person.NhsNumber, actor, submitToken, cancel) is { } existing)
        {
            return existing;
        }

        try
        {
            return await WriteAsync(started, actor, where, context, submitToken, cancel);
        }
        catch (PlanRuleException broken)
        {
            db.ChangeTracker.Clear();
            return new StartOutcome.Refused(broken.Problems);
        }
        catch (DbUpdateException failure) when (failure.IsDuplicate())
        {
            db.ChangeTracker.Clear();
            return await ExistingAsync(started.Person.NhsNumber, actor, submitToken, cancel)
                ?? new StartOutcome.Blocked(await blocked.BlockAsync(actor, null));
        }
    }

    private async Task<StartOutcome?> ExistingAsync(string nhsNumber, Actor actor, Guid submitToken, CancellationToken cancel)
    {
        var found = await db
            .Database.SqlQuery<ExistingRow>(
                $"""
                select id as "Id", same_form as "SameForm" from record_of({nhsNumber}, {submitToken})
                """
            )
            .ToListAsync(cancel);
        if (found.Count == 0)
        {
            return null;
        }

        if (found[0].SameForm)
        {
            return new StartOutcome.Started(found[0].Id);
        }

        var facts = await gate.FactsAsync(found[0].Id, actor, cancel);
        return AccessRules.MayKnowOf(facts)
            ? new StartOutcome.AlreadyHere(found[0].Id)
            : new StartOutcome.Blocked(await blocked.BlockAsync(actor, found[0].Id));
    }

    private async Task<StartOutcome> WriteAsync(
        NewRecord started,
        Actor actor,
        Whereabouts where,
        SectionContext context,
        Guid submitToken,
        CancellationToken cancel
    )
    {
        var patientId = Guid.CreateVersion7(context.Now);
#pragma warning disable RS0030 // the one place that opens a record that does not exist yet
        var grant = AccessRules.ForNewRecord(patientId, actor);
#pragma warning restore RS0030
        db.Open(grant, RowContext.Start(grant));
        var (practice, home) = (where.Practice!.Value, where.CareHome);
        var patient = new Patient { Id = patientId }.Apply(started.Person, practice, home);
        var plan = new Plan
        {
            Id = Guid.CreateVersion7(context.Now),
            PatientId = patientId,
            StartedAt = context.Now,
            RecordingOrganisationId = actor.OrganisationId,
            Version = 1,
        };
        plan.Record(started.Person, 0, grant, context, submitToken);
        foreach (var section in started.Sections)
        {
            plan.Record(section, 0, grant, context, reason: "Stated when the record was started");
        }

        Consent[] consents =
        [
            started.ToRecord.Record(patientId, ConsentPurpose.Record, 1, grant, context.Now, null),
            started.ToShare.Record(patientId, ConsentPurpose.Share, 1, grant, context.Now, submitToken),
        ];
        List<Relationship> links = [Relationship.Start(patientId, practice, RelationshipSource.Registration, actor, context.Now)];
        if (home is { } homeId)
        {
            links.Add(Relationship.Start(patientId, homeId, RelationshipSource.Residence, actor, context.Now));
        }

        if (actor.OrganisationId != practice)
        {
            links.Add(Relationship.Start(patientId, actor.OrganisationId, RelationshipSource.Team, actor, context.Now));
        }

        var facts = new PlanFacts { PlanId = plan.Id, PatientId = patientId }.Compute(plan, patient, consents, [], links);
        db.AddRange(patient, plan, facts, CountedPlan.Of(plan, patient, facts));
        db.AddRange(plan.Sections);
        db.AddRange(consents);
        db.AddRange(links);
        await TellAsync(links.Where(_ => AccessRules.IsPositive(facts.ConsentToShare)), actor, context.Now, cancel);
        db.Add(AuditEntry.By(actor, AuditAction.Started, "record", request.Id, context.Now, patientId));
        await db.SaveChangesAsync(cancel);
        return new StartOutcome.Started(patientId);
    }

    /// <summary>Practice and care home hear that there is a plan now (SCCI1580 requirement 5).</summary>
    private async Task TellAsync(IEnumerable<Relationship> links, Actor actor, DateTimeOffset now, CancellationToken cancel)
    {
        Guid[] told = [.. links.Select(link => link.OrganisationId).Where(id => id != actor.OrganisationId).Distinct()];
        db.AddRange(told.Select(organisation => Notice.Of(db.OpenPatientId, organisation, 1, Notice.Started, actor, now)));
        db.AddRange((await NoticeAddresses.OfAsync(db, told, actor.OrganisationId, cancel)).Select(address => OutboxMail.To(address, now)));
    }

    private sealed record ExistingRow(Guid Id, bool SameForm);
}
