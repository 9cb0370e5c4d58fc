using System.Collections.Concurrent;
using System.Security.Cryptography;
using EpaccsWeb.Domain.Access;

namespace EpaccsWeb.Import;

/// <summary>Where uploaded registers wait: checked at once, written when approved, forgotten after an hour.</summary>
public sealed class ImportDesk(RegisterImport import, TimeProvider clock, IHostApplicationLifetime application, ILogger<ImportDesk> log)
    : BackgroundService
{
    /// <summary>How long a file waits to be approved.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromHours(1);

    /// <summary>Bytes of the largest register.</summary>
    public const long LargestUpload = 512L * 1024 * 1024;

    /// <summary>What is said when rows show too often that somebody exists who may not be known of.</summary>
    public const string TooManyBlocked =
        "Too many rows of your files could not be started here, so the file was not checked. Ring the coordination service, or wait an hour.";

    /// <summary>Files one post may have here, those that are still uploaded among them; one that only waits to be approved makes room.</summary>
    private const int MostOfOnePost = 3;

    /// <summary>Bytes of all files together, so that uploads do not fill the disk.</summary>
    private const long MostBytes = 4 * LargestUpload;

    /// <summary>Blocked rows one person may meet in an hour; a register is not a way to ask who has a record.</summary>
    private const int MostBlocked = 500;

    private readonly ConcurrentQueue<(Guid? UserId, int Rows, DateTimeOffset At)> blocked = new();

    private readonly ConcurrentDictionary<string, ImportBatch> batches = new(StringComparer.Ordinal);

    private readonly List<UploadPlace> uploads = [];

    private readonly Lock door = new();

    /// <summary>One file at a time is worked on, so that imports leave room for everybody else.</summary>
    private readonly SemaphoreSlim turn = new(1, 1);

    /// <summary>False once this person has met too many blocked rows within the hour.</summary>
    public bool MayCheck(Actor actor) => Met(actor.UserId) < MostBlocked;

    /// <summary>A place for an upload that begins; null while too many files of the post are unfinished, or too much is here already.</summary>
    /// <param name="bytes">How large it says it is; null when it does not say.</param>
    public UploadPlace? Enter(Actor actor, long? bytes)
    {
        Sweep();
        lock (door)
        {
            var own = batches.Values.Where(batch => batch.Order.Actor?.PostId == actor.PostId).ToList();
            var unfinished = uploads.Count(upload => upload.PostId == actor.PostId) + own.Count(batch => !batch.Work.IsCompleted);
            if (unfinished >= MostOfOnePost)
            {
                return null;
            }

            var waiting = own.Where(batch => batch.Work.IsCompleted).OrderByDescending(batch => batch.ExpiresAt);
            foreach (var old in waiting.Skip(MostOfOnePost - 1 - unfinished).ToList())
            {
                Forget(old);
            }

            var size = bytes ?? LargestUpload;
            if (uploads.Sum(upload => upload.Bytes) + batches.Values.Sum(batch => batch.Bytes) + size > MostBytes)
            {
                return null;
            }

            uploads.Add(new(actor.PostId, size, Leave));
            return uploads[^1];
        }
    }

    /// <summary>Takes an upload into its place and begins to check it.</summary>
    public async Task<ImportBatch> TakeAsync(Stream upload, ImportOrder asked, UploadPlace place, CancellationToken cancel)
    {
        using (place)
        {
            var order = asked with { MayGoOn = rows => MayGoOn(asked.Actor?.UserId, rows) };
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var batch = await ImportBatch.SpoolAsync(upload, token, order, clock.GetUtcNow() + Waits, cancel);
            Start(
                batch,
                async () =>
                {
                    batch.Register = await import.CheckAsync(
                        batch.Content,
                        order with
                        {
                            Refusing = batch.Refused.Add,
                        },
                        step => batch.Progress = step,
                        application.ApplicationStopping
                    );
                    batch.Report = batch.Register.Report;
                    batch.Stage = ImportStage.Checked;
                }
            );
            batches[token] = batch;
            return batch;
        }
    }

    /// <summary>The batch of that name, if this person in this post uploaded it.</summary>
    public ImportBatch? Find(string token, Actor actor)
    {
        Sweep();
        return
            batches.TryGetValue(token, out var batch)
            && batch.Order.Actor is { } owner
            && owner.UserId == actor.UserId
            && owner.PostId == actor.PostId
            ? batch
            : null;
    }

    /// <summary>Writes a checked batch; approved twice it is written once.</summary>
    public void Approve(ImportBatch batch, bool skipRefused)
    {
        lock (batch)
        {
            if (batch is not { Stage: ImportStage.Checked, Register: { } register } || (register.Report.Refused > 0 && !skipRefused))
            {
                return;
            }

            batch.Stage = ImportStage.Writing;
            batch.Progress = null;
            Start(
                batch,
                async () =>
                {
                    // With nothing to write the file is not read again, and what was refused stands as it was found.
                    var refused = register.Report is { New: 0, Fills: 0 } ? batch.Refused : batch.RefuseAnew();
                    var order = batch.Order with { SkipRefused = skipRefused, Refusing = refused.Add };
                    batch.Report = await import.WriteAsync(register, order, step => batch.Progress = step, application.ApplicationStopping);
                    batch.Stage = batch.Report.Written ? ImportStage.Written : ImportStage.Checked;
                }
            );
        }
    }

    /// <summary>Throws the upload away; a batch that is being worked on is kept until that has ended.</summary>
    public void Forget(ImportBatch batch)
    {
        if (batch.Work.IsCompleted && batches.TryRemove(batch.Token, out _))
        {
            batch.Dispose();
        }
    }

    /// <summary>Waits a moment, so that a small file needs no page of progress.</summary>
    public static Task WaitAsync(ImportBatch batch, TimeSpan longest) => Task.WhenAny(batch.Work, Task.Delay(longest));

    public override void Dispose()
    {
        foreach (var batch in batches.Values)
        {
            batch.Dispose();
        }

        turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(5));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Sweep();
        }
    }

    private void Start(ImportBatch batch, Func<Task> work) =>
        batch.Work = Task.Run(async () =>
        {
            await turn.WaitAsync(application.ApplicationStopping);
            try
            {
                await work();
            }
            catch (RegisterFileException unreadable)
            {
                batch.Problem = unreadable.Message;
                batch.Stage = unreadable is NoSuchHolderException ? ImportStage.NoSuchHolder : ImportStage.Unreadable;
            }
            catch (Exception failure)
            {
                // The message of a database error may quote the file, so it is not logged.
                log.LogError(
                    "Register import {Reference} failed: {Kind} at {Where}",
                    batch.Order.Reference,
                    failure.GetType().Name,
                    failure.TargetSite?.Name
                );
                batch.Stage = ImportStage.Failed;
            }
            finally
            {
                turn.Release();
            }
        });

    private void Leave(UploadPlace place)
    {
        lock (door)
        {
            uploads.Remove(place);
        }
    }

    /// <summary>Counts the blocked rows of a batch, with those of this person's other files; false once they are too many.</summary>
    private bool MayGoOn(Guid? userId, int rows)
    {
        if (rows > 0)
        {
            blocked.Enqueue((userId, rows, clock.GetUtcNow()));
        }

        return Met(userId) <= MostBlocked;
    }

    private int Met(Guid? userId) => blocked.Where(row => row.UserId == userId && row.At > clock.GetUtcNow() - Waits).Sum(row => row.Rows);

    private void Sweep()
    {
        var now = clock.GetUtcNow();
        while (blocked.TryPeek(out var first) && first.At < now - Waits)
        {
            blocked.TryDequeue(out _);
        }

        foreach (var old in batches.Values.Where(batch => batch.ExpiresAt < now).ToList())
        {
            Forget(old);
        }
    }
}
