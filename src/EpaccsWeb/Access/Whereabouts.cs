using EpaccsWeb.Data;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using Microsoft.EntityFrameworkCore;

namespace EpaccsWeb.Access;

/// <summary>The practice and the care home that a person's details name by code, or why they cannot be taken.</summary>
internal sealed record Whereabouts(Guid? Practice, Guid? CareHome, IReadOnlyList<SectionProblem> Problems)
{
    public static async Task<Whereabouts> FindAsync(EpaccsDbContext db, PersonDetails details, CancellationToken cancel)
    {
        var codes = new[] { details.GpPracticeCode, details.CareHomeCode };
        var known = await db
            .Organisations.Where(row => codes.Contains(row.OdsCode))
            .Select(row => new
            {
                row.Id,
                row.OdsCode,
                row.Kind,
            })
            .ToListAsync(cancel);
        var practice = known.Find(row => row.OdsCode == details.GpPracticeCode && row.Kind is OrganisationKind.GeneralPractice)?.Id;
        var home = known.Find(row => row.OdsCode == details.CareHomeCode && row.Kind is OrganisationKind.CareHome)?.Id;
        List<SectionProblem> problems = [];
        if (practice is null)
        {
            problems.Add(new(nameof(details.GpPracticeCode), "Choose a GP practice from the list."));
        }

        if (home is null && details.CareHomeCode is not null)
        {
            problems.Add(new(nameof(details.CareHomeCode), "Choose a care home from the list."));
        }

        return new(practice, home, problems);
    }
}
