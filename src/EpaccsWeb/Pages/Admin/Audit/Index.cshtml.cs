using EpaccsWeb.Access;
using EpaccsWeb.AuditChain;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;
using EpaccsWeb.Domain.Terminology;
using EpaccsWeb.Identity;
using EpaccsWeb.Ui;
using FluentValidation;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Audit;

/// <summary>The trail of everybody, for the privacy officer. Looking here is itself in it.</summary>
[RequirePermission(Permission.Audit)]
[DisableRequestTimeout]
public sealed class IndexModel(AuditTrailReader reader, ChainState chain, IValidator<TrailForm> validator) : PageModel
{
    public const string Path = "/admin/audit";

    [BindProperty]
    public TrailForm Form { get; set; } = new();

    public TrailFilter Filter { get; private set; } = null!;

    public TrailPage Trail { get; private set; } = new([], 0);

    public int P { get; private set; } = 1;

    public int Pages => Paging.Pages(Trail.Count, AuditTrailReader.PageSize);

    public string? Person { get; private set; }

    public TrailUser? Account { get; private set; }

    public IReadOnlyList<TrailOrganisation> Organisations { get; private set; } = [];

    public ChainStanding Chain { get; private set; } = null!;

    public static IEnumerable<Choice> Actions =>
        Enum.GetValues<AuditAction>().Select(action => new Choice(Slug.Of(action), AuditWords.Of(action))).OrderBy(choice => choice.Text);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        await ShowAsync(TrailForm.Read(Request.Query, reader.Today), cancel);
        Form = TrailForm.For(Filter, Account?.Name);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (
            await validator.IsValidAsync(Form, ModelState, cancel)
            && await Form.ToFilterAsync(reader, User.RequireActor(), ModelState, cancel) is { } filter
        )
        {
            return Redirect(TrailForm.Address(Path, filter));
        }

        await ShowAsync(TrailForm.Read(Request.Query, reader.Today), cancel);
        return this.Invalid();
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancel)
    {
        TempData[NhsSuccessTagHelper.Key] = await chain.CheckAsync(User.RequireActor(), cancel);
        return Redirect(Path);
    }

    private async Task ShowAsync(TrailFilter filter, CancellationToken cancel)
    {
        (Filter, P) = (filter, int.TryParse(Request.Query["p"], out var page) ? Math.Clamp(page, 1, 100_000) : 1);
        Trail = await reader.ReadAsync(Filter, P, User.RequireActor(), cancel);
        Person = filter.PersonId is { } person ? await reader.NumberAsync(person, User.RequireActor(), cancel) : null;
        Account = filter.UserId is { } user ? await reader.UserAsync(user, cancel) : null;
        Organisations = await reader.OrganisationsAsync(cancel);
        Chain = await chain.ReadAsync(cancel);
    }
}
