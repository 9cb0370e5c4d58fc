using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using EpaccsWeb.Domain.Patients;

namespace EpaccsWeb.DemoData;

/// <summary>NHS numbers of invented people, and the keys made from them.</summary>
public static class DemoNumbers
{
    /// <summary>How many numbers of the two ranges are looked at in all.</summary>
    public const int Most = 1_999_999;

    /// <summary>How the lower of the two ranges begins; whoever has a number below it was not invented.</summary>
    public const string LowestPrefix = "998";

    /// <summary>Numbers with a valid check digit: 999 000 0018 and upwards, then the 998 range.</summary>
    public static IEnumerable<NhsNumber> All()
    {
        for (var at = 1; at <= Most; at++)
        {
            if (NhsNumber.FromNineDigits(at < 1_000_000 ? 999_000_000 + at : 998_000_000 + (at - 1_000_000)) is { } number)
            {
                yield return number;
            }
        }
    }

    /// <summary>Always the same key for the same text, so that guides can link to a demo person.</summary>
    public static Guid IdOf(string text) => Mark(SHA256.HashData(Encoding.UTF8.GetBytes($"epaccs demonstration {text}")));

    /// <summary>Always the same key for the same number, rising with it, so that the indexes of a million grow at one end.</summary>
    public static Guid RisingIdOf(NhsNumber number)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(number.Digits));
        var digits = long.Parse(number.Digits);
        var rank = digits >= 9_990_000_000 ? digits - 9_990_000_000 : digits - 9_980_000_000 + 10_000_000;
        BinaryPrimitives.WriteInt32BigEndian(bytes, (int)rank);
        return Mark(bytes);
    }

    /// <summary>Version 8 of RFC 9562: a key of one's own making.</summary>
    private static Guid Mark(byte[] bytes)
    {
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes.AsSpan(0, 16), bigEndian: true);
    }
}
