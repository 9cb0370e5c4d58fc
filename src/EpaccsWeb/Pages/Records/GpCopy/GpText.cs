using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Pages.Records.GpCopy;

/// <summary>Puts the text for the GP system together: whom it is about, what is new, which codes.</summary>
public static class GpText
{
    /// <summary>The text since a mark, or of the whole plan; null when nothing has changed since.</summary>
    public static async Task<string?> OfAsync(OpenRecord record, PlanReading reading, PlanMark? since, CancellationToken cancel)
    {
        var sections = PlanText.Of(reading.Plan, reading.Readable, reading.HidesLocation, since?.PlanVersion);
        var consents = PlanText.Of(
            (await record.ConsentsAsync(cancel))
                .GroupBy(entry => entry.Purpose)
                .Select(entries => entries.MaxBy(entry => entry.Number)!)
                .Where(entry => since is null || entry.At > since.At)
                .OrderBy(entry => entry.Purpose)
        );
        var deaths = await record.DeathsAsync(cancel);
        if (since is not null && sections.Length + consents.Length == 0 && !deaths.Exists(entry => entry.At > since.At))
        {
            return null;
        }

        var head = await PrintHead.OfAsync(record, reading.Plan, cancel);
        var death = PlanText.Of(await record.FactsAsync(cancel), deaths.FirstOrDefault(), reading.HidesLocation);
        var what = since is null
            ? "The whole plan"
            : $"Changed since version {since.PlanVersion}, done on {London.Show(since.At)} by {(reading.HidesLocation ? RoleNames.Of(since.AuthorRole) : since.AuthorName)}";
        var text = $"""
            Care plan of {head.Person.Name}, NHS No. {head.Person.NhsNumberText}, born {(
                head.Person.Born is { } born ? London.Show(born) : "not known"
            )}
            {death}{what}. Plan version {head.Version}, taken out {head.Printed}

            {consents}{sections}Codes are SNOMED CT, from {CodeList.Release}.
            """;
        return text.ReplaceLineEndings("\n");
    }
}
