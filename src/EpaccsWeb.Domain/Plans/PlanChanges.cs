namespace EpaccsWeb.Domain.Plans;

/// <summary>Which version of the plan's content one looks at, and what has changed since a version.</summary>
public static class PlanChanges
{
    /// <summary>The version in which something of the plan was last written; marks, consents and the team do not count.</summary>
    public static int ContentVersion(this Plan plan) => plan.Sections.Select(row => row.PlanVersion).DefaultIfEmpty().Max();

    /// <summary>What was recorded, endorsed or revoked after a version. Confirming says that nothing changed.</summary>
    public static IEnumerable<SectionVersion> ChangedSince(this Plan plan, int version) =>
        plan.Sections.Where(row => row.PlanVersion > version && row.Kind is not VersionKind.Confirmed);
}
