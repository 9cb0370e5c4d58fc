using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Plans;

/// <summary>Who reads a section, besides the rule that the record is open to them.</summary>
public enum SectionReaders
{
    /// <summary>Everyone who reads the whole record.</summary>
    Record,

    /// <summary>As <see cref="Record"/>, and coordinators.</summary>
    RecordAndCoordinators,

    /// <summary>Not care homes, not social care.</summary>
    Clinicians,
}

/// <summary>One section of the plan: where it lives, who edits and reads it, and what of the standard it holds.</summary>
/// <param name="Key">Slug in addresses and in the database.</param>
/// <param name="Folder">The folder under Pages/Records that holds its page and summary.</param>
/// <param name="Edit">The permission that lets it be changed.</param>
/// <param name="Items">Items of SCCI1580 that it holds.</param>
/// <param name="Prsb">Sections of the PRSB standard that it holds, whole or in part, by their names there.</param>
public sealed record SectionDefinition(
    string Key,
    string Title,
    string Folder,
    Type Answers,
    Permission Edit,
    SectionReaders Readers,
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

    /// <summary>Months after which the statement should be asked again or confirmed: what changes with the illness after three.</summary>
    public int FreshMonths =>
        Key
            is "resuscitation"
                or "treatment-escalation"
                or "preferred-places"
                or "prognosis"
                or "functional-status"
                or "medicines"
                or "anticipatory-medicines"
                or "contingency"
            ? 3
            : 12;

    /// <summary>Has no answer of its own for who was present, so the frame of its form asks.</summary>
    public bool AsksWhoWasPresent => !IsDecision && Key is not ("preferred-places" or "review" or "documents");

    /// <summary>Tells where the person is or how to reach them: hidden whole from outside the team when restricted.</summary>
    public bool IsLocation => Key is "access-to-home" or "personal-contacts" or "social-context";

    /// <summary>Has some answer that does: such a form is not opened from outside the team of a restricted person.</summary>
    public bool HoldsLocation =>
        IsLocation
        || Key
            is "resuscitation"
                or "treatment-escalation"
                or "legal"
                or "individual-requirements"
                or "anticipatory-medicines"
                or "professional-contacts"
                or "preferred-places"
                or "contingency";
}
