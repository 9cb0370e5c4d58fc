namespace EpaccsWeb.Import;

/// <summary>Room for one register file, from the moment its upload begins until the desk keeps it or it is given up.</summary>
public sealed class UploadPlace(Guid postId, long bytes, Action<UploadPlace> leave) : IDisposable
{
    public Guid PostId { get; } = postId;

    /// <summary>How large the upload says it is, or may be.</summary>
    public long Bytes { get; } = bytes;

    public void Dispose() => leave(this);
}
