using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Reports;

/// <summary>Filters and groups in the words people use.</summary>
public static class ReportWords
{
    public static IReadOnlyList<Choice> Groupings { get; } = Choices(Enum.GetValues<GroupBy>());

    public static IReadOnlyList<Choice> DiagnosisGroups { get; } =
    [.. CodeList.Of<DiagnosisGroup>().Select(term => new Choice(term.Slug, term.Term))];

    public static IReadOnlyList<Choice> Choices(IEnumerable<GroupBy> groupings, bool ofDeath = true) =>
        [.. groupings.Select(by => new Choice(Slug.Of(by), Of(by, ofDeath)))];

    /// <summary>What coordinators and practices ask most: the last whole quarter and the last year, split.</summary>
    public static IReadOnlyList<(string Text, string Href)> Often(DateOnly today)
    {
        var quarter = new DateOnly(today.Year, (today.Month - 1) / 3 * 3 + 1, 1).AddMonths(-3);
        var place = ReportKind.Of(ReportReader.PlaceOfDeath).Path;
        return
        [
            (
                "Last quarter, practice by practice",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{place}?from={quarter:yyyy-MM-dd}&to={quarter.AddMonths(3).AddDays(-1):yyyy-MM-dd}&group-by=organisation"
                )
            ),
            ("Last twelve months, quarter by quarter", $"{place}?group-by=quarter"),
            ("Last twelve months, by diagnosis", $"{place}?group-by=diagnosis-group"),
            ("Last twelve months, by what was wished for", $"{place}?group-by=ppd-first"),
        ];
    }

    public static string Of(PlaceGroup? group) =>
        group switch
        {
            PlaceGroup.Hospital => "Hospital",
            PlaceGroup.Home => "Home",
            PlaceGroup.Hospice => "Hospice",
            PlaceGroup.CareHome => "Care home",
            PlaceGroup.Other => "Other",
            _ => "Not recorded",
        };

    /// <param name="ofDeath">The report counts deaths, so that what changes in a life is said of the day of death.</param>
    public static string Of(GroupBy by, bool ofDeath = true) =>
        by switch
        {
            GroupBy.Month => ofDeath ? "Month of death" : "Month",
            GroupBy.Quarter => ofDeath ? "Quarter of death" : "Quarter",
            GroupBy.Organisation => ofDeath ? "GP practice at death" : "GP practice",
            GroupBy.DiagnosisGroup => "Diagnosis group",
            GroupBy.ImdDecile => "Deprivation decile (1 is most deprived)",
            GroupBy.Ethnicity => "Ethnic category",
            GroupBy.AgeBand => ofDeath ? "Age at death" : "Age",
            GroupBy.Sex => "Sex",
            GroupBy.CareHome => "Care home",
            GroupBy.PpdFirst => "First choice of place",
            _ => "No grouping",
        };

    /// <summary>"Diagnosis: Cancer", for a filter in force.</summary>
    public static string Filter(string name, string value, IReadOnlyList<ReportOrganisation> organisations, bool ofDeath = true) =>
        name switch
        {
            "from" => $"From {Day(value)}",
            "to" => $"To {Day(value)}",
            "organisation" => $"GP practice: {Organisation(value, organisations)}",
            "care-organisation" => $"Cared for by: {Organisation(value, organisations)}",
            "diagnosis-group" => $"Diagnosis: {Term("diagnosis-group", value)}",
            _ => Slug.TryParse<GroupBy>(value, out var by) ? $"By: {Of(by.Value, ofDeath)}" : $"By: {value}",
        };

    /// <summary>A day of an address as days are shown on screen; what is no day stays as it came.</summary>
    private static string Day(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? London.Show(day)
            : value;

    /// <summary>A group's name on screen.</summary>
    public static string Group(GroupBy by, string key, IReadOnlyList<ReportOrganisation> organisations) =>
        (by, key) switch
        {
            (GroupBy.None, _) => "All",
            (_, "not-recorded") => "Not recorded",
            (GroupBy.Organisation, _) => Organisation(key, organisations),
            (GroupBy.DiagnosisGroup, _) => Term("diagnosis-group", key),
            (GroupBy.Ethnicity, _) => Term("ethnicity", key),
            (GroupBy.Sex, _) => Term("gender", key),
            (GroupBy.CareHome, "yes") => "In a care home",
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
