using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using Microsoft.Extensions.Caching.Memory;

namespace EpaccsWeb.Pages.Records.Person;

/// <summary>What a code stands for, so that a reader need not know it; looked up once in five minutes for all readers together.</summary>
internal static class OrganisationNames
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    /// <summary>"Riverside Surgery (Y90001)"; the code alone when no organisation of this kind has it.</summary>
    public static async Task<string?> NamedAsync(
        this OrganisationChoices organisations,
        IMemoryCache cache,
        OrganisationKind kind,
        string? code,
        CancellationToken cancel
    )
    {
        if (code is null)
        {
            return null;
        }

        var names = await cache.GetOrCreateAsync(
            (nameof(OrganisationNames), kind),
            async entry =>
            {
                entry.AbsoluteExpirationRelativeToNow = Fresh;
                return (await organisations.OfAsync(kind, cancel)).ToDictionary(choice => choice.Value, choice => choice.Text);
            }
        );
        return names!.GetValueOrDefault(code, code);
    }
}
