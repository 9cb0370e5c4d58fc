namespace EpaccsWeb.Domain.Access;

/// <summary>Roles and kinds of organisation in the words people use.</summary>
public static class RoleNames
{
    public static string Of(Role role) =>
        role switch
        {
            Role.GeneralPractitioner => "General practitioner",
            Role.HospiceClinician => "Hospice clinician",
            Role.HospitalClinician => "Hospital clinician",
            Role.CommunityNurse => "Community nurse",
            Role.OutOfHoursClinician => "Out-of-hours clinician",
            Role.AmbulanceClinician => "Ambulance clinician",
            Role.CallHandler => "Call handler",
            Role.CareHomeStaff => "Care home staff",
            Role.SocialCareWorker => "Social care worker",
            Role.PracticeAdministrator => "Practice administrator",
            Role.Coordinator => "Coordinator",
            Role.OrganisationAdministrator => "Organisation administrator",
            Role.SystemAdministrator => "System administrator",
            _ => "Privacy officer",
        };

    public static string Of(OrganisationKind kind) =>
        kind switch
        {
            OrganisationKind.GeneralPractice => "GP practice",
            OrganisationKind.CommunityNursing => "Community nursing",
            OrganisationKind.Hospice => "Hospice",
            OrganisationKind.Hospital => "Hospital",
            OrganisationKind.OutOfHours => "Out of hours",
            OrganisationKind.AmbulanceService => "Ambulance service",
            OrganisationKind.CareHome => "Care home",
            OrganisationKind.SocialCare => "Social care",
            _ => "Care board",
        };

    public static string Of(RelationshipSource source) =>
        source switch
        {
            RelationshipSource.Registration => "Registered GP practice",
            RelationshipSource.Referral => "Referral",
            RelationshipSource.Team => "Care team",
            RelationshipSource.Residence => "Lives there",
            RelationshipSource.Area => "Coordinates the area",
            RelationshipSource.CaringNow => "Caring for the person now",
            _ => "Emergency access (break-glass)",
        };

    public static string Of(BreakGlassReason reason) =>
        reason switch
        {
            BreakGlassReason.Emergency => "Emergency",
            BreakGlassReason.PersonAsked => "The person asked",
            BreakGlassReason.BestInterests => "Best interests",
            _ => "Other",
        };
}
