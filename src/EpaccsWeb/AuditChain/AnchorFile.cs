using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EpaccsWeb.AuditChain;

/// <summary>Keeps the heads of the chains outside the database, signed, each line bound to the one before it.</summary>
/// <remarks>A chain alone shows neither that all of it was made anew nor that its end was cut off; this file does.</remarks>
public sealed class AnchorFile(AuditChainOptions options)
{
    private readonly Lock turn = new();
    private (long Length, Anchor? Last)? end;

    /// <summary>When this process last wrote a line.</summary>
    public DateTimeOffset? LastWritten { get; private set; }

    public string Path => options.AnchorFile;

    public bool KeyIsBeside => options.KeyIsBeside;

    /// <summary>Adds a line when the heads have moved since the last one.</summary>
    public void Write(IReadOnlyList<ChainHead> heads, DateTimeOffset at)
    {
        lock (turn)
        {
            var last = Last();
            if (heads.Count > 0 && (last is null || !heads.SequenceEqual(last.Heads)))
            {
                Append(new Anchor(at, heads, null, last?.Signature ?? string.Empty, string.Empty));
            }

            LastWritten = at;
        }
    }

    /// <summary>Records that the database was restored to an earlier moment: what was anchored beyond it counts no more.</summary>
    public void WriteRestored(IReadOnlyList<ChainHead> heads, string reason, DateTimeOffset at)
    {
        lock (turn)
        {
            Append(new Anchor(at, heads, reason, Last()?.Signature ?? string.Empty, string.Empty));
        }
    }

    /// <summary>Every line, and the first one that is not as it was written.</summary>
    public AnchorReading ReadAll()
    {
        var anchors = new List<Anchor>();
        if (!File.Exists(Path))
        {
            return new(anchors, null);
        }

        var previous = string.Empty;
        var number = 0;
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var text = new StreamReader(stream);
        while (text.ReadLine() is { } line)
        {
            number++;
            if (Parse(line) is not { } anchor || anchor.Previous != previous || anchor.Signature != Sign(anchor))
            {
                return new(anchors, $"line {number} of the anchor file was changed, or the lines before it were, or another key signed it");
            }

            anchors.Add(anchor);
            previous = anchor.Signature;
        }

        return new(anchors, null);
    }

    /// <summary>Signs the place at which a month begins in a chain.</summary>
    public byte[] SignCheckpoint(int month, short chain, long sequence, byte[] previous) =>
        Hmac(string.Create(CultureInfo.InvariantCulture, $"checkpoint|{month}|{chain}|{sequence}|{Convert.ToHexString(previous)}"));

    /// <summary>The last good line; the file is read again only when another process has written to it.</summary>
    private Anchor? Last()
    {
        var length = File.Exists(Path) ? new FileInfo(Path).Length : 0;
        if (end?.Length != length)
        {
            end = (length, ReadAll().Anchors is [.., var last] ? last : null);
        }

        return end!.Value.Last;
    }

    private void Append(Anchor unsigned)
    {
        var anchor = unsigned with { Signature = Sign(unsigned) };
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        using var stream = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.Read);
        stream.Write(JsonSerializer.SerializeToUtf8Bytes(anchor, JsonSerializerOptions.Web));
        stream.Write("\n"u8);
        stream.Flush(flushToDisk: true);
        end = (stream.Length, anchor);
    }

    private string Sign(Anchor anchor)
    {
        var heads = anchor.Heads.Select(head => string.Create(CultureInfo.InvariantCulture, $"{head.Chain}:{head.Sequence}:{head.Hash}"));
        return Convert.ToHexString(
            Hmac(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"anchor|{anchor.At:O}|{string.Join(',', heads)}|{anchor.Restored}|{anchor.Previous}"
                )
            )
        );
    }

    private byte[] Hmac(string text) => HMACSHA256.HashData(options.Key, Encoding.UTF8.GetBytes(text));

    private static Anchor? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Anchor>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The last seal of one chain.</summary>
/// <param name="Hash">In hexadecimal digits.</param>
public sealed record ChainHead(short Chain, long Sequence, string Hash);

/// <summary>One line of the anchor file.</summary>
/// <param name="Restored">The reason, when the line says that the database was restored to an earlier moment.</param>
public sealed record Anchor(DateTimeOffset At, IReadOnlyList<ChainHead> Heads, string? Restored, string Previous, string Signature);

/// <summary>The lines that are as they were written, and what is wrong with the first other one.</summary>
public sealed record AnchorReading(IReadOnlyList<Anchor> Anchors, string? Problem);
