using EpaccsWeb.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Reports.PreferredPlace;

/// <summary>Filters and groups in the words people use.</summary>
public static class ReportWords
{
    public static IReadOnlyList<Choice> Groupings { get; } = [.. Enum.GetValues<GroupBy>().Select(by => new Choice(Slug.Of(by), Of(by)))];

    public static IReadOnlyList<Choice> DiagnosisGroups { get; } =
    [.. CodeList.Of<DiagnosisGroup>().Select(term => new Choice(term.Slug, term.Term))];

    public static string Of(GroupBy by) =>
        by switch
        {
            GroupBy.Month => "Month of death",
            GroupBy.Quarter => "Quarter of death",
            GroupBy.Organisation => "GP practice at death",
            GroupBy.DiagnosisGroup => "Diagnosis group",
            GroupBy.ImdDecile => "Deprivation decile (1 is most deprived)",
            GroupBy.Ethnicity => "Ethnic category",
            GroupBy.AgeBand => "Age at death",
            GroupBy.Sex => "Sex",
            GroupBy.CareHome => "Lived in a care home",
            GroupBy.PpdFirst => "First choice of place",
            _ => "No grouping",
        };

    /// <summary>"Diagnosis: Cancer", for a filter in force.</summary>
    public static string Filter(string name, string value, IReadOnlyList<ReportOrganisation> organisations) =>
        name switch
        {
            "from" => $"From {value}",
            "to" => $"To {value}",
            "organisation" => $"GP practice: {Organisation(value, organisations)}",
            "care-organisation" => $"Cared for by: {Organisation(value, organisations)}",
            "diagnosis-group" => $"Diagnosis: {Term("diagnosis-group", value)}",
            _ => Slug.TryParse<GroupBy>(value, out var by) ? $"By: {Of(by.Value)}" : $"By: {value}",
        };

    /// <summary>A group's name on screen.</summary>
    public static string Group(GroupBy by, string key, IReadOnlyList<ReportOrganisation> organisations) =>
        (by, key) switch
        {
            (_, "not-recorded") => "Not recorded",
            (GroupBy.Organisation, _) => Organisation(key, organisations),
            (GroupBy.DiagnosisGroup, _) => Term("diagnosis-group", key),
            (GroupBy.Ethnicity, _) => Term("ethnicity", key),
            (GroupBy.Sex, _) => Term("gender", key),
            (GroupBy.CareHome, "yes") => "Lived in a care home",
            (GroupBy.CareHome, _) => "No care home recorded",
            (GroupBy.PpdFirst, "blank") => "Nothing recorded",
            (GroupBy.PpdFirst, _) => Term("place", key),
            (GroupBy.AgeBand, "under-65") => "Under 65",
            (GroupBy.AgeBand, "85-and-over") => "85 and over",
            _ => key,
        };

    private static string Organisation(string code, IReadOnlyList<ReportOrganisation> organisations) =>
        organisations.FirstOrDefault(row => string.Equals(row.Code, code, StringComparison.OrdinalIgnoreCase)) is { } known
            ? $"{known.Name} ({known.Code})"
            : code;

    private static string Term(string list, string slug) =>
        CodeList.Of(list).FirstOrDefault(term => term.Slug == slug)?.Term
        ?? CodeList.Of("place-finding").FirstOrDefault(term => term.Slug == slug)?.Term
        ?? slug;
}
