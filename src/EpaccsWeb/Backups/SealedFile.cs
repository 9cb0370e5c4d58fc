using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;

namespace EpaccsWeb.Backups;

/// <summary>Encrypts a stream of any length so that a changed, cut, swapped or renamed file is refused: AES-256-GCM in parts.</summary>
/// <remarks>
/// Each file has a key of its own, derived from a random salt and the file's name. Each part's nonce is its number and whether it is
/// the last one, so that no part can be moved, and an end that was cut off is seen.
/// </remarks>
internal static class SealedFile
{
    private const int PartLength = 64 * 1024;
    private const int SaltLength = 32;
    private const int TagLength = 16;
    private static readonly byte[] Mark = "EPACCS-SEALED-1\n"u8.ToArray();

    /// <param name="name">The file's name within its backup; it is opened under the same name only.</param>
    public static async Task SealAsync(Stream plain, Stream into, byte[] key, string name, CancellationToken cancel)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        using var cipher = Cipher(key, salt, name);
        await into.WriteAsync(Mark, cancel);
        await into.WriteAsync(salt, cancel);
        var (part, next) = (new byte[PartLength], new byte[PartLength]);
        var sealedPart = new byte[PartLength + TagLength];
        var length = await plain.ReadAtLeastAsync(part, PartLength, throwOnEndOfStream: false, cancel);
        var number = 0L;
        while (true)
        {
            var following = length < PartLength ? 0 : await plain.ReadAtLeastAsync(next, PartLength, throwOnEndOfStream: false, cancel);
            cipher.Encrypt(
                Nonce(number, last: following == 0),
                part.AsSpan(0, length),
                sealedPart.AsSpan(0, length),
                sealedPart.AsSpan(length, TagLength)
            );
            await into.WriteAsync(sealedPart.AsMemory(0, length + TagLength), cancel);
            if (following == 0)
            {
                return;
            }

            (part, next, length) = (next, part, following);
            number++;
        }
    }

    /// <exception cref="BackupException">The file was changed or cut, has another name, or another key sealed it.</exception>
    public static async Task OpenAsync(Stream from, Stream plain, byte[] key, string name, CancellationToken cancel)
    {
        var head = new byte[Mark.Length + SaltLength];
        if (
            await from.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancel) < head.Length
            || !head.AsSpan(0, Mark.Length).SequenceEqual(Mark)
        )
        {
            throw new BackupException($"{name} is not a sealed file of a backup, or it is cut off.");
        }

        using var cipher = Cipher(key, head[Mark.Length..], name);
        var (part, next) = (new byte[PartLength + TagLength], new byte[PartLength + TagLength]);
        var clear = new byte[PartLength];
        var length = await from.ReadAtLeastAsync(part, part.Length, throwOnEndOfStream: false, cancel);
        var number = 0L;
        while (true)
        {
            var following = length < part.Length ? 0 : await from.ReadAtLeastAsync(next, next.Length, throwOnEndOfStream: false, cancel);
            var inside = length - TagLength;
            try
            {
                cipher.Decrypt(
                    Nonce(number, last: following == 0),
                    part.AsSpan(0, Math.Max(0, inside)),
                    part.AsSpan(Math.Max(0, inside), Math.Min(TagLength, length)),
                    clear.AsSpan(0, Math.Max(0, inside))
                );
            }
            catch (Exception failure) when (failure is CryptographicException or ArgumentException)
            {
                throw new BackupException($"{name} was changed or cut off, or was sealed with another key.", failure);
            }

            await plain.WriteAsync(clear.AsMemory(0, inside), cancel);
            if (following == 0)
            {
                return;
            }

            (part, next, length) = (next, part, following);
            number++;
        }
    }

    /// <summary>Reads the clear bytes while they are opened; an error of the file comes out of the reading.</summary>
    public static async Task ReadAsync(Stream from, byte[] key, string name, Func<Stream, Task> read, CancellationToken cancel)
    {
        var pipe = new Pipe();
        var opening = OpenIntoAsync();
        try
        {
            await read(pipe.Reader.AsStream(leaveOpen: true));
        }
        finally
        {
            // Whoever reads may stop early; the opening must not wait for that reader.
            await pipe.Reader.CompleteAsync();
        }

        await opening;

        async Task OpenIntoAsync()
        {
            try
            {
                await using var writer = pipe.Writer.AsStream(leaveOpen: true);
                await OpenAsync(from, writer, key, name, cancel);
                await pipe.Writer.CompleteAsync();
            }
            catch (Exception failure)
            {
                await pipe.Writer.CompleteAsync(failure);
                throw;
            }
        }
    }

    private static AesGcm Cipher(byte[] key, byte[] salt, string name) =>
        new(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt, Encoding.UTF8.GetBytes($"epaccs-backup|{name}")), TagLength);

    private static byte[] Nonce(long number, bool last)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[11] = last ? (byte)1 : (byte)0;
        return nonce;
    }
}
