using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Guard;

/// <summary>Finds a medicine that the person is recorded as allergic to, by name.</summary>
/// <remarks>It knows names, not classes of medicines: a warning is worth a look, silence proves nothing.</remarks>
public static class MedicineAllergy
{
    /// <summary>Letters a name must have, so that "in" or "mg" is none.</summary>
    private const int ShortestName = 5;

    /// <summary>The first name that stands on both sides; null when there is none.</summary>
    public static string? Of(Allergies? allergies, Medicines? medicines, AnticipatoryMedicines? anticipatory)
    {
        if (allergies?.Status is not AllergyStatus.Known)
        {
            return null;
        }

        var agents = allergies.Known.Select(entry => entry.CausativeAgent).Append(allergies.Details ?? string.Empty).SelectMany(Names).ToHashSet();
        var taken = (medicines?.Taken.Select(medicine => medicine.Name) ?? []).Append(anticipatory?.Medicines ?? string.Empty);
        var both = taken.SelectMany(Names).FirstOrDefault(agents.Contains);
        return both is null ? null : char.ToUpperInvariant(both[0]) + both[1..];
    }

    private static IEnumerable<string> Names(string text) => GuardWords.Of(text).Where(word => word.Length >= ShortestName && !Common.Contains(word));

    private static readonly HashSet<string> Common =
    [
        "allergy",
        "allergic",
        "reaction",
        "severe",
        "after",
        "swelling",
        "patch",
        "patches",
        "tablet",
        "tablets",
        "injection",
        "sulfate",
        "sulphate",
        "hydrochloride",
        "sodium",
        "liquid",
        "capsule",
        "capsules",
        "cream",
        "micrograms",
        "milligrams",
        "needed",
        "daily",
        "twice",
        "nausea",
        "vomiting",
    ];
}
