using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Import;

/// <summary>The rows that follow when an import, or its undo, changes a record that exists.</summary>
internal sealed class RecordRows(EpaccsDbContext db, DateTimeOffset now)
{
    /// <summary>Keeps the person's row, the facts and the counted row in step with the plan.</summary>
    /// <param name="died">The person had died already; the practice on the day of death stays what it was found to be then.</param>
    public void Follow(Plan plan, Patient patient, IEnumerable<Consent> consents, IEnumerable<Death> deaths, bool died)
    {
        plan.Version++;
        db.Attach(plan).Property(row => row.Version).IsModified = true;
        db.Update(patient);
        var facts = db.Update(new PlanFacts { PlanId = plan.Id, PatientId = plan.PatientId }.Compute(plan, patient, consents, deaths, []));
        var counted = db.Update(CountedPlan.Of(plan, patient, facts.Entity));
        if (died)
        {
            facts.Property(row => row.PracticeAtDeathId).IsModified = false;
            counted.Property(row => row.PracticeId).IsModified = false;
        }
    }

    public Consent Entry(Guid patientId, int number, ConsentPurpose purpose, ConsentAnswers answers, Actor author) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PatientId = patientId,
            Purpose = purpose,
            Number = number,
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

    public Death Entry(RecordedPerson record, DeathEntryKind kind, DeathAnswers answers, Actor author, string? reason = null) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PatientId = record.PatientId,
            Number = (record.LatestDeath?.Number ?? 0) + 1,
            Kind = kind,
            Answers = answers,
            At = now,
            AuthorId = author.UserId,
            AuthorName = author.Name,
            PostId = author.PostId,
            AuthorRole = author.Role,
            AuthorOrganisation = author.OrganisationName,
            Reason = reason,
        };
}
