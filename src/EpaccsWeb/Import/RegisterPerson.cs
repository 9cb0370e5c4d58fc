using EpaccsWeb.Domain.Deaths;
using EpaccsWeb.Domain.Plans;
using EpaccsWeb.Domain.Plans.Sections;
using EpaccsWeb.Domain.Terminology;

namespace EpaccsWeb.Import;

/// <summary>What one row of a register says about one person, read and found to keep every rule.</summary>
internal sealed record RegisterPerson
{
    public required RegisterRow Row { get; init; }
    public required PersonDetails Details { get; init; }
    public required IReadOnlyList<string> CoreTeam { get; init; }
    public required DateOnly CreatedOn { get; init; }
    public required ConsentStatus Share { get; init; }
    public ConsentStatus? Record { get; init; }
    public required DateOnly ConsentOn { get; init; }

    /// <summary>The sections besides the person; of preferred places the older statements first.</summary>
    public required IReadOnlyList<ISectionAnswers> Sections { get; init; }
    public DeathAnswers? Death { get; init; }

    /// <summary>Died elsewhere than wished, and the file gives no reason.</summary>
    public bool LacksVariance { get; init; }

    public int Line => Row.Line;

    public bool States(string column) => Row.States(column);

    public T? Section<T>()
        where T : class, ISectionAnswers => Sections.OfType<T>().LastOrDefault();
}
