using System.Collections.Concurrent;
using System.Diagnostics;

namespace EpaccsWeb.Drills;

/// <summary>What a client knows of a request: a receipt, a clear no, or nothing. A lost answer is never taken for a no.</summary>
internal enum Outcome
{
    Ok,
    Fail,
    Unknown,
}

/// <summary>One request as its client saw it. Times are of one clock that never goes back.</summary>
/// <param name="Sent">The unique word that a save wrote.</param>
/// <param name="BasedOn">The version that the form of a save had shown.</param>
/// <param name="Seen">Unique words in the answer.</param>
internal sealed record Happening(
    string Kind,
    string User,
    Person Person,
    string? Sent,
    Guid Token,
    int BasedOn,
    string? RequestId,
    long Start,
    long End,
    int Status,
    Outcome Outcome,
    IReadOnlyCollection<string> Seen
);

/// <summary>Somebody invented whose plan is written and read.</summary>
internal sealed record Person(int Number, Guid Id, string NhsNumber, string Practice);

/// <summary>Everything that the clients of one drill did and saw.</summary>
internal sealed class History
{
    private static int made;

    private int signedOut;

    /// <summary>Tells the words of one history from those of another in the same database.</summary>
    public int Number { get; } = Interlocked.Increment(ref made);

    public ConcurrentQueue<Happening> All { get; } = [];

    /// <summary>Answers that told more than they should, such as a stack trace.</summary>
    public ConcurrentQueue<string> Leaks { get; } = [];

    /// <summary>Sessions that ended although nobody ended them.</summary>
    public int ForcedSignIns => signedOut;

    public void SignedOut() => Interlocked.Increment(ref signedOut);

    public int Count(string kind, Outcome outcome) => All.Count(one => one.Kind == kind && one.Outcome == outcome);

    /// <summary>Waits until so many saves that began after a moment were acknowledged, so that a fault meets a website at work.</summary>
    public async Task BusyAsync(long since, int saves)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(20); await Task.Delay(20))
        {
            if (All.Count(one => one.Kind == "save" && one.Outcome is Outcome.Ok && one.Start >= since) >= saves)
            {
                return;
            }
        }
    }

    /// <summary>How long after a moment the first save was acknowledged that began after it; null when none was.</summary>
    public TimeSpan? FirstSaveAfter(long moment)
    {
        var first = All.Where(one => one.Kind == "save" && one.Outcome is Outcome.Ok && one.Start >= moment)
            .Select(one => one.End)
            .DefaultIfEmpty()
            .Min();
        return first == 0 ? null : Stopwatch.GetElapsedTime(moment, first);
    }
}
