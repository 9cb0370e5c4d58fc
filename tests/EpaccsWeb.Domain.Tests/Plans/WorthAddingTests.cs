using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Endings;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Tests.Plans;

/// <summary>What is worth adding next, by stage of illness, by what is there already and by who reads.</summary>
public sealed class WorthAddingTests
{
    private const string Early = "preferred-places personal-contacts about-me advance-care-planning";
    private const string Months = $"{Early} resuscitation treatment-escalation anticipatory-medicines contingency";
    private const string Late = "anticipatory-medicines resuscitation access-to-home contingency professional-contacts personal-contacts";

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly Plan plan = new()
    {
        Id = Guid.NewGuid(),
        PatientId = Guid.NewGuid(),
        StartedAt = Now,
        RecordingOrganisationId = Guid.NewGuid(),
    };

    [Theory]
    [InlineData(null, null, Early)]
    [InlineData(GsfStage.A, null, Early)]
    [InlineData(null, Prognosis.MoreThanAYear, Early)]
    [InlineData(null, Prognosis.AboutAYear, Early)]
    [InlineData(GsfStage.B, null, Months)]
    [InlineData(null, Prognosis.LastMonths, Months)]
    [InlineData(GsfStage.C, null, Late)]
    [InlineData(null, Prognosis.LastWeeks, Late)]
    [InlineData(GsfStage.D, null, Late)]
    [InlineData(null, Prognosis.LastDays, Late)]
    [InlineData(GsfStage.A, Prognosis.LastDays, Late)]
    [InlineData(GsfStage.D, Prognosis.AboutAYear, Late)]
    [InlineData(GsfStage.B, Prognosis.AboutAYear, Months)]
    public void The_list_follows_the_later_of_stage_and_prognosis(GsfStage? stage, Prognosis? prognosis, string expected)
    {
        if (stage is not null || prognosis is not null)
        {
            Add(new PrognosisAndStage { Stage = stage, Prognosis = prognosis });
        }

        Assert.Equal(Known(expected), Keys());
    }

    [Fact]
    public void What_is_recorded_makes_room_for_the_next()
    {
        Add(new PrognosisAndStage { Stage = GsfStage.B });
        Add(new AboutMe { MostImportantToMe = "The garden" });
        Add(
            new Resuscitation
            {
                Decision = CprDecision.NotForCpr,
                DecidedAt = Now,
                DecidedBy = "Dr A",
            }
        );

        Assert.Equal(
            Known("preferred-places personal-contacts advance-care-planning treatment-escalation anticipatory-medicines contingency"),
            Keys()
        );
    }

