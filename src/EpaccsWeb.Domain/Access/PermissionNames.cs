namespace EpaccsWeb.Domain.Access;

/// <summary>A permission with its letter in the table and what it lets a post do.</summary>
public sealed record PermissionName(Permission Permission, char Letter, string Words);

/// <summary>The letters of the permission table and their meaning, as data.</summary>
public static class PermissionNames
{
    public static IReadOnlyList<PermissionName> All { get; } =
    [
        new(Permission.Find, 'F', "Find"),
        new(Permission.UrgentCard, 'U', "Urgent card"),
        new(Permission.WholeRecord, 'R', "Whole record"),
        new(Permission.EditSections, 'S', "Edit ordinary sections and legal documents"),
        new(Permission.RecordCpr, 'D', "Record CPR and ceiling of treatment"),
        new(Permission.EditPrognosis, 'G', "Prognosis and stage"),
        new(Permission.Endorse, 'E', "Endorse CPR and ceiling of treatment"),
        new(Permission.ConsentAndTeam, 'C', "Consent and team"),
        new(Permission.StartRecord, 'K', "Start a record"),
        new(Permission.EditPerson, 'M', "Demographics and contacts"),
        new(Permission.RecordDeath, 'X', "Record a death"),
        new(Permission.ReportDeath, 'V', "Report a death, unconfirmed"),
        new(Permission.EndRecord, 'Z', "End a record"),
        new(Permission.Notes, 'N', "Notes and feedback"),
        new(Permission.BreakGlass, 'B', "Emergency access (break-glass)"),
        new(Permission.Worklists, 'W', "Worklists"),
        new(Permission.Reports, 'P', "Reports"),
        new(Permission.Import, 'I', "Import"),
        new(Permission.Accounts, 'A', "Accounts"),
        new(Permission.Audit, 'L', "Audit"),
    ];

    public static Permission Of(char letter) => All.Single(name => name.Letter == letter).Permission;
}
