using System.Text.RegularExpressions;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Notices;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Identity.Office.Organisations;

/// <summary>What administrators enter about an organisation.</summary>
public sealed partial record OrganisationTerms
{
    public required string Name { get; init; }
    public string? Phone { get; init; }
    public string? Town { get; init; }
    public int? ListSize { get; init; }
    public bool TakesAttachments { get; init; }
    public bool Contributes { get; init; }
    public string? NoticeAddress { get; init; }
    public NoticeMail NoticeMail { get; init; }
    public IReadOnlyList<string> NotAskedFor { get; init; } = [];

    /// <summary>Set by system administrators only.</summary>
    public Guid? AreaId { get; init; }
    public DateOnly? OpensOn { get; init; }

    /// <summary>Why a code cannot be that of such an organisation; null when it can.</summary>
    public static string? CodeProblem(string code, OrganisationKind kind, Organisation? partOf)
    {
        if (partOf is not null)
        {
            return TeamCode().IsMatch(code) && code.StartsWith(partOf.OdsCode + "-", StringComparison.Ordinal)
                ? null
                : $"The code of a team is the code of its organisation, a hyphen and letters or digits: {partOf.OdsCode}-EAST.";
        }

        if (!OdsCode().IsMatch(code))
        {
            return "An ODS code has 3 to 8 capital letters and digits, such as Y90001.";
        }

        var published = PublishedPractices.Find(code);
        return published is null ? null
            : kind is not OrganisationKind.GeneralPractice ? $"In the published list this is the code of a GP practice, {published.Name}."
            : !published.IsActive
                ? $"In the published list {published.Name} {(published.ClosedOn is { } closed ? $"closed on {London.Show(closed)}" : "is not active")}."
            : null;
    }

    [GeneratedRegex("^[A-Z0-9]{3,8}$")]
    private static partial Regex OdsCode();

    [GeneratedRegex("^[A-Z0-9]{3,8}-[A-Z0-9]{1,12}$")]
    private static partial Regex TeamCode();
}
