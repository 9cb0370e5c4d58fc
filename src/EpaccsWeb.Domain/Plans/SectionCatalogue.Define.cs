using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Plans;

/// <summary>What a line of the catalogue says, and what holds unless it does.</summary>
public static partial class SectionCatalogue
{
    // Every section must say what it tells of the person's whereabouts. Most are read with the whole record, edited by whoever edits
    // sections, and asked again after a year (three months where the answer changes with the illness); the others say so.
    private static SectionDefinition Define<T>(
        string key,
        string title,
        string folder,
        LocationHeld location,
        Permission edit = Permission.EditSections,
        Permission? editAlso = null,
        SectionReaders readers = SectionReaders.Record,
        int freshMonths = 12,
        bool asksWhoWasPresent = true,
        int[]? items = null,
        string[]? prsb = null
    )
        where T : ISectionAnswers =>
        new(
            key,
            title,
            folder,
            typeof(T),
            edit,
            editAlso,
            readers,
            location,
            freshMonths,
            asksWhoWasPresent && !typeof(IDecision).IsAssignableFrom(typeof(T)),
            items ?? [],
            prsb ?? []
        );
}
