using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace EpaccsWeb.Tests.Support;

/// <summary>What an authenticator app does: turns a key and the time into six digits.</summary>
public static class Totp
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <param name="stepsBack">How many half minutes ago; a code is taken for a little while.</param>
    public static string Code(string key, int stepsBack = 0)
    {
        var bits = string.Concat(
            key.Where(letter => letter != ' ').Select(letter => Convert.ToString(Letters.IndexOf(letter), 2).PadLeft(5, '0'))
        );
        var secret = Enumerable.Range(0, bits.Length / 8).Select(at => Convert.ToByte(bits.Substring(at * 8, 8), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30) - stepsBack);
#pragma warning disable CA5350 // what authenticator apps use
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7fffffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
