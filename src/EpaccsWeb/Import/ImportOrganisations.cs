using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Import;

/// <summary>The organisations an import speaks of: those that are known, and those it will add.</summary>
internal sealed class ImportOrganisations
{
    private readonly Dictionary<string, Organisation> known;
    private readonly SortedDictionary<string, Organisation> added = new(StringComparer.Ordinal);
    private readonly Guid? area;

    private ImportOrganisations(Dictionary<string, Organisation> known, Guid? area) => (this.known, this.area) = (known, area);

    /// <summary>Organisations that accepted rows name and nobody knows yet, by code.</summary>
    public IReadOnlyCollection<Organisation> Added => added.Values;

    public static async Task<ImportOrganisations> LoadAsync(EpaccsDbContext db, ImportOrder order, CancellationToken cancel)
    {
        var found = await db.Organisations.AsNoTracking().ToDictionaryAsync(row => row.OdsCode, cancel);
        var acting = order.Organisation is { } code
            ? Holder(found.GetValueOrDefault(code), order.Actor)
            : found.Values.FirstOrDefault(row => row.Id == order.Actor?.OrganisationId);
        var boards = found.Values.Where(row => row.Kind is OrganisationKind.CareBoard).ToList();
        return new(
            found,
            acting?.Kind is OrganisationKind.CareBoard ? acting.Id : acting?.AreaId ?? (boards.Count == 1 ? boards[0].Id : null)
        );
    }

    /// <summary>A coordinator gives records to organisations of the own area only.</summary>
    private static Organisation Holder(Organisation? chosen, Actor? actor) =>
        chosen is null ? throw new NoSuchHolderException("There is no organisation with that ODS code to hold the records.")
        : actor is null || chosen.Id == actor.OrganisationId || chosen.AreaId == actor.OrganisationId ? chosen
        : throw new NoSuchHolderException("That organisation is not in your area, so it cannot hold the records.");

    public Guid IdOf(string code) => Find(code)?.Id ?? Guid.Empty;

    public string NameOf(string code) => Find(code)?.Name ?? code;

    public OrganisationKind? KindOf(string code) => Find(code)?.Kind;

    /// <summary>Why an organisation cannot stand in a column, or null when it can.</summary>
    public string? Problem(string? code, OrganisationKind kind, Actor? actor) =>
        code is null || !known.TryGetValue(code, out var found) ? null
        : found.Kind != kind
            ? $"Is the code of {found.Name} ({RoleNames.Of(found.Kind)}), not of a {(kind is OrganisationKind.CareHome ? "care home" : "GP practice")}."
        : kind is OrganisationKind.GeneralPractice && actor is not null && found.AreaId is { } lies && lies != actor.OrganisationId
            ? "Is a practice outside your area."
        : null;

    /// <summary>Takes note of the organisations of an accepted row, so that unknown ones are added.</summary>
    public void Use(RegisterPerson person)
    {
        Use(person.Details.GpPracticeCode, OrganisationKind.GeneralPractice);
        if (person.Details.CareHomeCode is { } home)
        {
            Use(home, OrganisationKind.CareHome);
        }

        foreach (var member in person.CoreTeam)
        {
            Use(member, OrganisationKind.CommunityNursing);
        }
    }

    /// <summary>Adds the noted organisations that nobody has added meanwhile.</summary>
    public async Task AddAsync(EpaccsDbContext db, IEnumerable<Organisation> planned, CancellationToken cancel)
    {
        foreach (var organisation in planned.Where(organisation => !known.ContainsKey(organisation.OdsCode)))
        {
            known.Add(organisation.OdsCode, organisation);
            db.Add(organisation);
        }

        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private Organisation? Find(string code) => known.GetValueOrDefault(code) ?? added.GetValueOrDefault(code);

    private void Use(string code, OrganisationKind kind)
    {
        if (known.ContainsKey(code))
        {
            return;
        }

        if (!added.TryGetValue(code, out var noted))
        {
            added.Add(
                code,
                new Organisation
                {
                    Id = Guid.CreateVersion7(),
                    OdsCode = code,
                    Name = code,
                    Kind = kind,
                    AreaId = area,
                }
            );
        }
        else if (Rank(kind) < Rank(noted.Kind))
        {
            noted.Kind = kind;
        }
    }

    /// <summary>A code that stands in several columns: the practice tells most, the team least.</summary>
    private static int Rank(OrganisationKind kind) =>
        kind switch
        {
            OrganisationKind.GeneralPractice => 0,
            OrganisationKind.CareHome => 1,
            _ => 2,
        };
}
