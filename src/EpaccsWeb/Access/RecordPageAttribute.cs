using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Access;

/// <summary>Names the part of the record a page under Records shows. A page that names none cannot be opened.</summary>
/// <param name="section">Key of the plan section, for <see cref="RecordPart.Plan"/> pages.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RecordPageAttribute(RecordPart part, string? section = null) : Attribute
{
    public RecordPart Part { get; } = part;

    public string? Section { get; } = section;
}
