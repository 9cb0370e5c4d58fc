using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace EpaccsWeb.PrivatePostgres;

/// <summary>
/// A lock on a folder, so that there is no lock file to leave behind; the kernel lets go of it when its process dies.
/// </summary>
internal sealed partial class LocalPostgresLock : IDisposable
{
    private const int Shared = 1;
    private const int Exclusive = 2;
    private const int NonBlocking = 4;
    private const int Unlock = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly int CloseOnExec = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;
    private static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;

    private readonly SafeFileHandle handle;
    private readonly string folder;

    private LocalPostgresLock(SafeFileHandle handle, string folder) => (this.handle, this.folder) = (handle, folder);

    /// <summary>Opens the folder without locking it yet.</summary>
    public static LocalPostgresLock On(string folder)
    {
        var descriptor = Native.Open([.. Encoding.UTF8.GetBytes(folder), 0], CloseOnExec);

        return descriptor >= 0
            ? new LocalPostgresLock(new SafeFileHandle(descriptor, ownsHandle: true), folder)
            : throw new LocalPostgresException($"The folder {folder} cannot be opened: check who owns it.");
    }

    /// <summary>Waits until no other process holds the folder.</summary>
    public static async Task<LocalPostgresLock> WaitAsync(string folder, CancellationToken cancel)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        var opened = On(folder);

        try
        {
            while (!opened.TryTakeAlone())
            {
                await Task.Delay(20, either.Token);
            }

            return opened;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            opened.Dispose();
            throw new LocalPostgresException($"Another process has held {folder} for five minutes: stop that process.");
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>True when nobody else holds the folder; then nobody else can until this is shared or let go.</summary>
    public bool TryTakeAlone() => Try(Exclusive);

    /// <summary>Holds the folder together with others.</summary>
    public bool TryShare() => Try(Shared);

    public void Dispose()
    {
        if (!handle.IsClosed)
        {
            // A child that is just being started may hold a copy of the handle for a moment; unlocking does not wait for it.
            _ = Native.Lock(handle, Unlock);
            handle.Dispose();
        }
    }

    private bool Try(int how)
    {
        if (Native.Lock(handle, how | NonBlocking) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == WouldBlock
            ? false
            : throw new LocalPostgresException(
                $"The folder {folder} cannot be locked: set LocalPostgres__Directory to a folder on a local disk."
            );
    }

    private static class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open(byte[] path, int flags);

        [DllImport("libc", EntryPoint = "flock", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Lock(SafeFileHandle handle, int operation);
    }
}
