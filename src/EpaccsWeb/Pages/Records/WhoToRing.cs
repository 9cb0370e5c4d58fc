using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records;

/// <summary>One person or organisation of the team, with the telephone number when it is known and may be told.</summary>
public sealed record RingLine(string Who, string Part, string? Phone);

/// <summary>The team as a list to ring from: the key worker, the organisations in force, the attorney, the carer.</summary>
public static class WhoToRing
{
    public static IReadOnlyList<RingLine> Of(PlanReading reading, IEnumerable<TeamMember> team, DateTimeOffset now)
    {
        var lines = new List<RingLine>();
        var today = London.Day(reading.Moment ?? now);
        if (reading.MayRead("professional-contacts") && reading.Plan.Current<ProfessionalContacts>()?.KeyWorkerOn(today) is { } key)
        {
            var part = key.Role is { } role ? $"Key worker, {role}" : "Key worker";
            lines.Add(new(ProfessionalWords.Name(key, reading.HidesLocation), part, ProfessionalWords.Reach(key, reading.HidesLocation)));
        }

        lines.AddRange(
            team.Where(member => member.Link.IsActive(reading.Moment ?? now) && !Hides(member.Link.Source, reading.HidesLocation))
                .Select(member => new RingLine(
                    member.Organisation.Name,
                    RoleNames.Of(member.Link.Source) + (member.Link.KeyWorker ? ", provides the key worker" : string.Empty),
                    member.Organisation.Phone
                ))
        );
        if (reading.MayRead("legal") && reading.Plan.Current<LegalDecisions>() is { AttorneyName: { } attorney } legal)
        {
            lines.Add(new(attorney, "Attorney for health and welfare", legal.AttorneyPhone.UnlessHidden(reading.HidesLocation)));
        }

        if (reading.MayRead("personal-contacts") && reading.Plan.Current<PersonalContacts>() is { CarerName: { } carer } contacts)
        {
            lines.Add(
                new(
                    carer,
                    contacts.CarerRelationship is { } relation ? $"Carer, {relation}" : "Carer",
                    contacts.CarerPhone.UnlessHidden(reading.HidesLocation)
                )
            );
        }

        return lines;
    }

    // A way in for one visit is no part of the team; practice and home tell where a restricted person is.
    private static bool Hides(RelationshipSource source, bool hidesLocation) =>
        source is RelationshipSource.CaringNow or RelationshipSource.BreakGlass
        || (hidesLocation && source is (RelationshipSource.Registration or RelationshipSource.Residence));
}
