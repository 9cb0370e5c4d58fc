using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Pages.Records;

/// <summary>The pages of a record that its grant opens.</summary>
public static class RecordMenu
{
    private static readonly (string Text, string Path, Permission[] AnyOf)[] Pages =
    [
        ("Plan", "", [Permission.WholeRecord, Permission.EditPerson, Permission.Coordinate]),
        ("Urgent card", "/urgent", [Permission.UrgentCard]),
        ("Notes", "/notes", [Permission.Notes, Permission.WholeRecord]),
        ("How it served", "/feedback", [Permission.Notes, Permission.WholeRecord]),
        ("Person", "/person", [Permission.EditPerson, Permission.WholeRecord, Permission.Coordinate]),
        ("Consent", "/consent", [Permission.WholeRecord, Permission.ConsentAndTeam, Permission.Coordinate]),
        ("Team", "/team", [Permission.WholeRecord, Permission.Coordinate]),
        ("Meetings and tasks", "/meetings", [Permission.Meet]),
        ("Death", "/death", [Permission.RecordDeath, Permission.ReportDeath, Permission.Coordinate]),
        ("Told", "/told", [Permission.RecordCpr]),
        ("Files", "/attachments", [Permission.WholeRecord]),
        ("What others see", "/preview", [Permission.ConsentAndTeam]),
        ("Print", "/print", [Permission.WholeRecord]),
        ("Copy for GP system", "/copy", [Permission.WholeRecord]),
        ("History", "/history", [Permission.WholeRecord]),
        ("Who looked", "/activity", [Permission.WholeRecord]),
        ("End", "/end", [Permission.EndRecord]),
    ];

    /// <summary>Of a record that was put together with another one, what is still its own.</summary>
    private static readonly (string Text, string Path)[] OfMerged =
    [
        ("The closed record", "/merged"),
        ("Notes", "/notes"),
        ("How it served", "/feedback"),
        ("Files", "/attachments"),
        ("History", "/history"),
        ("Who looked", "/activity"),
    ];

    public static IEnumerable<(string Text, string Path)> For(AccessGrant grant) =>
        grant.MergedInto is null ? Pages.Where(page => page.AnyOf.Any(grant.May)).Select(page => (page.Text, page.Path)) : OfMerged;
}
