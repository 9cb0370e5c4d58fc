using System.Text;
using EpaccsWeb.Backups;

namespace EpaccsWeb.Tests.Backups;

/// <summary>What is sealed comes back to the byte, or not at all.</summary>
public sealed class SealedFileTests
{
    private const int Part = 64 * 1024;
    private static readonly byte[] Key = new byte[32];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Part - 1)]
    [InlineData(Part)]
    [InlineData(Part + 1)]
    [InlineData((3 * Part) + 7)]
    public async Task Any_length_comes_back_to_the_byte(int length)
    {
        var plain = Bytes(length);

        Assert.Equal(plain, await OpenAsync(await SealAsync(plain, "base"), "base"));
    }

    [Fact]
    public async Task Nothing_of_the_text_can_be_read()
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Ada Patel 999 000 0018 ", 5000)));

        Assert.DoesNotContain("Patel", Encoding.Latin1.GetString(await SealAsync(text, "base")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_was_changed_cut_or_renamed_or_has_another_key_is_refused()
    {
        var good = await SealAsync(Bytes(2 * Part), "base");
        foreach (var at in new[] { 0, 20, 60, Part, good.Length - 1 })
        {
            var changed = good.ToArray();
            changed[at] ^= 1;
            await RefusedAsync(changed, "base");
        }

        // After the mark, the salt and the first part with its tag: a whole part, but not the last.
        foreach (var length in new[] { 0, 10, 48, 48 + 5, 48 + Part + 16, good.Length - 1 })
        {
            await RefusedAsync(good[..length], "base");
        }

        await RefusedAsync(good, "other");
        await Assert.ThrowsAsync<BackupException>(() => OpenAsync(good, "base", [1, .. Key[1..]]));
        // Two parts change places.
        var first = good[48..(48 + Part + 16)];
        await RefusedAsync([.. good[..48], .. good[(48 + Part + 16)..], .. first], "base");
    }

    private static Task RefusedAsync(byte[] file, string name) => Assert.ThrowsAsync<BackupException>(() => OpenAsync(file, name));

    private static async Task<byte[]> SealAsync(byte[] plain, string name)
    {
        using var into = new MemoryStream();
        await SealedFile.SealAsync(new MemoryStream(plain), into, Key, name, TestContext.Current.CancellationToken);
        return into.ToArray();
    }

    private static async Task<byte[]> OpenAsync(byte[] file, string name, byte[]? key = null)
    {
        using var plain = new MemoryStream();
        await SealedFile.OpenAsync(new MemoryStream(file), plain, key ?? Key, name, TestContext.Current.CancellationToken);
        return plain.ToArray();
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(0, length).Select(number => (byte)(number * 7))];
}
