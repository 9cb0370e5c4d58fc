using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Plans;

/// <summary>Who reads a section, besides the rule that the record is open to them.</summary>
public enum SectionReaders
{
    /// <summary>Everyone who reads the whole record.</summary>
    Record,

    /// <summary>As <see cref="Record"/>, and coordinators.</summary>
    RecordAndCoordinators,

    /// <summary>Not care homes, not social care: it tells how long the person may live.</summary>
    Clinicians,
}

/// <summary>What a section tells of where the person is or how to reach them; hidden from outside the team when the person is restricted.</summary>
public enum LocationHeld
{
    None,

    /// <summary>Some answers do: they are hidden, and the form is opened without them from outside the team.</summary>
    Some,

    /// <summary>The section is about nothing else, and is hidden whole.</summary>
    Whole,
}

/// <summary>One section of the plan: where it lives, who edits and reads it, and what of the standard it holds.</summary>
/// <param name="Key">Slug in addresses and in the database.</param>
/// <param name="Folder">The folder under Pages/Records that holds its page and summary.</param>
/// <param name="Edit">The permission that lets it be changed.</param>
/// <param name="EditAlso">Another one that lets it be changed, and therefore read.</param>
/// <param name="Location">What it tells of where the person is.</param>
/// <param name="FreshMonths">Months after which the statement should be asked again or confirmed.</param>
/// <param name="AsksWhoWasPresent">Has no answer of its own for who was present, so the frame of its form asks.</param>
/// <param name="Items">Items of SCCI1580 that it holds.</param>
/// <param name="Prsb">Sections of the PRSB standard that it holds, whole or in part, by their names there.</param>
public sealed record SectionDefinition(
    string Key,
    string Title,
    string Folder,
    Type Answers,
    Permission Edit,
    Permission? EditAlso,
    SectionReaders Readers,
    LocationHeld Location,
    int FreshMonths,
    bool AsksWhoWasPresent,
    int[] Items,
    string[] Prsb
)
{
    /// <summary>The partial view that shows its answers, in the section's own folder.</summary>
    public string Summary => $"/Pages/Records/{Folder}/_Summary.cshtml";

    /// <summary>A decision of which the latest holds, and which a senior clinician endorses.</summary>
    public bool IsDecision => typeof(IDecision).IsAssignableFrom(Answers);

    /// <summary>The section's page outside the plan addresses, for the person's own details.</summary>
    public bool IsPerson => Key == SectionCatalogue.PersonKey;

    /// <summary>Tells where the person is or how to reach them: hidden whole from outside the team when restricted.</summary>
    public bool IsLocation => Location is LocationHeld.Whole;

    /// <summary>Has some answer that does: it is left out of the form outside the team of a restricted person.</summary>
    public bool HoldsLocation => Location is not LocationHeld.None;
}
