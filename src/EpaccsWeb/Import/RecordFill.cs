using EpaccsWeb.Domain.Consents;
using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;

namespace EpaccsWeb.Import;

/// <summary>What a row adds to a record that exists: blanks only.</summary>
internal sealed record RecordFill
{
    public required RecordedPerson Record { get; init; }

    /// <summary>The person details with their blanks filled; null when nothing was blank.</summary>
    public PersonDetails? Details { get; init; }
    public IReadOnlyList<ISectionAnswers> Sections { get; init; } = [];
    public IReadOnlyList<(ConsentPurpose Purpose, ConsentAnswers Answers)> Consents { get; init; } = [];
    public DeathAnswers? Death { get; init; }
    public IReadOnlyList<string> Team { get; init; } = [];
}
