using System.Globalization;
using System.Text.Json;
using Npgsql;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Json;
using Serilog.Parsing;

namespace EpaccsWeb.Hosting;

/// <summary>Writes one event of the log as one line of JSON that holds nothing of a person.</summary>
/// <remarks>
/// Only what the event's own words name is written: the framework adds the address asked for to each event of a request, and
/// an address may hold a record's id or the token of an invitation. Of a failure its kind and place are written, not its message,
/// in which PostgreSQL repeats values.
/// </remarks>
public sealed class LogLine : ITextFormatter
{
    private const int MostCauses = 5;

    /// <summary>Under these names the framework repeats a failure as text, its message too, or the address that was asked for.</summary>
    private static readonly HashSet<string> Told = new(
        ["error", "exception", "message", "path", "url", "query"],
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly JsonValueFormatter Values = new(typeTagName: null);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write("{\"at\":\"");
        output.Write(logEvent.Timestamp.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        output.Write("\",\"level\":\"");
        output.Write(logEvent.Level);
        output.Write('"');
        Text(output, "event", logEvent.MessageTemplate.Text);
        Text(output, "trace", logEvent.TraceId?.ToHexString());
        Text(output, "span", logEvent.SpanId?.ToHexString());
        if (logEvent.Properties.TryGetValue("SourceContext", out var source))
        {
            Value(output, "source", source);
        }

        foreach (var token in logEvent.MessageTemplate.Tokens.OfType<PropertyToken>())
        {
            if (!Told.Contains(token.PropertyName) && logEvent.Properties.TryGetValue(token.PropertyName, out var value))
            {
                Value(output, token.PropertyName, value);
            }
        }

        if (logEvent.Exception is { } failure)
        {
            output.Write(",\"failure\":");
            output.Write(JsonSerializer.Serialize(Causes(failure)));
        }

        output.WriteLine('}');
    }

    private static List<Cause> Causes(Exception failure)
    {
        var causes = new List<Cause>();
        for (var cause = failure; cause is not null && causes.Count < MostCauses; cause = cause.InnerException)
        {
            causes.Add(
                new(
                    cause.GetType().FullName!,
                    (cause as PostgresException)?.SqlState,
                    cause.StackTrace?.Split('\n', StringSplitOptions.TrimEntries)
                )
            );
        }

        return causes;
    }

    private static void Text(TextWriter output, string name, string? value)
    {
        if (value is not null)
        {
            Name(output, name);
            JsonValueFormatter.WriteQuotedJsonString(value, output);
        }
    }

    private static void Value(TextWriter output, string name, LogEventPropertyValue value)
    {
        Name(output, name);
        Values.Format(value, output);
    }

    private static void Name(TextWriter output, string name)
    {
        output.Write(',');
        JsonValueFormatter.WriteQuotedJsonString(name, output);
        output.Write(':');
    }

    private sealed record Cause(string Kind, string? SqlState, string[]? At);
}
