using EpaccsWeb.Domain.Rights;

namespace EpaccsWeb.Access.Rights;

/// <summary>A record whose period is over.</summary>
public sealed record RecordOver(
    Guid RecordId,
    Guid Holder,
    string HolderName,
    string Rule,
    int Years,
    DateOnly KeptUntil,
    string NhsNumber,
    bool Held,
    bool AskedFor
)
{
    /// <summary>How far it has come, in words.</summary>
    public string State
    {
        get
        {
            if (Held)
            {
                return "Kept for longer";
            }

            return AskedFor ? "Waits for a decision" : "To be reviewed";
        }
    }
}

/// <summary>The same with what keeps it for longer, and what was asked.</summary>
public sealed record RecordOverCase(RecordOver Over, IReadOnlyList<RecordHold> Holds, IReadOnlyList<DestructionRequest> Asked)
{
    public DestructionRequest? Waiting => Asked.FirstOrDefault(row => row.DecidedAt is null);
}
