using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Import;

/// <summary>Adds to records that exist what a file says and they lack, inside the import's transaction.</summary>
internal sealed class FillWriter(
    EpaccsDbContext db,
    SystemGrant grant,
    ImportOrder order,
    ImportOrganisations organisations,
    DateTimeOffset now
)
{
    private static readonly Lazy<BulkLoaderTable<SectionVersion>> Versions = new(() =>
        new(new DesignTimeContext().CreateDbContext([]).Model)
    );

    private readonly List<SectionVersion> versions = [];

    public async Task WriteAsync(IReadOnlyList<RecordFill> fills, CancellationToken cancel)
    {
        if (fills.Count == 0)
        {
            return;
        }

        foreach (var fill in fills)
        {
            Add(fill);
        }

        await Versions.Value.WriteAsync((NpgsqlConnection)db.Database.GetDbConnection(), versions, cancel);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        versions.Clear();
    }

    private void Add(RecordFill fill)
    {
        var record = fill.Record;
        var (plan, details) = (record.Plan, fill.Details ?? record.Details);
        var author = order.AuthorFor(organisations, order.Organisation ?? details.GpPracticeCode);
        ISectionAnswers[] answers = fill.Details is null ? [.. fill.Sections] : [fill.Details, .. fill.Sections];
        foreach (var section in answers)
        {
            versions.Add(plan.RecordLoaded(section, grant, author, now, imported: true));
        }

        List<Consent> consents =
        [
            .. record.Consents,
            .. fill.Consents.Select(consent => Entry(record.PatientId, consent.Purpose, consent.Answers, author)),
        ];
        db.AddRange(consents.Skip(record.Consents.Count));
        List<Death> deaths = [.. record.Deaths];
        if (fill.Death is { } death)
        {
            deaths.Add(Entry(record, death, author));
            db.Add(deaths[^1]);
        }

        var home = details.CareHomeCode is { } code ? organisations.IdOf(code) : record.CareHomeId;
        foreach (var member in fill.Team)
        {
            db.Add(Relationship.Start(record.PatientId, organisations.IdOf(member), RelationshipSource.Team, author, now));
        }

        if (record.CareHomeId is null && home is { } residence)
        {
            db.Add(Relationship.Start(record.PatientId, residence, RelationshipSource.Residence, author, now));
        }

        Update(record, plan, new Patient { Id = record.PatientId }.Apply(details, record.GpPracticeId, home), consents, deaths);
    }

    private void Update(RecordedPerson record, Plan plan, Patient patient, List<Consent> consents, List<Death> deaths)
    {
        plan.Version++;
        db.Attach(plan).Property(row => row.Version).IsModified = true;
        db.Update(patient);
        var facts = db.Update(
            new PlanFacts { PlanId = plan.Id, PatientId = record.PatientId }.Compute(plan, patient, consents, deaths, [])
        );
        if (record.DiedOn is not null)
        {
            // The practice on the day of death stays what it was found to be then.
            facts.Property(row => row.PracticeAtDeathId).IsModified = false;
        }
    }

    private Consent Entry(Guid patientId, ConsentPurpose purpose, ConsentAnswers answers, Actor author) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PatientId = patientId,
            Purpose = purpose,
            Number = 1,
            Status = answers.Status,
            On = answers.On,
            Notes = answers.Notes,
            At = now,
            AuthorId = author.UserId,
            AuthorName = author.Name,
            PostId = author.PostId,
            AuthorRole = author.Role,
            AuthorOrganisation = author.OrganisationName,
        };

    private Death Entry(RecordedPerson record, DeathAnswers answers, Actor author) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PatientId = record.PatientId,
            Number = (record.LatestDeath?.Number ?? 0) + 1,
            Kind = record.LatestDeath?.Kind ?? DeathEntryKind.Recorded,
            Answers = answers,
            At = now,
            AuthorId = author.UserId,
            AuthorName = author.Name,
            PostId = author.PostId,
            AuthorRole = author.Role,
            AuthorOrganisation = author.OrganisationName,
        };
}
