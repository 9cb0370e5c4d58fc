using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Reports;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Reports;

/// <summary>A report with its filters in the address; at the same address with ".csv" it is a file.</summary>
public abstract class ReportPage(ReportScope scope, string slug) : PageModel
{
    public ReportKind Kind { get; } = ReportKind.Of(slug);

    public ReportFilterForm Form { get; private set; } = null!;

    /// <summary>Null when the filters could not be understood.</summary>
    public IReadOnlyList<ReportRow>? Rows { get; private set; }

    /// <summary>What the answer says of itself: its groups and its sight.</summary>
    public ReportQuery? Asked { get; private set; }

    public ReportSight Sight { get; private set; }

    public int Threshold => scope.Threshold;

    public DateOnly Today => scope.Today;

    public AreaAgreement? Agreement { get; private set; }

    public IReadOnlyList<ReportOrganisation> Organisations { get; private set; } = [];

    public bool IsPractice => User.RequireActor().Role is Role.GeneralPractitioner;

    /// <summary>The splits this report knows.</summary>
    public abstract IReadOnlyList<GroupBy> Groupings { get; }

    /// <summary>The split that the page shows when none is asked for. The file is not split then.</summary>
    public virtual GroupBy Usual => GroupBy.None;

    /// <summary>The filters with the split that the page shows, said or not: what its file must be asked with.</summary>
    public ReportFilterForm Shown => Form.GroupBy is null && Usual is not GroupBy.None ? Form with { GroupBy = Slug.Of(Usual) } : Form;

    /// <summary>The measure drawn as bars, one a group; none when empty.</summary>
    public virtual string Drawn => string.Empty;

    public Filters Chips =>
        new(
            [
                .. Form
                    .Fields.Where(filter => filter.Value is not null)
                    .Select(filter => new FilterChip(
                        ReportWords.Filter(filter.Name, filter.Value!, Organisations, Kind.OfDeath),
                        Form.Address(Kind.Path, filter.Name)
                    )),
            ],
            Kind.Path
        );

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var actor = User.RequireActor();
        var export = Request.Path.Value!.EndsWith(".csv", StringComparison.Ordinal);
        Form = ReportFilterForm.Read(Request.Query).Only(Kind.Takes);
        Organisations = await scope.OrganisationsAsync(actor, cancel);
        var query = Form.ToQuery(Today, ModelState);
        if (query is not null && Form.GroupBy is not null && !Groupings.Contains(query.GroupBy))
        {
            ModelState.AddModelError(
                "group-by",
                $"This report cannot be split by {Form.GroupBy}. Choose one of {string.Join(", ", Groupings.Select(by => Slug.Of(by)))}."
            );
        }

        if (query is null || !ModelState.IsValid)
        {
            return export ? ReportCsv.Refuse(ModelState) : this.Invalid();
        }

        query = Form.GroupBy is null && !export ? query with { GroupBy = Usual } : query;
        if (await AnswerAsync(query, actor, export, cancel) is not { } answer)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        (Rows, Asked, Sight) = answer;
        Agreement = Sight is ReportSight.Agreed ? await scope.AgreementAsync(actor.OrganisationId, cancel) : null;
        return export ? ReportCsv.File(Rows, string.Create(CultureInfo.InvariantCulture, $"{Kind.Slug}-{Today:yyyy-MM-dd}.csv")) : Page();
    }

    /// <summary>The lines, as asked and how seen; null when the post may not ask for it.</summary>
    protected abstract Task<(IReadOnlyList<ReportRow> Rows, ReportQuery Asked, ReportSight Sight)?> AnswerAsync(
        ReportQuery query,
        Actor actor,
        bool export,
        CancellationToken cancel
    );
}

/// <summary>A report on the open plans of living people.</summary>
public abstract class PlanReportPage(PlanReportReader reader, ReportScope scope, PlanReport report) : ReportPage(scope, Slug.Of(report))
{
    /// <summary>The plans are those of today, so they have no month and no quarter.</summary>
    public override IReadOnlyList<GroupBy> Groupings { get; } =
    [.. Enum.GetValues<GroupBy>().Where(by => by is not (GroupBy.Month or GroupBy.Quarter))];

    protected override async Task<(IReadOnlyList<ReportRow> Rows, ReportQuery Asked, ReportSight Sight)?> AnswerAsync(
        ReportQuery query,
        Actor actor,
        bool export,
        CancellationToken cancel
    ) => await reader.RunAsync(report, query, actor, export, cancel) is { } answer ? (answer.Rows, answer.Asked, answer.Sight) : null;
}
