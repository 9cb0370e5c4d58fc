using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Import;

/// <summary>The sections of a record that an import answers about: those its post is shown, and those that files of its own organisation wrote alone.</summary>
/// <param name="importer">Null for an operator, who is told all.</param>
/// <param name="shown">What the importer is shown of the record; null when that is nothing.</param>
internal sealed class OpenSections(Actor? importer, AccessGrant? shown)
{
    public bool Has(Plan plan, string section) =>
        importer is null
        || (shown is not null && SectionCatalogue.Find(section) is { } definition && shown.MayRead(definition))
        || plan.Sections.Where(row => row.Section == section && row.Kind is VersionKind.Recorded)
            .All(row => row.Imported && row.AuthorOrganisation == importer.OrganisationName);
}