    [Fact]
    public void A_revoked_decision_is_blank_again()
    {
        Add(new PrognosisAndStage { Stage = GsfStage.D });
        var row = Add(
            new Resuscitation
            {
                Decision = CprDecision.NotForCpr,
                DecidedAt = Now,
                DecidedBy = "Dr A",
            }
        );
        Assert.DoesNotContain("resuscitation", Keys());

        plan.Revoke(row, "asked to", Grant(), Now);

        Assert.Contains("resuscitation", Keys());
    }

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("Joan", null, null, false)]
    [InlineData(null, "Ann", null, false)]
    [InlineData(null, null, "Her sister, 01632 960001", false)]
    public void Contacts_with_nobody_to_ring_are_blank(string? carer, string? contact, string? others, bool worth)
    {
        Add(
            new PersonalContacts
            {
                Carer = CarerStatus.HasCarer,
                CarerName = carer,
                Contacts = contact is null ? [] : [new() { Name = contact }],
                Others = others,
            }
        );

        Assert.Equal(worth, Keys().Contains("personal-contacts"));
    }

    [Theory]
    [InlineData(Role.GeneralPractitioner, RelationshipSource.Registration, Late)]
    [InlineData(Role.OutOfHoursClinician, RelationshipSource.CaringNow, Late)]
    [InlineData(Role.CareHomeStaff, RelationshipSource.Residence, "personal-contacts about-me")]
    [InlineData(Role.SocialCareWorker, RelationshipSource.Referral, "personal-contacts about-me")]
    [InlineData(Role.PracticeAdministrator, RelationshipSource.Registration, "personal-contacts")]
    [InlineData(Role.GeneralPractitioner, RelationshipSource.BreakGlass, "")]
    public void Only_what_the_reader_may_change_and_no_hint_at_the_prognosis(Role role, RelationshipSource route, string expected)
    {
        Add(new PrognosisAndStage { Stage = GsfStage.D });

        Assert.Equal(Known(expected), WorthAdding.For(plan, Facts(), Grant(role, route), false).Select(item => item.Section.Key));
    }

    [Fact]
    public void Not_what_a_reader_outside_the_team_of_a_restricted_person_cannot_open()
    {
        var sections = WorthAdding.For(plan, Facts(), Grant(), hidesLocation: true).Select(item => item.Section).ToList();

        Assert.Contains("about-me", sections.Select(section => section.Key));
        Assert.Contains("preferred-places", sections.Select(section => section.Key));
        Assert.DoesNotContain(sections, section => section.IsLocation);
    }

    [Fact]
    public void Nothing_for_the_dead_and_nothing_in_an_ended_record()
    {
        Assert.NotEmpty(WorthAdding.For(plan, Facts(), Grant(), false));
        Assert.Empty(WorthAdding.For(plan, Facts(Died(DeathEntryKind.Recorded)), Grant(), false));
        plan.End(Ending.Record(EndingKind.Improved, "well again", 1, Grant(), Now, Guid.NewGuid()));
        Assert.Empty(WorthAdding.For(plan, Facts(), Grant(), false));
    }

    [Fact]
    public void A_death_that_is_only_reported_changes_nothing() =>
        Assert.Equal(Keys(), WorthAdding.For(plan, Facts(Died(DeathEntryKind.Reported)), Grant(), false).Select(item => item.Section.Key));

    private Death Died(DeathEntryKind kind) =>
        new()
        {
            Id = Guid.NewGuid(),
            PatientId = plan.PatientId,
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

    private List<string> Keys() => [.. WorthAdding.For(plan, Facts(), Grant(), false).Select(item => item.Section.Key)];

    /// <summary>The first five of those that the catalogue has: sections are added to it one by one.</summary>
    private static IEnumerable<string> Known(string keys) =>
        keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(key => SectionCatalogue.Find(key) is not null).Take(5);

    private SectionVersion Add(ISectionAnswers answers) =>
        plan.Record(answers, 0, Grant(), SectionContext.At(Now, new(1940, 1, 1)), reason: "Stated");

    private PlanFacts Facts(params Death[] deaths) =>
        new PlanFacts { PlanId = plan.Id, PatientId = plan.PatientId }.Compute(
            plan,
            new Patient { Id = plan.PatientId },
            Array.Empty<Consent>(),
            deaths,
            []
        );

    private AccessGrant Grant(Role role = Role.GeneralPractitioner, RelationshipSource route = RelationshipSource.Registration) =>
        Assert
            .IsType<AccessDecision.Granted>(
#pragma warning disable RS0030 // a grant for the rules' own tests
                AccessRules.Decide(
#pragma warning restore RS0030
                    new AccessFacts
                    {
                        PatientId = plan.PatientId,
                        Actor = new(Guid.NewGuid(), "Dr A", Guid.NewGuid(), role, Guid.NewGuid(), "Practice", Senior: true, Urgent: true),
                        PostInForce = true,
                        RecordExists = true,
                        ConsentToShare = ConsentStatus.Given,
                        Today = London.Day(Now),
                        Relationships = new HashSet<RelationshipSource> { route },
                    },
                    new AccessRequest(RecordPart.Overview, Writes: false)
                )
            )
            .Grant;
}
