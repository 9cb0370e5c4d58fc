using System.Globalization;
using EpaccsWeb.Ui;

namespace EpaccsWeb.Import;

/// <summary>Every problem of an upload as CSV: line, column and sentence, kept on disk, since a file of wrong rows would fill the memory.</summary>
public sealed class RefusedRows : IDisposable
{
    /// <summary>Problems that are kept: far more than a register has people.</summary>
    public const int Most = 1_000_000;

    private const int AtOnce = 1000;

    private static readonly (string Name, Func<RowProblem, string?> Cell)[] Columns =
    [
        ("line", problem => problem.Line.ToString(CultureInfo.InvariantCulture)),
        ("column", problem => problem.Column ?? "whole row"),
        ("sentence", problem => problem.Sentence),
    ];

    /// <summary>What is not in the file yet.</summary>
    private readonly List<RowProblem> waiting = [];

    private FileStream? file;
    private int kept;

    /// <summary>There are more problems than are kept.</summary>
    public bool LeavesSomeOut { get; private set; }

    public void Add(RowProblem problem)
    {
        if (kept == Most)
        {
            LeavesSomeOut = true;
            return;
        }

        kept++;
        waiting.Add(problem);
        if (waiting.Count < AtOnce)
        {
            return;
        }

        file ??= NamelessFile.Create();
        file.Write(kept == AtOnce ? CsvFile.Write(waiting, Columns) : CsvFile.More(waiting, Columns));
        file.Flush();
        waiting.Clear();
    }

    /// <summary>Writes the CSV to whoever asks for it, several at once too.</summary>
    public async Task CopyToAsync(Stream to, CancellationToken cancel)
    {
        if (file is null)
        {
            await to.WriteAsync(CsvFile.Write(waiting, Columns), cancel);
            return;
        }

        var (handle, buffer) = (file.SafeFileHandle, new byte[1 << 16]);
        for (long at = 0; await RandomAccess.ReadAsync(handle, buffer, at, cancel) is > 0 and var read; at += read)
        {
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        await to.WriteAsync(CsvFile.More(waiting, Columns), cancel);
    }

    public void Dispose() => file?.Dispose();
}
