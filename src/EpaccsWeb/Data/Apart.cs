namespace EpaccsWeb.Data;

/// <summary>Runs what may wait for a server that hangs where nobody else waits for it.</summary>
internal static class Apart
{
    public static void Run(Action work) =>
        _ = Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
