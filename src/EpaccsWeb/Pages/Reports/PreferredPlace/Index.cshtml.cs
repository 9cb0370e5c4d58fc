using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports.PreferredPlace;

/// <summary>How many people died where they wished, with every measure beside it.</summary>
[RequirePermission(Permission.Reports)]
public sealed class IndexModel(ReportReader reports, ReportScope scope) : PageModel
{
    public const string Path = "/reports/" + ReportReader.PlaceOfDeath;

    public ReportFilterForm Form { get; private set; } = null!;

    /// <summary>Null when the filters could not be understood.</summary>
    public ReportAnswer? Answer { get; private set; }

    public AreaAgreement? Agreement { get; private set; }

    public IReadOnlyList<ReportOrganisation> Organisations { get; private set; } = [];

    public bool IsCoordinator => User.RequireActor().Role is Role.Coordinator;

    public bool IsPractice => User.RequireActor().Role is Role.GeneralPractitioner;

    public bool HasNobody => Answer is { } answer && answer.Rows.All(row => row.Numerator is "0" or "");

    /// <summary>The line the page opens with; only for an answer that is not split.</summary>
    public ReportRow? Headline =>
        Answer is { Asked.GroupBy: GroupBy.None } ? Answer.Rows.FirstOrDefault(row => row.Measure == Measures.Achieved.Id) : null;

    public string Deaths => Answer!.Rows[0].Numerator;

    public Picture Picture => new(Answer!);

    public Split Split => new(Answer!, Organisations);

    public IReadOnlyList<(string Text, string Href)> Often => ReportWords.Often(reports.Today);

    public Filters Chips =>
        new(
            [
                .. Form
                    .Fields.Where(filter => filter.Value is not null)
                    .Select(filter => new FilterChip(
                        ReportWords.Filter(filter.Name, filter.Value!, Organisations),
                        Form.Address(Path, filter.Name)
                    )),
            ],
            Path
        );

    /// <summary>The people behind a measure; null where no true count is seen, or there is nobody.</summary>
    public string? PeopleHref(string measure, string count) =>
        Answer is { Hides: false, Asked.GroupBy: GroupBy.None } && count is not ("0" or "") ? Form.PeopleAddress(measure) : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var actor = User.RequireActor();
        Form = ReportFilterForm.Read(Request.Query);
        Organisations = await reports.OrganisationsAsync(actor, cancel);
        if (Form.ToQuery(reports.Today, ModelState) is not { } query)
        {
            return this.Invalid();
        }

        Answer = await reports.PlaceOfDeathAsync(query, actor, export: false, cancel);
        Agreement = Answer is { Agreed: true } ? await scope.AgreementAsync(actor.OrganisationId, cancel) : null;
        return Answer is null ? StatusCode(StatusCodes.Status403Forbidden) : Page();
    }
}
