using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
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
    private readonly RecordRows rows = new(db, now);
    private readonly DeathTelling telling = new(db, now);

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
        var closed = await CloseTasksAsync([.. fills.Where(fill => fill is { Death: not null, Record.LatestDeath: null })], cancel);
        await telling.TellAsync(closed, cancel);
        db.ChangeTracker.Clear();
        versions.Clear();
    }

    /// <summary>What was to be done for people of whom the file says that they died is not needed any more.</summary>
    /// <returns>People who had an open task.</returns>
    private async Task<IReadOnlyCollection<Guid>> CloseTasksAsync(IReadOnlyCollection<RecordFill> died, CancellationToken cancel)
    {
        if (died.Count == 0)
        {
            return [];
        }

        var people = died.Select(fill => fill.Record.PatientId).ToArray();
        var by = order.Actor is { } actor ? actor.Signature : "Register import";
        var closed = await db
            .Database.SqlQuery<Guid>(
                $"""
                update care_tasks set version = version + 1, closed_at = {now}, closed_by = {by}, outcome = {Slug.Of(
                    TaskOutcome.NotNeeded
                )},
                                      closing_words = {CareTask.PersonDied}
                where patient_id = any ({people}) and closed_at is null
                returning patient_id as "Value"
                """
            )
            .ToListAsync(cancel);
        return closed.ToHashSet();
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
            .. fill.Consents.Select(consent => rows.Entry(record.PatientId, 1, consent.Purpose, consent.Answers, author)),
        ];
        db.AddRange(consents.Skip(record.Consents.Count));
        List<Death> deaths = [.. record.Deaths];
        if (fill.Death is { } death)
        {
            deaths.Add(rows.Entry(record, record.LatestDeath?.Kind ?? DeathEntryKind.Recorded, death, author));
            db.Add(deaths[^1]);
            telling.Note(deaths[^1], author);
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

        var patient = new Patient { Id = record.PatientId }.Apply(details, record.GpPracticeId, home);
        rows.Follow(plan, patient, consents, deaths, died: record.DiedOn is not null);
    }
}
