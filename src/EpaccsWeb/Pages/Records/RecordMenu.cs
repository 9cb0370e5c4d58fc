using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Pages.Records;

/// <summary>The pages of a record that its grant opens.</summary>
public static class RecordMenu
{
    private static readonly (string Text, string Path, Permission[] AnyOf)[] Pages =
    [
        ("Plan", "", [Permission.WholeRecord, Permission.EditPerson]),
        ("Urgent card", "/urgent", [Permission.UrgentCard]),
        ("Person", "/person", [Permission.EditPerson, Permission.WholeRecord]),
        ("Consent", "/consent", [Permission.WholeRecord, Permission.ConsentAndTeam, Permission.Import]),
        ("Team", "/team", [Permission.WholeRecord, Permission.Import]),
        ("Death", "/death", [Permission.RecordDeath, Permission.ReportDeath]),
        ("History", "/history", [Permission.WholeRecord]),
        ("Who looked", "/activity", [Permission.WholeRecord]),
    ];

    public static IEnumerable<(string Text, string Path)> For(AccessGrant grant) =>
        Pages.Where(page => page.AnyOf.Any(grant.May)).Select(page => (page.Text, page.Path));
}
