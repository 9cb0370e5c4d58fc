using EpaccsWeb.Access;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace EpaccsWeb.Pages.Reports;

/// <summary>Every report: its slug, its folder, its name and what it answers.</summary>
public sealed record ReportKind(string Slug, string Folder, string Title, string Answers)
{
    public string Path => $"/reports/{Slug}";

    /// <summary>The reports of posts with reports, in the order they are offered.</summary>
    public static readonly IReadOnlyList<ReportKind> All =
    [
        new(
            ReportReader.PlaceOfDeath,
            "PreferredPlace",
            "Preferred place of death",
            "How many people died where they wished to, how often the wish was recorded in time, and why it could not be met."
        ),
        new(
            ReportReader.Equity,
            "Equity",
            "Equity",
            "Whether people of every diagnosis, neighbourhood, ethnic group and age are asked, recorded and followed alike."
        ),
        new(
            "register",
            "Register",
            "People with a plan",
            "How many people have a plan, beside the 1% of a practice list who may be in their last year."
        ),
        new(
            "data-quality",
            "DataQuality",
            "Completeness of plans",
            "Which parts of plans are filled in, and how lately they were looked at."
        ),
        new("consent-basis", "ConsentBasis", "Basis of consent", "On what basis plans are shared, and where the question is open."),
        new("review-radar", "ReviewRadar", "Review radar", "Which reviews are overdue or due, and which plans nobody has touched."),
        new(
            StaffActivityReader.Report,
            "StaffActivity",
            "Staff activity",
            "How much is opened, changed, printed and exported, by organisation and role. Nobody is named."
        ),
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
