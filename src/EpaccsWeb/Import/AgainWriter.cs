using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace EpaccsWeb.Import;

/// <summary>Opens records again that an undone import had started, with what the file says now and nothing of what it said before.</summary>
internal sealed class AgainWriter(EpaccsDbContext db, SystemGrant grant, ImportedRecord maker, DateTimeOffset now)
{
    private const string Because = "Imported again";

    private const string EndLinks =
        "update relationships set ends_at = $1 where patient_id = any($2) and (ends_at is null or ends_at > $1)";

    private readonly RecordRows rows = new(db, now);

    /// <summary>Writes them and gives whose records they are.</summary>
    public async Task<IReadOnlyList<Guid>> WriteAsync(IReadOnlyList<JudgedRow> again, CancellationToken cancel)
    {
        if (again.Count == 0)
        {
            return [];
        }

        Guid[] people = [.. again.Select(row => row.Again!.PatientId)];
        await using var end = new NpgsqlCommand(EndLinks, (NpgsqlConnection)db.Database.GetDbConnection())
        {
            Parameters =
            {
                new() { Value = now.UtcDateTime },
                new() { Value = people },
            },
        };
        await end.ExecuteNonQueryAsync(cancel);
        foreach (var row in again)
        {
            Add(maker.Of(row.Person!), row.Again!);
        }

        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return people;
    }

    private void Add(LoadedRecord wanted, RecordedPerson record)
    {
        var author = wanted.StartedBy;
        var plan = new Plan
        {
            Id = record.Plan.Id,
            PatientId = record.PatientId,
            StartedAt = wanted.StartedAt,
            RecordingOrganisationId = wanted.RecordingOrganisationId,
            Version = record.Plan.Version,
        }.With(record.Plan.Sections);
        plan.End(Reopening(record, author));
        var before = plan.Sections.Count;
        foreach (
            var row in SectionCatalogue.All.Where(section => !section.IsPerson).SelectMany(section => plan.InForce(section.Key)).ToList()
        )
        {
            plan.TakeBackLoaded(row, grant, author, Because, now);
        }

        plan.RecordLoaded(wanted.Person, grant, author, now, imported: true);
        foreach (var section in wanted.Sections)
        {
            plan.RecordLoaded(section.Answers, grant, author, now, imported: true, section.EffectiveAt);
        }

        db.AddRange(plan.Sections.Skip(before));
        var consents = Consents(wanted, record, author);
        var deaths = Deaths(wanted, record, author);
        AddLinks(wanted, record.PatientId);
        var patient = new Patient { Id = record.PatientId }.Apply(wanted.Person, wanted.GpPracticeId, wanted.CareHomeId);
        rows.Follow(plan, patient, consents, deaths, died: false);
        db.Entry(plan).State = EntityState.Modified;
    }

    private Ending Reopening(RecordedPerson record, Actor author)
    {
        var ending = new Ending
        {
            Id = Guid.CreateVersion7(),
            PatientId = record.PatientId,
            Number = record.NextEnding,
            Kind = EndingKind.Reopened,
            Reason = Because,
            At = now,
            AuthorId = author.UserId,
            AuthorName = author.Name,
            PostId = author.PostId,
            AuthorRole = author.Role,
            AuthorOrganisation = author.OrganisationName,
        };
        db.Add(ending);
        return ending;
    }

    /// <summary>What the file says of consent; of what it no longer says, "not asked", which gives nobody a way in.</summary>
    private List<Consent> Consents(LoadedRecord wanted, RecordedPerson record, Actor author)
    {
        List<Consent> all = [.. record.Consents];
        foreach (var purpose in Enum.GetValues<ConsentPurpose>())
        {
            var latest = record.Latest(purpose);
            var given = wanted.Consents.Where(consent => consent.Purpose == purpose).Select(consent => consent.Answers).FirstOrDefault();
            if (given is null && latest is null or { Status: ConsentStatus.NotAsked })
            {
                continue;
            }

            var answers = given ?? new(ConsentStatus.NotAsked, London.Day(now), null, null, null, Because + "; the file does not say.");
            all.Add(rows.Entry(record.PatientId, (latest?.Number ?? 0) + 1, purpose, answers, author));
            db.Add(all[^1]);
        }

        return all;
    }

    private List<Death> Deaths(LoadedRecord wanted, RecordedPerson record, Actor author)
    {
        List<Death> all = [.. record.Deaths];
        if (wanted.Death is { } death)
        {
            all.Add(rows.Entry(record, DeathEntryKind.Recorded, death.Answers, author));
            db.Add(all[^1]);
        }
        else if (record.LatestDeath is { Kind: not DeathEntryKind.Undone } stands)
        {
            all.Add(rows.Entry(record, DeathEntryKind.Undone, stands.Answers, author, Because));
            db.Add(all[^1]);
        }

        return all;
    }

    private void AddLinks(LoadedRecord wanted, Guid person)
    {
        var links = wanted
            .Team.Select(member => (member.OrganisationId, member.Source))
            .Append((wanted.GpPracticeId, RelationshipSource.Registration));
        if (wanted.CareHomeId is { } home)
        {
            links = links.Append((home, RelationshipSource.Residence));
        }

        db.AddRange(links.Select(link => Relationship.Start(person, link.Item1, link.Item2, wanted.StartedBy, now)));
    }
}
