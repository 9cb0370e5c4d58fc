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

    /// <summary>Others to involve or to ring: name, relationship and telephone, one a line.</summary>
    public string? Others { get; init; }

    public IEnumerable<SectionProblem> Problems(SectionContext context)
    {
        if (Carer is not CarerStatus.HasCarer && (CarerName is not null || CarerRelationship is not null || CarerPhone is not null))
        {
            yield return new(nameof(Carer), "Say that the person has a carer, or leave the carer's details blank.");
        }
    }
}
