using System.Security.Cryptography;

namespace EpaccsWeb.Domain.Extracts;

/// <summary>Names for people who are not to be known: the same within one extract, and of no use in any other.</summary>
public sealed class Pseudonyms(byte[] key)
{
    private const int Bytes = 16;

    /// <summary>A key for one extract.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    public string Of(Guid patientId) => Convert.ToHexStringLower(HMACSHA256.HashData(key, patientId.ToByteArray(bigEndian: true))[..Bytes]);
}
