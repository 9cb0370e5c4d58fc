using BenchmarkDotNet.Attributes;
using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Benchmarks;

/// <summary>What every request does in memory: the access decision, and reading a section's answers.</summary>
[MemoryDiagnoser]
public class HotPaths
{
    private static readonly Guid Organisation = Guid.NewGuid();

    private readonly AccessFacts facts = new()
    {
        PatientId = Guid.NewGuid(),
        Actor = new(Guid.NewGuid(), "Name", Guid.NewGuid(), Role.CommunityNurse, Organisation, "Organisation", Senior: true, Urgent: false),
        PostInForce = true,
        RecordExists = true,
        RecordingOrganisationId = Guid.NewGuid(),
        ConsentToShare = ConsentStatus.Given,
        Today = new(2026, 6, 1),
        Relationships = new HashSet<RelationshipSource> { RelationshipSource.Team },
    };

    private readonly AccessRequest request = new(RecordPart.Overview, Writes: false);

    private readonly string answers = SectionAnswersJson.Write(
        new PreferredPlaces
        {
            ExpressedOn = new(2026, 1, 1),
            Death = new() { First = new() { Place = Place.OwnHome } },
        }
    );

#pragma warning disable RS0030 // the rules themselves are measured
    [Benchmark]
    public AccessDecision DecideAccess() => AccessRules.Decide(facts, request);
#pragma warning restore RS0030

    [Benchmark]
    public ISectionAnswers ReadSection() => SectionAnswersJson.Read(answers);
}
