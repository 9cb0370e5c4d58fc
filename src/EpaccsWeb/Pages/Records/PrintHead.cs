using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Pages.Records;

/// <summary>What every printed page carries: whom it is about, who printed it and when, and that it may be out of date.</summary>
public sealed record PrintHead(PatientBanner Person, string Printed, int Version)
{
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
