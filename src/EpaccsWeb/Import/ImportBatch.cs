namespace EpaccsWeb.Import;

/// <summary>How far an uploaded file has come.</summary>
public enum ImportStage
{
    Checking,
    Checked,
    Writing,
    Written,
    Unreadable,
    NoSuchHolder,
    Failed,
}

/// <summary>One uploaded file between its upload and its import: bound to one post, gone after an hour.</summary>
public sealed class ImportBatch : IDisposable
{
    private readonly FileStream content;

    private ImportBatch(string token, ImportOrder order, DateTimeOffset expiresAt, FileStream content) =>
        (Token, Order, ExpiresAt, Bytes, this.content) = (token, order, expiresAt, content.Length, content);

    /// <summary>Names the batch in addresses; cannot be guessed.</summary>
    public string Token { get; }

    public ImportOrder Order { get; }

    public DateTimeOffset ExpiresAt { get; }

    /// <summary>How large the file is.</summary>
    public long Bytes { get; }

    public ImportStage Stage { get; internal set; } = ImportStage.Checking;

    public ImportProgress? Progress { get; internal set; }

    /// <summary>What was found; after writing, what was written.</summary>
    public ImportReport? Report { get; internal set; }

    /// <summary>Why the file cannot be read, or was not written.</summary>
    public string? Problem { get; internal set; }

    internal CheckedRegister? Register { get; set; }

    /// <summary>What is being done with the file; ended when nothing is.</summary>
    internal Task Work { get; set; } = Task.CompletedTask;

    internal Stream Content => content;

    /// <summary>Keeps the upload in a file that has no name any more, so that nothing can be left behind.</summary>
    internal static async Task<ImportBatch> SpoolAsync(
        Stream upload,
        string token,
        ImportOrder order,
        DateTimeOffset expiresAt,
        CancellationToken cancel
    )
    {
        var path = Path.Combine(Path.GetTempPath(), $"epaccs-import-{token}");
        var settings = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            BufferSize = 1 << 16,
            Options = FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
        {
            settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var content = new FileStream(path, settings);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(path);
            }

            await upload.CopyToAsync(content, cancel);
            await content.FlushAsync(cancel);
            return new ImportBatch(token, order, expiresAt, content);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    public void Dispose() => content.Dispose();
}
