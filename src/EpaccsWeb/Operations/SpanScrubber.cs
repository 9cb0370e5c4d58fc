using System.Diagnostics;
using OpenTelemetry;

namespace EpaccsWeb.Operations;

/// <summary>Takes from a trace what could name a person before it leaves: addresses, queries, messages.</summary>
public sealed class SpanScrubber : BaseProcessor<Activity>
{
    /// <summary>Everything else is dropped, also what a later version of a library adds.</summary>
    private static readonly HashSet<string> Kept =
    [
        "http.request.method",
        "http.route",
        "http.response.status_code",
        "network.protocol.version",
        "url.scheme",
        "error.type",
        "db.system.name",
        "db.namespace",
        "db.operation.name",
        "db.response.status_code",
    ];

    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToList())
        {
            if (!Kept.Contains(name))
            {
                data.SetTag(name, null);
            }
        }

        data.SetStatus(data.Status);
        data.TraceStateString = null;
        // What happened within a span cannot be taken out of it, and the database's failures repeat values there.
        if (data.Events.Any())
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
