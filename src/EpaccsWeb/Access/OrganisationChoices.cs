using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Ui;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>Organisations of one kind, to choose from in a form by their ODS codes.</summary>
public sealed class OrganisationChoices(EpaccsDbContext db)
{
    public async Task<IReadOnlyList<Choice>> OfAsync(OrganisationKind kind, CancellationToken cancel) =>
        await db
            .Organisations.Where(row => row.Kind == kind)
            .OrderBy(row => row.Name)
            .Select(row => new Choice(row.OdsCode, $"{row.Name} ({row.OdsCode})", null, null))
            .ToListAsync(cancel);
}
