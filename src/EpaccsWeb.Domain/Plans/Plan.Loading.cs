using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Endings;

namespace EpaccsWeb.Domain.Plans;

/// <summary>How whole records are loaded: by the register import and as demonstration people.</summary>
public sealed partial class Plan
{
    /// <summary>The plan as its row says that it ended; null is open.</summary>
    public Plan LoadedAs(EndingKind? ended)
    {
        EndedAs = ended;
        EndedInError = Ending.IsError(ended);
        return this;
    }

    /// <summary>Adds a row of a whole new record that is loaded in bulk: its next number, its own author and moment.</summary>
    /// <remarks>The section's own rules are the caller's business: what was true when it was written, such as a
    /// review date that has passed since, may break a rule of today.</remarks>
    /// <param name="effectiveAt">When the answers hold from, for answers that carry no date of their own.</param>
    public SectionVersion RecordLoaded(
        ISectionAnswers answers,
        SystemGrant grant,
        Actor author,
        DateTimeOffset at,
        bool imported = false,
        DateTimeOffset? effectiveAt = null
    )
    {
        ArgumentNullException.ThrowIfNull(grant);
        var section = SectionCatalogue.Of(answers).Key;
        Version++;
        return Add(section, VersionKind.Recorded, NumberOf(section) + 1, answers, null, author, at, null, imported, effectiveAt);
    }

    /// <summary>Takes a row that came by file out of force, because its import is undone; what stood before holds again.</summary>
    public SectionVersion TakeBackLoaded(SectionVersion row, SystemGrant grant, Actor author, string reason, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(grant);
        Version++;
        return Add(row.Section, VersionKind.Revoked, row.Number, null, reason, author, at, null, imported: true);
    }

    /// <summary>True when anything was ever recorded in a section, revoked or not, but for what an undone import had written.</summary>
    public bool EverRecorded(string section)
    {
        var takenBack = sections
            .Where(row => row is { Kind: VersionKind.Revoked, Imported: true } && row.Section == section)
            .Select(row => row.Number)
            .ToHashSet();
        return sections.Exists(row => row.Section == section && row.Kind is VersionKind.Recorded && !takenBack.Contains(row.Number));
    }

    /// <summary>Adds the endorsement of a loaded row.</summary>
    public SectionVersion EndorseLoaded(SectionVersion row, SystemGrant grant, Actor author, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(grant);
        Version++;
        return Add(row.Section, VersionKind.Endorsed, row.Number, null, null, author, at, null);
    }
}
