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

    /// <summary>Organisations that the person objects to; not told where it would tell where a restricted person is.</summary>
    public IReadOnlyList<string> NotSharedWith { get; private set; } = [];

    public string ObjectionsLink => $"/records/{record.PatientId}/consent/objections";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Entries = await record.ConsentsAsync(cancel);
        if (!await RecordBanner.HidesLocationAsync(record, cancel))
        {
            NotSharedWith = [.. (await record.ObjectionsAsync(cancel)).Where(row => row.Objection.Holds).Select(row => row.Organisation)];
        }
    }

    public string Title(ConsentPurpose purpose) => purpose is ConsentPurpose.Record ? "Consent to keep a plan" : "Consent to share it";

    public string Link(ConsentPurpose purpose) => $"/records/{record.PatientId}/consent/{Slug.Of(purpose)}";
}
