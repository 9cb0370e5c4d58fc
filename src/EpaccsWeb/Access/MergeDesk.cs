using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Merges;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.Access;

/// <summary>Looks at two records side by side and puts them together. Each passes the gate, in a scope of its own, and each look is audited.</summary>
public sealed class MergeDesk(OpenRecord closes, IServiceScopeFactory scopes)
{
    /// <summary>Both records; null when the other one is not open to this post for merging, whatever the cause.</summary>
    public async Task<MergePreview?> PreviewAsync(Guid survivorId, CancellationToken cancel) =>
        await OtherAsync(survivorId, cancel) is { } goesOn ? new(await closes.MergeSideAsync(cancel), goesOn) : null;

    /// <summary>Closes the open record in favour of the other one.</summary>
    public Task<SaveOutcome> MergeAsync(Guid survivorId, string reason, CancellationToken cancel) =>
        closes.MergeIntoAsync(
            survivorId,
            reason,
            async () => await OtherAsync(survivorId, cancel) ?? throw new Domain.Plans.PlanConflictException("merge", 0, 0),
            cancel
        );

    /// <summary>Takes the pair off the list of possible duplicates; without a reason it is put back. False when the other one is not open to this post.</summary>
    public async Task<bool> JudgeAsync(Guid otherId, string? reason, CancellationToken cancel)
    {
        if (await OtherAsync(otherId, cancel) is null)
        {
            return false;
        }

        await closes.JudgePairAsync(otherId, reason, cancel);
        return true;
    }

    /// <summary>Records that the open one was told apart from, as far as this post may open them.</summary>
    public async Task<IReadOnlyList<ToldApart>> ToldApartAsync(CancellationToken cancel)
    {
        var pairs = new List<ToldApart>();
        foreach (var judgement in await closes.ToldApartAsync(cancel))
        {
            if (await OtherAsync(judgement.Beside(closes.PatientId), cancel) is { } other)
            {
                pairs.Add(new(judgement, other.Patient));
            }
        }

        return pairs;
    }

    private async Task<MergeSide?> OtherAsync(Guid survivorId, CancellationToken cancel)
    {
        if (survivorId == closes.PatientId)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var gate = scope.ServiceProvider.GetRequiredService<RecordGate>();
        var asked = new AccessRequest(RecordPart.Merging, Writes: false);
        return await gate.EnterAsync(survivorId, closes.Grant.Actor, asked, cancel) is AccessDecision.Granted
            ? await scope.ServiceProvider.GetRequiredService<OpenRecord>().MergeSideAsync(cancel)
            : null;
    }
}

/// <summary>Two records side by side: the one that would close, and the one that would go on.</summary>
public sealed record MergePreview(MergeSide Closes, MergeSide GoesOn)
{
    public IReadOnlyList<string> Obstacles => MergeRules.Obstacles(Closes, GoesOn);

    public IReadOnlyList<string> LosesSight => MergeRules.LosesSight(Closes, GoesOn);
}

/// <summary>A record that looks like the open one and is of somebody else: who it is, and who found that, when and how.</summary>
public sealed record ToldApart(PairJudgement Judgement, Patient Other);
