using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Domain.Plans;

/// <summary>What a row in a section's history does.</summary>
public enum VersionKind
{
    Recorded,
    Confirmed,
    Endorsed,
    Revoked,
}

/// <summary>One row of a plan's history. Written once; never changed or removed.</summary>
public sealed class SectionVersion
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }
    public required Guid PatientId { get; init; }
    public required string Section { get; init; }
    public required VersionKind Kind { get; init; }

    /// <summary>For a recorded row its own number in the section; for the others the number they speak of.</summary>
    public required int Number { get; init; }

    /// <summary>What was recorded; null on rows that confirm, endorse or revoke.</summary>
    public ISectionAnswers? Answers { get; init; }

    /// <summary>When the answers hold from: their own date, or the moment of saving.</summary>
    public required DateTimeOffset EffectiveAt { get; init; }
    public required DateTimeOffset At { get; init; }
    public required Guid AuthorId { get; init; }
    public required string AuthorName { get; init; }
    public required Guid PostId { get; init; }
    public required Role AuthorRole { get; init; }
    public required string AuthorOrganisation { get; init; }
    public string? Reason { get; init; }

    /// <summary>Who was present when it was said or confirmed, where the section has no place of its own for it.</summary>
    public string? Present { get; init; }

    /// <summary>The order of this row within the whole plan.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>The form it came from; the same form sent twice is one row.</summary>
    public Guid? SubmitToken { get; init; }

    /// <summary>True for a row that came by file: "imported: check the form".</summary>
    public bool Imported { get; init; }

    /// <summary>Who wrote it, as shown beside it: "General practitioner, Riverside Surgery".</summary>
    public string Authorship => $"{RoleNames.Of(AuthorRole)}, {AuthorOrganisation}";
}
