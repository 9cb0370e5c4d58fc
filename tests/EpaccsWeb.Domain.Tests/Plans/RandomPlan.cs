using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>One plan worked on by a GP and a nurse, one step a number, with a record of everything that was acknowledged.</summary>
internal sealed class RandomPlan
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 20, 8, 0, 0, TimeSpan.Zero);

    private static readonly Guid Practice = Guid.NewGuid();

    private static readonly Actor[] Actors =
    [
        new(Guid.NewGuid(), "Dr A", Guid.NewGuid(), Role.GeneralPractitioner, Practice, "Practice", Senior: true, Urgent: false),
        new(Guid.NewGuid(), "Nurse B", Guid.NewGuid(), Role.CommunityNurse, Guid.NewGuid(), "Nurses", Senior: false, Urgent: false),
    ];

    private readonly Patient patient = new() { Id = Guid.NewGuid() };
    private readonly List<Consent> consents = [];
    private readonly List<Death> deaths = [];
    private readonly List<Ending> endings = [];

    public RandomPlan()
    {
        Plan = new()
        {
            Id = Guid.NewGuid(),
            PatientId = patient.Id,
            StartedAt = Begin,
            RecordingOrganisationId = Practice,
        };
        Facts = new() { PlanId = Plan.Id, PatientId = patient.Id };
        var grant = AccessRules.ForNewRecord(patient.Id, Actors[0]);
        consents.Add(
            new ConsentAnswers(ConsentStatus.Given, London.Day(Begin), null, null, null, null).Record(
                patient.Id,
                ConsentPurpose.Share,
                1,
                grant,
                Begin,
                null
            )
        );
        Compute(Facts, Plan);
    }

    public Plan Plan { get; }

    /// <summary>Kept through the whole walk, as the row in the database is.</summary>
    public PlanFacts Facts { get; }

    public DateTimeOffset Now { get; private set; } = Begin;

    /// <summary>Every row that was given back to a writer.</summary>
    public List<SectionVersion> Acknowledged { get; } = [];

    /// <summary>How many tries were refused because of a stale number.</summary>
    public int Conflicts { get; private set; }

    public void Step(int number)
    {
        var (what, which, how) = (number % 10, number / 10 % 30, number / 300);
        Now += TimeSpan.FromMinutes(1 + (how * 7));
        var before = Plan.Sections.Count;
        Plan.Version++;
        try
        {
            Act(what, which, how, Actors[(which + how) % 2]);
        }
        catch (Exception refused) when (refused is PlanConflictException or AccessDeniedException)
        {
            Conflicts += refused is PlanConflictException ? 1 : 0;
            Plan.Version--;
            Assert.Equal(before, Plan.Sections.Count);
        }

        Compute(Facts, Plan);
    }

    /// <summary>The plan and its facts when the rows are read back in any order.</summary>
    public (Plan Plan, PlanFacts Facts) Rebuilt(Random order)
    {
        var again = new Plan
        {
            Id = Plan.Id,
            PatientId = Plan.PatientId,
            StartedAt = Plan.StartedAt,
            RecordingOrganisationId = Plan.RecordingOrganisationId,
            Version = Plan.Version,
        }.With(Plan.Sections.OrderBy(_ => order.Next()).ToList());
        return (again, Compute(new() { PlanId = Plan.Id, PatientId = patient.Id }, again));
    }

    private PlanFacts Compute(PlanFacts facts, Plan plan) => facts.Compute(plan, patient, consents, deaths, []);

    private void Act(int what, int which, int how, Actor actor)
    {
        switch (what)
        {
            case <= 3:
                var answers = Answers(which, how);
                var current = Plan.NumberOf(SectionCatalogue.Of(answers).Key);
                var basedOn = how % 4 == 0 ? Math.Max(0, current + (which % 2 == 0 ? 1 : -1)) : current;
                var row = Plan.Record(answers, basedOn, Grant(actor, RecordPart.Overview), SectionContext.At(Now), reason: "Stated");
                Assert.Equal((current, current + 1), (basedOn, row.Number));
                Acknowledged.Add(row);
                break;
            case 4 when Recorded(which) is { } held:
                Acknowledged.Add(Plan.Confirm(held, Grant(actor, RecordPart.Overview), Now));
                break;
            case 5 or 9 when Recorded(which) is { } decision:
                Acknowledged.Add(Plan.Endorse(decision, Grant(actor, RecordPart.Overview), Now));
                break;
            case 6 when Recorded(which) is { } wrong:
                Acknowledged.Add(Plan.Revoke(wrong, "asked to", Grant(actor, RecordPart.Overview), Now));
                break;
            case 7:
                Die((DeathEntryKind)(which % 3), how, actor);
                break;
            case 8:
                var kind = Plan.EndedAs is null ? (EndingKind)(how % 5) : EndingKind.Reopened;
                endings.Add(Ending.Record(kind, "a reason", endings.Count + 1, Grant(actor, RecordPart.Ending), Now, Guid.NewGuid()));
                Plan.End(endings[^1]);
                break;
        }
    }

    private void Die(DeathEntryKind kind, int how, Actor actor)
    {
        // Undone far more often than it happens, or most of the walk would be spent dead.
        kind = Facts.DiedOn is not null ? DeathEntryKind.Undone : kind;
        Grant(actor, RecordPart.Death).Require(patient.Id, Permission.RecordDeath);
        deaths.Add(
            new Death
            {
                Id = Guid.NewGuid(),
                PatientId = patient.Id,
                Number = deaths.Count + 1,
                Kind = kind,
                Answers = new()
                {
                    DiedOn = London.Day(Now).AddDays(-how % 3),
                    ActualPlace = how % 4 == 0 ? null : (Place)(how % 6),
                    Variance = how % 5 == 0 ? VarianceReason.NoBed : null,
                },
                At = Now,
                AuthorId = actor.UserId,
                AuthorName = actor.Name,
                PostId = actor.PostId,
                AuthorRole = actor.Role,
                AuthorOrganisation = actor.OrganisationName,
            }
        );
    }

    private SectionVersion? Recorded(int which)
    {
        var rows = Plan.Sections.Where(row => row.Kind is VersionKind.Recorded).ToList();
        return rows.Count == 0 ? null : rows[^(1 + (which % rows.Count))];
    }

    private ISectionAnswers Answers(int which, int how) =>
        (which % 7) switch
        {
            0 or 1 => new Resuscitation
            {
                Decision = (CprDecision)(how % 2),
                DecidedAt = how % 5 == 0 ? London.Moment(London.Day(Now), default) : Now.AddHours(-which),
                TimeNotKnown = how % 5 == 0,
                DecidedBy = "Dr A",
            },
            2 => new TreatmentEscalation
            {
                Ceiling = (CeilingOfTreatment)(how % 4),
                DecidedAt = Now.AddHours(-how),
                DecidedBy = "Dr A",
            },
            3 or 4 => new PreferredPlaces
            {
                ExpressedOn = London.Day(Now).AddDays(-which),
                Death = how % 3 == 0 ? new() { Finding = (PlaceFinding)(how % 4) } : new() { First = new() { Place = (Place)(how % 6) } },
            },
            5 => new Diagnoses { Primary = $"Diagnosis {how}", Group = (DiagnosisGroup)(how % 6) },
            _ => new Review { NextOn = London.Day(Now).AddDays(how) },
        };

    private AccessGrant Grant(Actor actor, RecordPart part) =>
#pragma warning disable RS0030 // a grant for the rules' own tests
        AccessRules.Decide(
#pragma warning restore RS0030
            new AccessFacts
            {
                PatientId = patient.Id,
                Actor = actor,
                PostInForce = true,
                RecordExists = true,
                EndedInError = Plan.EndedInError,
                Ended = Plan.EndedAs is not null,
                RecordingOrganisationId = Practice,
                ConsentToShare = ConsentStatus.Given,
                DiedOn = Facts.DiedOn,
                DeathConfirmed = Facts.DeathConfirmed,
                Today = London.Day(Now),
                Relationships = new HashSet<RelationshipSource> { RelationshipSource.Team },
            },
            new AccessRequest(part, Writes: false)
        )
            is AccessDecision.Granted { Grant: var grant }
            ? grant
            : throw new AccessDeniedException("The gate is shut.");
}
