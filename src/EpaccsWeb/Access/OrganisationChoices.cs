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

    /// <summary>The ODS code of an organisation when it is a GP practice; null for any other.</summary>
    public Task<string?> PracticeCodeAsync(Guid organisationId, CancellationToken cancel) =>
        db
            .Organisations.Where(row => row.Id == organisationId && row.Kind == OrganisationKind.GeneralPractice)
            .Select(row => row.OdsCode)
            .SingleOrDefaultAsync(cancel);
}
