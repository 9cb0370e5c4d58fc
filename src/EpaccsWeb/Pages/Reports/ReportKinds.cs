using EpaccsWeb.Access;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace EpaccsWeb.Pages.Reports;

/// <summary>Every report: its slug, its folder, its name and what it answers.</summary>
public sealed record ReportKind(string Slug, string Folder, string Title, string Answers)
{
    /// <summary>Filters of a report on a period alone.</summary>
    public static readonly IReadOnlyList<string> Period = ["from", "to"];

    /// <summary>Filters of a report on open plans, which are those of today.</summary>
    private static readonly IReadOnlyList<string> OfPlans = ["organisation", "care-organisation", "diagnosis-group", "group-by"];

    public string Path => $"/reports/{Slug}";

    /// <summary>The filters it takes, by their names in the address. Of any other the page says that it is not used.</summary>
    public IReadOnlyList<string> Takes { get; init; } = ReportFilterForm.Names;

    /// <summary>It counts people by the day of their death, and not open plans or what was done.</summary>
    public bool OfDeath { get; init; }

    /// <summary>The reports of posts with reports, in the order they are offered.</summary>
    public static readonly IReadOnlyList<ReportKind> All =
    [
        new(
            ReportReader.PlaceOfDeath,
            "PreferredPlace",
            "Preferred place of death",
            "How many people died where they wished to, how often the wish was recorded in time, and why it could not be met."
        )
        {
            OfDeath = true,
        },
        new(
            ReportReader.Equity,
            "Equity",
            "Equity",
            "Whether people of every diagnosis, neighbourhood, ethnic group and age are asked, recorded and followed alike."
        )
        {
            OfDeath = true,
        },
        new(
            "register",
            "Register",
            "People with a plan",
            "How many people have a plan, beside the 1% of a practice list who may be in their last year."
        )
        {
            Takes = OfPlans,
        },
        new(
            "data-quality",
            "DataQuality",
            "Completeness of plans",
            "Which parts of plans are filled in, and how lately they were looked at."
        )
        {
            Takes = OfPlans,
        },
        new("consent-basis", "ConsentBasis", "Basis of consent", "On what basis plans are shared, and where the question is open.")
        {
            Takes = OfPlans,
        },
        new("review-radar", "ReviewRadar", "Review radar", "Which reviews are overdue or due, and which plans nobody has touched.")
        {
            Takes = OfPlans,
        },
        new(
            StaffActivityReader.Report,
            "StaffActivity",
            "Staff activity",
            "How much is opened, changed, printed and exported, by organisation and role. Nobody is named."
        )
        {
            Takes = Period,
        },
        new(
            UrgentUseReader.Report,
            "UrgentUse",
            "Urgent use",
            "How often urgent care opened the plans, and what became of them: followed, could not be followed, wrong, or never told."
        )
        {
            Takes = [.. Period, "organisation", "group-by"],
        },
    ];

    /// <summary>Gives every report that writes its own file the address with ".csv" too.</summary>
    public static void AddFiles(PageConventionCollection conventions)
    {
        foreach (var kind in All.Where(kind => kind.Slug != ReportReader.PlaceOfDeath))
        {
            conventions.AddPageRoute($"/Reports/{kind.Folder}/Index", $"reports/{kind.Slug}.csv");
        }
    }

    public static ReportKind Of(string slug) => All.First(kind => kind.Slug == slug);
}
