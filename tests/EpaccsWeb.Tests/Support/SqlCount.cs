using System.Collections.Concurrent;
using System.Diagnostics;
using EpaccsWeb.Operations;

namespace EpaccsWeb.Tests.Support;

/// <summary>Every command that reaches one database while this is held, whoever sends it: pages, the gate, the audit.</summary>
public sealed class SqlCount : IDisposable
{
    private readonly ActivityListener listener;
    private readonly ConcurrentQueue<string> commands = new();

    public SqlCount(TestDatabase database)
    {
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                var sql = activity.GetTagItem("db.query.text") ?? activity.GetTagItem("db.statement");
                var name = activity.GetTagItem("db.namespace") ?? activity.GetTagItem("db.name");
                // The sealer of the audit and the reader of metrics work beside every request.
                if (
                    sql is string text
                    && name as string == database.Name
                    && !text.StartsWith("/* audit chain */", StringComparison.Ordinal)
                    && !text.StartsWith(ServicePulse.Mark, StringComparison.Ordinal)
                )
                {
                    commands.Enqueue(text);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
    }

    public IReadOnlyCollection<string> Commands => commands;

    public void Dispose() => listener.Dispose();
}
