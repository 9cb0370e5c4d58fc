using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Meetings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;

namespace EpaccsWeb.Data;

/// <summary>The rows of one batch, made by the same domain code that makes those of a page.</summary>
/// <remarks>Row keys follow the order of loading, so that the indexes grow at one end.</remarks>
internal sealed class BulkLoaderRows(SystemGrant grant)
{
    public List<Patient> Patients { get; } = [];
    public List<Plan> Plans { get; } = [];
    public List<SectionVersion> Sections { get; } = [];
    public List<PlanFacts> Facts { get; } = [];
    public List<CountedPlan> Counted { get; } = [];
    public List<Consent> Consents { get; } = [];
    public List<Death> Deaths { get; } = [];
    public List<Relationship> Relationships { get; } = [];
    public List<DeathReview> Reviews { get; } = [];
    public List<MeetingEntry> Entries { get; } = [];
    public List<CareTask> Tasks { get; } = [];

    public void Add(LoadedRecord record)
    {
        var patient = new Patient { Id = record.PatientId }.Apply(record.Person, record.GpPracticeId, record.CareHomeId);
        var plan = new Plan
        {
            Id = Guid.CreateVersion7(),
            PatientId = record.PatientId,
            StartedAt = record.StartedAt,
            RecordingOrganisationId = record.RecordingOrganisationId,
        };
        plan.RecordLoaded(record.Person, grant, record.StartedBy, record.StartedAt, record.Imported);
        foreach (var section in record.Sections)
        {
            var row = plan.RecordLoaded(section.Answers, grant, section.Author, section.At, section.Imported, section.EffectiveAt);
            if (section.Endorsed is { } endorsed)
            {
                plan.EndorseLoaded(row, grant, endorsed.Author, endorsed.At);
            }
        }

        var consents = ConsentRows(record);
        Death[] deaths = record.Death is { } death ? [DeathRow(record.PatientId, death)] : [];
        Patients.Add(patient);
        Plans.Add(plan);
        Sections.AddRange(plan.Sections);
        Consents.AddRange(consents);
        Deaths.AddRange(deaths);
        var facts = new PlanFacts { PlanId = plan.Id, PatientId = record.PatientId }.Compute(plan, patient, consents, deaths, []);
        Facts.Add(facts);
        Counted.Add(CountedPlan.Of(plan, patient, facts));
        AddRelationships(record);
        if (record.Review is { } review)
        {
            Reviews.Add(DeathReview.Load(review.Answers, deaths[0], grant, review.Author, review.At));
        }

        foreach (var agreed in record.Agreed)
        {
            AddAgreement(record.PatientId, agreed);
        }
    }

    public void Clear()
    {
        Patients.Clear();
        Plans.Clear();
        Sections.Clear();
        Facts.Clear();
        Counted.Clear();
        Consents.Clear();
        Deaths.Clear();
        Relationships.Clear();
        Reviews.Clear();
        Entries.Clear();
        Tasks.Clear();
    }

    private void AddAgreement(Guid patientId, LoadedAgreement agreed)
    {
        var entry = MeetingEntry.Load(agreed.Meeting, patientId, agreed.Words, grant, agreed.Author, agreed.At);
        Entries.Add(entry);
        foreach (var (what, owner, dueOn, done) in agreed.Tasks)
        {
            var task = CareTask.Load(entry, what, owner, dueOn, grant, agreed.Author);
            if (done is not null)
            {
                task.Close(TaskOutcome.Done, done.Words, done.Author, done.At, Guid.NewGuid());
            }

            Tasks.Add(task);
        }
    }

    private static List<Consent> ConsentRows(LoadedRecord record)
    {
        var rows = new List<Consent>(record.Consents.Count);
        foreach (var (purpose, answers, author, at) in record.Consents)
        {
            rows.Add(
                new Consent
                {
                    Id = Guid.CreateVersion7(),
                    PatientId = record.PatientId,
                    Purpose = purpose,
                    Number = rows.Count(row => row.Purpose == purpose) + 1,
                    Status = answers.Status,
                    On = answers.On,
                    Capacity = answers.Capacity,
                    WhoWasConsulted = answers.WhoWasConsulted,
                    DecidedBy = answers.DecidedBy,
                    Notes = answers.Notes,
                    At = at,
                    AuthorId = author.UserId,
                    AuthorName = author.Name,
                    PostId = author.PostId,
                    AuthorRole = author.Role,
                    AuthorOrganisation = author.OrganisationName,
                }
            );
        }

        return rows;
    }

    private static Death DeathRow(Guid patientId, LoadedDeath death) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PatientId = patientId,
            Number = 1,
            Kind = death.Kind,
            Answers = death.Answers,
            At = death.At,
            AuthorId = death.Author.UserId,
            AuthorName = death.Author.Name,
            PostId = death.Author.PostId,
            AuthorRole = death.Author.Role,
            AuthorOrganisation = death.Author.OrganisationName,
        };

    private void AddRelationships(LoadedRecord record)
    {
        Link(record, new LoadedTeamMember(record.GpPracticeId, Source: RelationshipSource.Registration));
        if (record.CareHomeId is { } home)
        {
            Link(record, new LoadedTeamMember(home, Source: RelationshipSource.Residence));
        }

        foreach (var member in record.Team)
        {
            Link(record, member);
        }
    }

    private void Link(LoadedRecord record, LoadedTeamMember member) =>
        Relationships.Add(
            Relationship.Start(
                record.PatientId,
                member.OrganisationId,
                member.Source,
                record.StartedBy,
                record.StartedAt,
                keyWorker: member.KeyWorker
            )
        );
}
