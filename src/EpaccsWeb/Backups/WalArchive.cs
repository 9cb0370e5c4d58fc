using System.IO.Compression;

namespace EpaccsWeb.Backups;

/// <summary>The log of PostgreSQL since the base backups, a sealed file each: what makes any moment reachable.</summary>
internal sealed class WalArchive(BackupFolder folder, byte[] key)
{
    /// <summary>Puts one file of the log away; PostgreSQL keeps its own until this has succeeded.</summary>
    public async Task PutAsync(string path, CancellationToken cancel)
    {
        var name = Path.GetFileName(path);
        var place = Place(name);
        BackupFolder.MakeClosed(folder.Wal);
        if (File.Exists(place))
        {
            // After a crash PostgreSQL may hand the same file over again. Another one of that name is another database's.
            await using var there = new MemoryStream();
            await OpenAsync(name, there, cancel);
            var given = await File.ReadAllBytesAsync(path, cancel);
            if (!given.AsSpan().SequenceEqual(there.ToArray()))
            {
                throw new BackupException($"{name} is in the archive already, with other contents.");
            }

            return;
        }

        var part = $"{place}.{Guid.NewGuid():N}.part";
        await using (var into = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
        {
            await using var packed = new MemoryStream();
            await using (var pack = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await using (var plain = File.OpenRead(path))
            {
                await plain.CopyToAsync(pack, cancel);
            }

            packed.Position = 0;
            await SealedFile.SealAsync(packed, into, key, name, cancel);
            into.Flush(flushToDisk: true);
        }

        File.Move(part, place);
    }

    public bool Has(string name) => File.Exists(Place(name));

    /// <summary>Opens everything from one file on into a folder; the answer is how many there were.</summary>
    public async Task<int> OpenFromAsync(string first, string into, CancellationToken cancel)
    {
        var opened = 0;
        foreach (var file in Directory.Exists(folder.Wal) ? Directory.EnumerateFiles(folder.Wal, "*" + BackupFolder.Seal) : [])
        {
            var name = Path.GetFileName(file)[..^BackupFolder.Seal.Length];
            // A name is the timeline and then the place; histories of timelines are always wanted, marks of backups never.
            if (
                name.EndsWith(".history", StringComparison.Ordinal)
                || (name.Length == 24 && string.CompareOrdinal(name[8..], first[8..]) >= 0)
            )
            {
                await using var clear = new FileStream(Path.Combine(into, name), FileMode.CreateNew, FileAccess.Write);
                await OpenAsync(name, clear, cancel);
                opened++;
            }
        }

        return opened;
    }

    private string Place(string name) => Path.Combine(folder.Wal, name + BackupFolder.Seal);

    private async Task OpenAsync(string name, Stream into, CancellationToken cancel)
    {
        await using var from = File.OpenRead(Place(name));
        await SealedFile.ReadAsync(
            from,
            key,
            name,
            async packed =>
            {
                await using var plain = new GZipStream(packed, CompressionMode.Decompress);
                await plain.CopyToAsync(into, cancel);
            },
            cancel
        );
    }
}
