using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EpaccsWeb.Domain.Printing;

/// <summary>What a printed copy says of itself, signed: which plan, which version, when, and a digest of what it holds.</summary>
/// <remarks>
/// No personal data: the plan's id stands in no address and names nobody. Whoever has the public key can tell without a network
/// that the code was made here; whether the copy is current can only be asked of the service.
/// </remarks>
public sealed record CopyCode(Guid PlanId, int Version, DateTimeOffset PrintedAt, string Digest)
{
    private const byte Format = 1;
    private const int DigestBytes = 16;
    private const int SignedBytes = 1 + 16 + 4 + 8 + DigestBytes;
    private const int SignatureBytes = 64;

    /// <summary>The digest of a copy's text, as the code holds it.</summary>
    public static string DigestOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, DigestBytes));

    /// <summary>The code with its signature (ECDSA, P-256), in letters that an address takes.</summary>
    public string Sign(ECDsa key)
    {
        Span<byte> bytes = stackalloc byte[SignedBytes + SignatureBytes];
        bytes[0] = Format;
        PlanId.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[17..], Version);
        BinaryPrimitives.WriteInt64BigEndian(bytes[21..], PrintedAt.ToUnixTimeSeconds());
        Convert.FromHexString(Digest).CopyTo(bytes[29..]);
        key.SignData(bytes[..SignedBytes], HashAlgorithmName.SHA256).CopyTo(bytes[SignedBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a code; null unless it was signed by the owner of the key and not one letter has changed.</summary>
    public static CopyCode? Read(string? code, ECDsa key)
    {
        var bytes = new byte[SignedBytes + SignatureBytes];
        if (
            code is null
            || code.Length != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.IsValid(code)
            || !Base64Url.TryDecodeFromChars(code, bytes, out var read)
            || read != bytes.Length
            || bytes[0] != Format
            || !key.VerifyData(bytes.AsSpan(0, SignedBytes), bytes.AsSpan(SignedBytes), HashAlgorithmName.SHA256)
        )
        {
            return null;
        }

        return new(
            new Guid(bytes.AsSpan(1, 16), bigEndian: true),
            BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(17)),
            DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(21))),
            Convert.ToHexStringLower(bytes.AsSpan(29, DigestBytes))
        );
    }
}
