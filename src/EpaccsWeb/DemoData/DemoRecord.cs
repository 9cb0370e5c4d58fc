using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.DemoData;

/// <summary>One demo record in the making; days are counted back from today.</summary>
internal sealed class DemoRecord(DemoCast cast, Guid patientId, PersonDetails person, Actor startedBy, int startedDaysAgo)
{
    private readonly List<LoadedSection> sections = [];
    private readonly List<LoadedConsent> consents = [];
    private readonly List<LoadedTeamMember> team = [];
    private LoadedDeath? death;
    private int minute;

    /// <summary>The latest statement about places that was in effect on a day.</summary>
    public PlaceStatement? WishOn(DateOnly day) =>
        sections
            .Select(section => section.Answers)
            .OfType<PreferredPlaces>()
            .Where(places => places.ExpressedOn <= day)
            .MaxBy(places => places.ExpressedOn)
            ?.Death;

    public DemoRecord Says(ISectionAnswers answers, Actor author, int daysAgo, Actor? endorsedBy = null)
    {
        var at = cast.Moment(daysAgo, ++minute);
        sections.Add(new(answers, author, at, Endorsed: endorsedBy is null ? null : new(endorsedBy, at.AddMinutes(20))));
        return this;
    }

    public DemoRecord Consents(ConsentPurpose purpose, ConsentAnswers answers, Actor author, int daysAgo)
    {
        consents.Add(new(purpose, answers, author, cast.Moment(daysAgo, ++minute)));
        return this;
    }

    /// <summary>The person agreed themselves to the record and to sharing it.</summary>
    public DemoRecord Agrees(Actor author, int daysAgo)
    {
        var given = new ConsentAnswers(ConsentStatus.Given, cast.Day(daysAgo), Capacity.HasCapacity, null, null, null);
        return Consents(ConsentPurpose.Record, given, author, daysAgo).Consents(ConsentPurpose.Share, given, author, daysAgo);
    }

    /// <summary>Adds an organisation to the team, once.</summary>
    public DemoRecord With(string odsCode, bool keyWorker = false, RelationshipSource source = RelationshipSource.Team)
    {
        var organisation = cast.Organisation(odsCode);
        if (odsCode != person.GpPracticeCode && !team.Exists(member => member.OrganisationId == organisation))
        {
            team.Add(new(organisation, keyWorker, source));
        }

        return this;
    }

    public DemoRecord Died(DeathAnswers answers, Actor author, int toldDaysAgo, DeathEntryKind kind = DeathEntryKind.Recorded)
    {
        death = new(answers, author, cast.Moment(toldDaysAgo, 240), kind);
        return this;
    }

    /// <summary>Goes on in another file.</summary>
    public DemoRecord Also(Func<DemoRecord, DemoRecord> more) => more(this);

    public LoadedRecord Done() =>
        new()
        {
            PatientId = patientId,
            Person = person,
            StartedBy = startedBy,
            StartedAt = cast.Moment(startedDaysAgo),
            RecordingOrganisationId = startedBy.OrganisationId,
            GpPracticeId = cast.Organisation(person.GpPracticeCode),
            CareHomeId = person.CareHomeCode is { } home ? cast.Organisation(home) : null,
            Sections = [.. sections.OrderBy(section => section.At)],
            Consents = consents,
            Death = death,
            Team = team,
        };
}
