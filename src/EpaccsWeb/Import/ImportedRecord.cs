using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Import;

/// <summary>Makes the whole new record of a row that is not here yet.</summary>
internal sealed class ImportedRecord(ImportOrder order, ImportOrganisations organisations, DateTimeOffset now)
{
    public LoadedRecord Of(RegisterPerson person)
    {
        var practice = organisations.IdOf(person.Details.GpPracticeCode);
        var recording = order.Organisation is null ? practice : organisations.IdOf(order.Organisation);
        var author = order.AuthorFor(organisations, order.Organisation ?? person.Details.GpPracticeCode);
        var started = person.CreatedOn == London.Day(now) ? now : London.Moment(person.CreatedOn, TimeOnly.MinValue);
        return new LoadedRecord
        {
            PatientId = Guid.CreateVersion7(),
            Person = person.Details,
            StartedBy = author,
            StartedAt = started,
            RecordingOrganisationId = recording,
            GpPracticeId = practice,
            CareHomeId = person.Details.CareHomeCode is { } home ? organisations.IdOf(home) : null,
            Imported = true,
            Sections =
            [
                .. person.Sections.Select(answers => new LoadedSection(answers, author, now, Imported: true, EffectiveAt: started)),
            ],
            Consents = [.. Consents(person).Select(consent => new LoadedConsent(consent.Purpose, consent.Answers, author, now))],
            Death = person.Death is { } death ? new LoadedDeath(death, author, now) : null,
            Team = [.. Team(person, practice, recording).Select(id => new LoadedTeamMember(id))],
        };
    }

    /// <summary>A consent as a register gives it: the basis and the day, without the circumstances.</summary>
    public static ConsentAnswers ConsentOf(ConsentStatus status, DateOnly on) =>
        new(status, on, null, null, null, "From an imported register.");

    private static IEnumerable<(ConsentPurpose Purpose, ConsentAnswers Answers)> Consents(RegisterPerson person)
    {
        if (person.Record is { } toRecord)
        {
            yield return (ConsentPurpose.Record, ConsentOf(toRecord, person.ConsentOn));
        }

        yield return (ConsentPurpose.Share, ConsentOf(person.Share, person.ConsentOn));
    }

    /// <summary>The core team, and the organisation that holds the record unless it reaches the person otherwise.</summary>
    private IEnumerable<Guid> Team(RegisterPerson person, Guid practice, Guid recording)
    {
        var team = person.CoreTeam.Select(organisations.IdOf);
        return order.Organisation is { } holder && recording != practice && organisations.KindOf(holder) is not OrganisationKind.CareBoard
            ? team.Append(recording).Distinct()
            : team;
    }
}
