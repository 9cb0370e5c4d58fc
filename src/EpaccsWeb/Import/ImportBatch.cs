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

    /// <summary>Every refused row, of which the report lists the first; to be read while nothing is done with the file.</summary>
    public RefusedRows Refused { get; private set; } = new();

    /// <summary>Why the file cannot be read, or was not written.</summary>
    public string? Problem { get; internal set; }

    internal CheckedRegister? Register { get; set; }

    /// <summary>What is being done with the file; ended when nothing is.</summary>
    internal Task Work { get; set; } = Task.CompletedTask;

    internal Stream Content => content;

    /// <summary>Keeps the upload on disk until it is decided upon.</summary>
    internal static async Task<ImportBatch> SpoolAsync(
        Stream upload,
        string token,
        ImportOrder order,
        DateTimeOffset expiresAt,
        CancellationToken cancel
    )
    {
        var content = NamelessFile.Create();
        try
        {
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

    public void Dispose()
    {
        content.Dispose();
        Refused.Dispose();
    }

    /// <summary>Begins the list of refused rows again, for another reading of the file.</summary>
    internal RefusedRows RefuseAnew()
    {
        Refused.Dispose();
        return Refused = new();
    }
}
