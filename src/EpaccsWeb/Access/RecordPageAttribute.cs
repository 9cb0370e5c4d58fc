using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;

namespace EpaccsWeb.Access;

/// <summary>Names the part of the record a page under Records shows. A page that names none cannot be opened.</summary>
/// <param name="section">Key of the plan section, for <see cref="RecordPart.Plan"/> pages.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RecordPageAttribute(RecordPart part, string? section = null) : Attribute
{
    public RecordPart Part { get; } = part;

    public string? Section { get; } = section;

    /// <summary>What the audit calls the showing of it: a page whose purpose is paper is printed.</summary>
    public AuditAction Seen { get; init; } = AuditAction.View;
}
