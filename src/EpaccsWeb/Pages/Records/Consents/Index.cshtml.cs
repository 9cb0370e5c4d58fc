using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Terminology;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EpaccsWeb.Pages.Records.Consents;

/// <summary>On which basis the plan is kept and shared, now and before.</summary>
[RecordPage(RecordPart.Consent)]
public sealed class IndexModel(OpenRecord record) : PageModel
{
    public IReadOnlyList<Consent> Entries { get; private set; } = [];

    public bool MayChange => record.Grant.May(Permission.ConsentAndTeam);

    public async Task OnGetAsync(CancellationToken cancel) => Entries = await record.ConsentsAsync(cancel);

    public string Title(ConsentPurpose purpose) => purpose is ConsentPurpose.Record ? "Consent to keep a plan" : "Consent to share it";

    public string Link(ConsentPurpose purpose) => $"/records/{record.PatientId}/consent/{Slug.Of(purpose)}";
}
