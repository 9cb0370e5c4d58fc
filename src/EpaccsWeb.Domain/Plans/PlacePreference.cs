using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans;

/// <summary>One place a person wishes for (SCCI1580 items 36 to 43). One type from the form to the report.</summary>
public sealed record PlacePreference
{
    public required Place Place { get; init; }

    /// <summary>Name of the organisation, such as a hospice or care home (items 37 and 41).</summary>
    public string? Name { get; init; }

    /// <summary>Address of that place (items 38 and 42).</summary>
    public string? Address { get; init; }

    /// <summary>Whether it is where the person usually lives (items 39 and 43); null is "not recorded".</summary>
    public bool? IsUsualResidence { get; init; }

    /// <summary>The same place: kind and name alike.</summary>
    public bool IsSameAs(PlacePreference other) =>
        Place == other.Place && string.Equals(Name?.Trim(), other.Name?.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>"Hospice: St Clare's Hospice".</summary>
    public override string ToString() => Name is null ? CodeList.Term(Place) : $"{CodeList.Term(Place)}: {Name}";
}

/// <summary>What the person wishes about one thing (care, or death): places, or a finding, never both.</summary>
public sealed record PlaceStatement
{
    public PlacePreference? First { get; init; }
    public PlacePreference? Second { get; init; }
    public PlaceFinding? Finding { get; init; }

    /// <summary>Nothing was entered: the question is open.</summary>
    public bool IsBlank => First is null && Second is null && Finding is null;

    public IEnumerable<SectionProblem> Problems(string field)
    {
        if (Finding is not null && (First is not null || Second is not null))
        {
            yield return new($"{field}.Finding", "Choose a place or say why there is none, not both.");
        }

        if (Second is not null && First is null)
        {
            yield return new($"{field}.First.Place", "Enter a first choice before a second choice.");
        }

        if (First is not null && Second is not null && First.IsSameAs(Second))
        {
            yield return new(
                $"{field}.Second.Place",
                "The second choice must differ from the first. Name the places if they are two of a kind."
            );
        }

        foreach (var (choice, name) in new[] { (First, "First"), (Second, "Second") })
        {
            if (choice is not null && !choice.Place.CanBePreferred())
            {
                yield return new($"{field}.{name}.Place", "Choose a place from the list.");
            }
        }
    }
}
