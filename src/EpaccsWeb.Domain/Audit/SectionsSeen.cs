using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Domain.Audit;

/// <summary>Which sections an overview showed, as shortly as it can be said: all, all but a few, or a few.</summary>
public static class SectionsSeen
{
    public const string All = "all";

    private const string AllBut = "all but ";

    /// <summary>Keys for the audit line of an overview, blank sections included: that they were blank was seen too.</summary>
    public static string By(AccessGrant grant, bool restricted)
    {
        var every = SectionCatalogue.Plan.Append(SectionCatalogue.Of<PersonDetails>()).ToList();
        var seen = every
            .Where(section => grant.MayRead(section) && !(section.IsLocation && !grant.SeesLocation(restricted)))
            .Select(section => section.Key)
            .ToList();
        var unseen = every.Select(section => section.Key).Except(seen).ToList();
        return unseen.Count == 0 ? All
            : unseen.Count < seen.Count ? AllBut + string.Join(", ", unseen)
            : string.Join(", ", seen);
    }

    /// <summary>The same with titles for keys.</summary>
    public static string InWords(string seen)
    {
        var but = seen.StartsWith(AllBut, StringComparison.Ordinal);
        var keys = (but ? seen[AllBut.Length..] : seen).Split(", ");
        return (but ? AllBut : string.Empty)
            + string.Join(", ", keys.Select(key => SectionCatalogue.Find(key)?.Title ?? key.Replace('-', ' ')));
    }
}
