using System.Text;

namespace EpaccsWeb.Access.ReadOnly;

/// <summary>One file of lines that are on disk once they are acknowledged. Whoever has it open has it alone.</summary>
internal sealed class SpoolFile : IDisposable
{
    private const int ChunkSize = 1024 * 1024;

    private readonly FileStream stream;

    private SpoolFile(FileStream stream) => (this.stream, End) = (stream, stream.Length);

    public string Path => stream.Name;

    /// <summary>Where the next line begins: after the last one that was acknowledged.</summary>
    public long End { get; private set; }

    public static SpoolFile Create(string path) => new(Open(path, FileMode.CreateNew));

    /// <summary>A file that is there already; null while another program has it.</summary>
    public static SpoolFile? Take(string path)
    {
        try
        {
            return new(Open(path, FileMode.Open));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Adds lines; returns when the disk has them. What failed in the middle is written over by the next.</summary>
    public async Task AddAsync(IEnumerable<string> lines, CancellationToken cancel)
    {
        var bytes = Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        stream.SetLength(End);
        stream.Position = End;
        await stream.WriteAsync(bytes, cancel);
        stream.Flush(flushToDisk: true);
        End += bytes.Length;
    }

    /// <summary>The next whole lines from a place on, and the place after them; no line when only a torn one, or nothing, is left.</summary>
    public async Task<(string[] Lines, long Next)> ReadAsync(long from, CancellationToken cancel)
    {
        var size = ChunkSize;
        while (true)
        {
            var buffer = new byte[Math.Min(size, End - from)];
            var read = 0;
            while (read < buffer.Length)
            {
                var more = await RandomAccess.ReadAsync(stream.SafeFileHandle, buffer.AsMemory(read), from + read, cancel);
                if (more == 0)
                {
                    break;
                }

                read += more;
            }

            var last = buffer.AsSpan(0, read).LastIndexOf((byte)'\n');
            if (last >= 0)
            {
                return (Encoding.ASCII.GetString(buffer, 0, last).Split('\n'), from + last + 1);
            }

            if (from + read >= End)
            {
                return ([], from);
            }

            size *= 2;
        }
    }

    /// <summary>Everything in it has been written down elsewhere.</summary>
    public void Clear()
    {
        stream.SetLength(0);
        stream.Flush(flushToDisk: true);
        End = 0;
    }

    public void Delete()
    {
        Dispose();
        File.Delete(Path);
    }

    public void Dispose() => stream.Dispose();

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = 0,
        };
        if (mode is FileMode.CreateNew && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new(path, options);
    }
}
