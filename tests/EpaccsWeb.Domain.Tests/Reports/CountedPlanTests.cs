using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Reports;

namespace EpaccsWeb.Domain.Tests.Reports;

/// <summary>Which plans are counted as open.</summary>
public sealed class CountedPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, true)]
    [InlineData(DeathEntryKind.Reported, true)]
    [InlineData(DeathEntryKind.Undone, true)]
    [InlineData(DeathEntryKind.Recorded, false)]
    public void A_plan_is_open_until_a_death_is_confirmed(DeathEntryKind? kind, bool open)
    {
        var patient = new Patient { Id = Guid.NewGuid() };
        var plan = new Plan
        {
            Id = Guid.NewGuid(),
            PatientId = patient.Id,
            StartedAt = Now,
            RecordingOrganisationId = Guid.NewGuid(),
        };
        Death[] deaths = kind is { } entry ? [Entry(patient.Id, entry)] : [];
        var facts = new PlanFacts { PlanId = plan.Id, PatientId = patient.Id }.Compute(plan, patient, [], deaths, []);

        Assert.Equal(open, CountedPlan.Of(plan, patient, facts).Open);
    }

    private static Death Entry(Guid patientId, DeathEntryKind kind) =>
        new()
        {
            Id = Guid.NewGuid(),
            PatientId = patientId,
            Number = 1,
            Kind = kind,
            Answers = new() { DiedOn = new(2026, 5, 31) },
            At = Now,
            AuthorId = Guid.NewGuid(),
            AuthorName = "Dr A",
            PostId = Guid.NewGuid(),
            AuthorRole = Role.GeneralPractitioner,
            AuthorOrganisation = "Practice",
        };
}
