using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records;

/// <summary>One professional or team in words; outside the team of a restricted person without what tells the practice or the home.</summary>
public static class ProfessionalWords
{
    private const string Unnamed = "A team";

    /// <summary>What it is called in a list to ring from.</summary>
    public static string Name(ProfessionalContact contact, bool hidesLocation) =>
        contact.Name ?? (hidesLocation ? null : contact.Team ?? contact.Organisation) ?? Unnamed;

    /// <summary>Name, role, team and organisation in one line.</summary>
    public static string Who(ProfessionalContact contact, bool hidesLocation)
    {
        string?[] parts = hidesLocation ? [contact.Name, contact.Role] : [contact.Name, contact.Role, contact.Team, contact.Organisation];
        var words = string.Join(", ", parts.OfType<string>());
        return words.Length > 0 ? words : Unnamed;
    }

    /// <summary>The telephone; where it, the team or the organisation is hidden, one word for all of them.</summary>
    public static string? Reach(ProfessionalContact contact, bool hidesLocation) =>
        hidesLocation ? (contact.Telephone ?? contact.Team ?? contact.Organisation).UnlessHidden(hidesLocation) : contact.Telephone;
}
