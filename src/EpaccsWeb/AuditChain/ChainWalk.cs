using EpaccsWeb.Domain.Audit;

namespace EpaccsWeb.AuditChain;

/// <summary>One walk along one chain, from the oldest checkpoint kept to its end.</summary>
internal sealed class ChainWalk(
    short chain,
    IEnumerable<Checkpoint> checkpoints,
    IReadOnlyDictionary<long, ChainAnchor> anchored,
    AnchorFile anchors
)
{
    private readonly Dictionary<long, List<Checkpoint>> months = checkpoints
        .GroupBy(row => row.Sequence)
        .ToDictionary(group => group.Key, group => group.ToList());

    private (long Sequence, byte[] Hash, long EntryId)? last;
    private bool broken;

    /// <summary>Takes the next seal; a finding ends the walk.</summary>
    public Finding? Step(SealedEntry? entry, StoredSeal seal)
    {
        var problem = Order(seal) ?? Month(seal) ?? Entry(entry, seal) ?? Anchored(seal);
        broken = problem is not null;
        last = (seal.Sequence, seal.Hash, seal.EntryId);
        return problem is null ? null : new(seal.EntryId, $"entry {seal.EntryId} (chain {chain}, number {seal.Sequence}): {problem}");
    }

    /// <summary>What should have come after the last seal.</summary>
    public Finding? End()
    {
        if (broken)
        {
            return null;
        }

        var reached = last?.Sequence ?? 0;
        var cut = anchored.Where(head => head.Key > reached).OrderBy(head => head.Key).ToList();
        if (cut is [var (sequence, head), ..])
        {
            return new(
                last is null ? null : last.Value.EntryId + SealedEntry.Chains,
                $"the end of chain {chain} is gone: its last number is {reached}, but {sequence} was anchored on {head.At:yyyy-MM-dd HH:mm:ss}Z; the first one missing is number {reached + 1}"
            );
        }

        var lost = months.Keys.Where(at => at > reached).Order().ToList();
        return lost.Count == 0 ? null : new(null, $"the end of chain {chain} is gone: a month was begun at number {lost[0]}");
    }

    private string? Order(StoredSeal seal)
    {
        if (last is not { } before)
        {
            return months.ContainsKey(seal.Sequence)
                ? null
                : "the chain begins here without a signed checkpoint; what came before it is gone";
        }

        return seal.Sequence != before.Sequence + 1 ? $"number {before.Sequence + 1} is missing before it"
            : !seal.Previous.AsSpan().SequenceEqual(before.Hash) ? "it does not follow the entry before it"
            : null;
    }

    private string? Month(StoredSeal seal) =>
        months.TryGetValue(seal.Sequence, out var rows)
        && rows.Exists(row =>
            !row.Previous.AsSpan().SequenceEqual(seal.Previous)
            || !row.Signature.AsSpan().SequenceEqual(anchors.SignCheckpoint(row.Month, chain, row.Sequence, row.Previous))
        )
            ? "the month's checkpoint here was not signed with this key, or was changed"
            : null;

    private string? Entry(SealedEntry? entry, StoredSeal seal) =>
        SealedEntry.ChainOf(seal.EntryId) != chain ? "it belongs to another chain"
        : entry is null ? "it was removed, or its moment was changed"
        : !entry.Hash(seal.Sequence, seal.Previous).AsSpan().SequenceEqual(seal.Hash) ? "it is not as it was written"
        : null;

    private string? Anchored(StoredSeal seal) =>
        anchored.TryGetValue(seal.Sequence, out var head) && head.Hash != Convert.ToHexString(seal.Hash)
            ? $"it is not what was anchored on {head.At:yyyy-MM-dd HH:mm:ss}Z: it, or entries before it in the chain, were made anew"
            : null;
}
