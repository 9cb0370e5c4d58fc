using System.Globalization;
using EpaccsWeb.Access;
using EpaccsWeb.Domain.Patients;
using EpaccsWeb.Domain.Plans;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace EpaccsWeb.Pages.Records;

/// <summary>A plan as a reader may see it, now or as it stood: one rule for the history, the print and the text.</summary>
/// <param name="HidesLocation">The person is restricted and the reader outside the team.</param>
/// <param name="Readable">The sections that the reader may see, in the order of the catalogue.</param>
public sealed record PlanReading(Plan Plan, bool HidesLocation, IReadOnlyList<SectionDefinition> Readable)
{
    /// <summary>The moment as it stood at; null is now.</summary>
    public DateTimeOffset? Moment { get; private init; }

    /// <summary>Every readable section, blank ones too.</summary>
    public IEnumerable<SectionView> Sections =>
        Readable.Select(section => new SectionView(section, Plan, Plan.CurrentRow(section.Key), HidesLocation));

    public static async Task<PlanReading> OfAsync(OpenRecord record, CancellationToken cancel)
    {
        var hides = await RecordBanner.HidesLocationAsync(record, cancel);
        return new(
            await record.PlanAsync(cancel),
            hides,
            [
                .. SectionCatalogue.All.Where(section =>
                    record.Grant.MayRead(section) && !(hides && (section.IsLocation || section.IsPerson))
                ),
            ]
        );
    }

    public bool MayRead(string section) => Readable.Any(one => one.Key == section);

    /// <summary>The plan at a moment typed in an address; itself when none was. A moment that cannot be read gives null and its sentence.</summary>
    public PlanReading? At(string? typed, ModelStateDictionary state)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return this;
        }

        if (!DateTime.TryParseExact(typed, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            state.AddModelError("AsAt", "Enter a date and time such as 2026-03-31T02:14.");
            return null;
        }

        var moment = London.Moment(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return this with { Plan = Plan.AsAt(moment), Moment = moment };
    }
}
