using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records;

/// <summary>What every printed page carries: whom it is about, who printed it and when, and that it may be out of date.</summary>
public sealed record PrintHead(PatientBanner Person, string Printed, int Version)
{
    /// <summary>A paper for staff; the person's own copy and a letter tell neither of a restriction nor of a reported death.</summary>
    public bool ForStaff { get; init; }

    /// <summary>The person as this paper may tell of them.</summary>
    public PatientBanner OnPaper => ForStaff ? Person : Person with { IsRestricted = false, Alerts = [] };

    public static async Task<PrintHead> OfAsync(OpenRecord record, Plan plan, CancellationToken cancel)
    {
        var by = record.Grant.Actor;
        return new(
            await RecordBanner.ForAsync(record, cancel),
            $"{ClinicalText.LongMoment(record.Now)} by {by.Signature}",
            plan.ContentVersion()
        );
    }
}
