namespace EpaccsWeb.Data;

/// <summary>Runs work that may block on a server that hangs, on a thread of its own.</summary>
internal static class OwnThread
{
    public static void Run(Action work) =>
        _ = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
