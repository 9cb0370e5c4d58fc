using System.Text.Json;
using System.Text.Json.Serialization;
using EpaccsWeb.Domain.Access;
using EpaccsWeb.Domain.Audit;

namespace EpaccsWeb.Access.ReadOnly;

/// <summary>One audit line that waits on a node's disk for the primary, with what else is to be written together with it.</summary>
/// <param name="Id">By which it is written once, however often it is replayed.</param>
/// <param name="People">Whom the line names: a list's, or an answer's.</param>
/// <param name="Use">The emergency access or the end of a visit that it tells of.</param>
/// <param name="Session">The session whose begin or end it tells of.</param>
public sealed record SpooledLine(Guid Id, AuditEntry Entry, Guid[]? People = null, SpooledUse? Use = null, SpooledSession? Session = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static SpooledLine Of(AuditEntry entry) => new(Guid.NewGuid(), entry, entry.People);

    /// <summary>One line of text.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    public static SpooledLine Read(string text)
    {
        var line = JsonSerializer.Deserialize<SpooledLine>(text, Json) ?? throw new JsonException("No line.");
        if (line.People is { } people)
        {
            line.Entry.About(people);
        }

        return line;
    }
}

/// <summary>What happened to a way in without a relationship while it could not be written down.</summary>
/// <param name="Until">When it ends; null for the end of a visit, which this then is.</param>
public sealed record SpooledUse(Actor Actor, RelationshipSource Source, string? Reason, DateTimeOffset? Until);

/// <summary>A session that began or ended while it could not be written down.</summary>
/// <param name="Browser">What it began in; null for its end.</param>
public sealed record SpooledSession(Guid Id, Guid UserId, Guid PostId, string? Browser);
