using EpaccsWeb.Domain.Access;
using EpaccsWeb.Identity;
using EpaccsWeb.Identity.Office;
using EpaccsWeb.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Admin.Users;

/// <summary>Accounts within an administrator's reach.</summary>
[RequirePermission(Permission.Accounts)]
public sealed class IndexModel(UserDirectory directory) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "status")]
    public UserStatus? Status { get; set; }

    [BindProperty(SupportsGet = true, Name = "role")]
    public Role? Role { get; set; }

    [BindProperty(SupportsGet = true, Name = "organisation")]
    public Guid? Organisation { get; set; }

    [BindProperty(SupportsGet = true, Name = "factor")]
    public FactorKind? Factor { get; set; }

    [BindProperty(SupportsGet = true, Name = "signed-in")]
    public SignInAge? SignedIn { get; set; }

    [BindProperty(SupportsGet = true, Name = "sort")]
    public UserSort Sort { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int P { get; set; } = 1;

    /// <summary>Part of a name; posted, so that it stands in no address.</summary>
    [BindProperty]
    public string? Text { get; set; }

    public IReadOnlyList<Choice> Organisations { get; private set; } = [];

    public UserPage Listed { get; private set; } = new([], Array.Empty<PostLine>().ToLookup(line => line.Post.UserId), 0);

    public int Pages => Paging.Pages(Listed.Count, UserDirectory.PageSize);

    public bool IsNarrowed =>
        Status is not null || Role is not null || Organisation is not null || Factor is not null || SignedIn is not null;

    public Task OnGetAsync(CancellationToken cancel) => ReadAsync(Text, cancel);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (PlainText.Problem(Text, UserFilter.LongestText) is { } problem)
        {
            ModelState.AddModelError(nameof(Text), problem);
            await ReadAsync(text: null, cancel);
            return this.Invalid();
        }

        await ReadAsync(Text, cancel);
        return Page();
    }

    private async Task ReadAsync(string? text, CancellationToken cancel)
    {
        var actor = User.RequireActor();
        P = Math.Clamp(P, 1, 10_000);
        Organisations = [.. (await directory.OrganisationsAsync(actor, cancel)).Select(PostForm.ToChoice)];
        var filter = new UserFilter
        {
            Text = text,
            Status = Status,
            Role = Role,
            Organisation = Organisation,
            Factor = Factor,
            SignedIn = SignedIn,
            Sort = Sort,
        };
        Listed = await directory.ListAsync(actor, filter, P, cancel);
    }
}
