using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Plans;

/// <summary>How whole records are loaded: by the register import and as demonstration people.</summary>
public sealed partial class Plan
{
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

    /// <summary>Adds the endorsement of a loaded row.</summary>
    public SectionVersion EndorseLoaded(SectionVersion row, SystemGrant grant, Actor author, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(grant);
        Version++;
        return Add(row.Section, VersionKind.Endorsed, row.Number, null, null, author, at, null);
    }
}
