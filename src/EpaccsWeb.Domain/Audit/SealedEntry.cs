using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EpaccsWeb.Domain.Audit;

/// <summary>One audit line as it stands in the database, in the form over which its seal is made.</summary>
/// <remarks>
/// Raw values and not enums, so that a line stays verifiable when a word goes out of use. Every field is written as its
/// length and its bytes, in this order, for ever: another order or another field is another <see cref="Form"/>.
/// </remarks>
public sealed record SealedEntry(
    long Id,
    DateTime AtUtc,
    string Action,
    string Detail,
    Guid? PatientId,
    Guid? UserId,
    Guid? PostId,
    string? Role,
    Guid? OrganisationId,
    bool Urgent,
    string? Route,
    string RequestId,
    Guid[]? People
)
{
    /// <summary>How many chains there are; a line's chain follows from its number.</summary>
    public const int Chains = 4;

    /// <summary>Which canonical form this is.</summary>
    private const byte Form = 1;

    private const int Absent = -1;

    /// <summary>What the first line of a chain has for its predecessor.</summary>
    public static readonly byte[] Nothing = new byte[SHA256.HashSizeInBytes];

    public short Chain => ChainOf(Id);

    public static short ChainOf(long id) => (short)(id % Chains);

    /// <summary>The seal: over the place in the chain, the seal before it, and every field.</summary>
    public byte[] Hash(long sequence, byte[] previous)
    {
        var form = new ArrayBufferWriter<byte>(512);
        form.Write([Form]);
        Number(form, Chain);
        Number(form, sequence);
        Bytes(form, previous);
        Number(form, Id);
        Number(form, (AtUtc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);
        Text(form, Action);
        Text(form, Detail);
        Key(form, PatientId);
        Key(form, UserId);
        Key(form, PostId);
        Text(form, Role);
        Key(form, OrganisationId);
        Number(form, Urgent ? 1 : 0);
        Text(form, Route);
        Text(form, RequestId);
        Length(form, People?.Length ?? Absent);
        foreach (var person in People ?? [])
        {
            Key(form, person);
        }

        return SHA256.HashData(form.WrittenSpan);
    }

    private static void Number(ArrayBufferWriter<byte> form, long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(form.GetSpan(sizeof(long)), value);
        form.Advance(sizeof(long));
    }

    private static void Length(ArrayBufferWriter<byte> form, int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(form.GetSpan(sizeof(int)), length);
        form.Advance(sizeof(int));
    }

    private static void Bytes(ArrayBufferWriter<byte> form, byte[]? value)
    {
        Length(form, value?.Length ?? Absent);
        form.Write(value);
    }

    private static void Text(ArrayBufferWriter<byte> form, string? value) =>
        Bytes(form, value is null ? null : Encoding.UTF8.GetBytes(value));

    private static void Key(ArrayBufferWriter<byte> form, Guid? value) => Bytes(form, value?.ToByteArray(bigEndian: true));
}
