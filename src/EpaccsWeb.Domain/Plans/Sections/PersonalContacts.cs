using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Domain.Plans.Sections;

/// <summary>Main carer and others close to the person (SCCI1580 items 16, 17 and 54 to 57).</summary>
public sealed record PersonalContacts : ISectionAnswers
{
    /// <summary>Item 16; null is "not recorded", which differs from "unknown" and from "no carer".</summary>
    public CarerStatus? Carer { get; init; }
    public string? CarerName { get; init; }
    public string? CarerRelationship { get; init; }

    /// <summary>Item 17.</summary>
    public string? CarerPhone { get; init; }

    /// <summary>Items 54 to 57 and everyone else to involve or to ring.</summary>
    public IReadOnlyList<PersonalContact> Contacts { get; init; } = [];

    /// <summary>Others to involve or to ring: name, relationship and telephone, one a line, as recorded before there were entries.</summary>
    public string? Others { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (Carer is not CarerStatus.HasCarer && (CarerName is not null || CarerRelationship is not null || CarerPhone is not null))
        {
            yield return new(nameof(Carer), "Say that the person has a carer, or leave the carer's details blank.");
        }

        for (var at = 0; at < Contacts.Count; at++)
        {
            if (string.IsNullOrWhiteSpace(Contacts[at].Name))
            {
                yield return new($"{nameof(Contacts)}[{at}].{nameof(PersonalContact.Name)}", "Enter the contact's name.");
            }
        }
    }
}

/// <summary>One person close to the person (SCCI1580 items 54 to 57; PRSB personal contacts).</summary>
public sealed record PersonalContact
{
    public required string Name { get; init; }
    public string? Relationship { get; init; }

    /// <summary>Null is "not recorded".</summary>
    public RelationshipType? RelationshipType { get; init; }
    public string? Telephone { get; init; }
    public string? Comments { get; init; }
}
