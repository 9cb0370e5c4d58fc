using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Extracts;
using EpaccsWeb.Identity;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports;

/// <summary>Lists the reports.</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(ReportScope scope) : PageModel
{
    public IReadOnlyList<(string Text, string Href)> Often => ReportWords.Often(scope.Today);

    public bool MayAskForExtracts => ExtractRules.MayAsk(User.RequireActor());

    /// <summary>Staff activity is for those who answer for staff.</summary>
    public bool MaySee(ReportKind kind) =>
        kind.Slug != StaffActivityReader.Report || User.RequireActor() is { Senior: true } or { Role: Role.Coordinator };
}
