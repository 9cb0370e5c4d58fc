using EpaccsWeb.Access;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Plans;

namespace EpaccsWeb.Pages.Records;

/// <summary>The decisions that hold in one section, as every page shows them: endorsed first, with what may be done.</summary>
public sealed record DecisionView(SectionDefinition Section, Plan Plan, DecisionState State, bool HidesLocation)
{
    public Guid PatientId { get; private init; }

    public bool MayEndorse { get; private init; }

    /// <summary>Requests for endorsement that wait.</summary>
    public IReadOnlyList<WaitingRequest> Requests { get; private init; } = [];

    public bool MayRevoke { get; private init; }

    /// <summary>For reading only: the urgent card, a print, the plan as it stood.</summary>
    public static DecisionView ToRead(SectionDefinition section, Plan plan, bool hidesLocation) =>
        new(section, plan, DecisionState.Of(plan, section.Key), hidesLocation);

    /// <summary>With the buttons that this reader has.</summary>
    public static DecisionView ToActOn(SectionDefinition section, Plan plan, bool hidesLocation, OpenRecord record, IReadOnlyList<WaitingRequest> requests) =>
        ToRead(section, plan, hidesLocation) with
        {
            PatientId = record.PatientId,
            MayEndorse = record.Grant.May(Permission.Endorse),
            Requests = [.. requests.Where(asked => asked.Section == section.Key)],
            MayRevoke = record.Grant.MayEdit(section),
        };

    public SectionView Of(SectionVersion row) => new(Section, Plan, row, HidesLocation);
}
