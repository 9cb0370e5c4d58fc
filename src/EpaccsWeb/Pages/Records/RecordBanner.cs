using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records;

/// <summary>Fills the patient banner for whoever reads the record.</summary>
public static class RecordBanner
{
    public static async Task<PatientBanner> ForAsync(OpenRecord record, CancellationToken cancel)
    {
        var patient = await record.PatientAsync(cancel);
        var plan = await record.PlanAsync(cancel);
        var facts = await record.FactsAsync(cancel);
        var person = plan.Current<PersonDetails>();
        return new PatientBanner
        {
            Today = record.Today,
            FamilyName = patient.FamilyName,
            GivenName = patient.GivenName,
            Title = patient.Title,
            PreferredName = patient.PreferredName,
            Born = patient.DateOfBirth,
            Died = facts.DeathConfirmed ? facts.DiedOn : null,
            Gender = patient.Gender is { } gender ? CodeList.Term(gender) : null,
            NhsNumber = patient.NhsNumber,
            NhsNumberStatus = CodeList.Term(patient.NhsNumberStatus),
            Address = person is not null && record.Grant.SeesLocation(person.Restricted) ? AddressOf(person) : null,
            IsRestricted = patient.Restricted,
            AllergiesText = record.Grant.May(Permission.UrgentCard) ? AllergiesOf(plan.Current<Allergies>()) : null,
            Alerts = facts is { DiedOn: not null, DeathConfirmed: false }
                ?
                [
                    new(
                        record.Grant.SeesLocation(patient.Restricted)
                            ? $"Reported dead by {facts.DeathReportedBy}, unconfirmed"
                            : "Reported dead, unconfirmed",
                        "orange"
                    ),
                ]
                : [],
            RecordHref = HrefFor(record),
        };
    }

    /// <summary>The page that opens to this reader: the record, or the urgent card; null for who only ends or reopens it.</summary>
    public static string? HrefFor(OpenRecord record) =>
        record.Grant is var grant
        && (grant.May(Permission.WholeRecord) || grant.May(Permission.EditPerson) || grant.May(Permission.Coordinate))
            ? $"/records/{record.PatientId}"
        : grant.May(Permission.UrgentCard) ? $"/records/{record.PatientId}/urgent"
        : null;

    /// <summary>True when the person is restricted and the reader outside the team.</summary>
    public static async Task<bool> HidesLocationAsync(OpenRecord record, CancellationToken cancel) =>
        (await record.PlanAsync(cancel)).Current<PersonDetails>() is { } person && !record.Grant.SeesLocation(person.Restricted);

    /// <summary>The same, unless the reader has asked to be shown the location.</summary>
    public static async Task<bool> KeepsLocationAsync(OpenRecord record, CancellationToken cancel) =>
        await HidesLocationAsync(record, cancel) && !await record.LocationWasShownAsync(cancel);

    private static List<string> AddressOf(PersonDetails person) =>
        [
            .. new[] { person.AddressLine1, person.AddressLine2, person.AddressLine3, person.Town, person.Postcode }
                .OfType<string>()
                .Where(line => line.Length > 0),
        ];

    private static string AllergiesOf(Allergies? allergies) =>
        allergies is null ? "Allergies not recorded"
        : allergies.Status is AllergyStatus.Known ? $"Known allergies: {allergies.InShort()}"
        : CodeList.Term(allergies.Status);
}
